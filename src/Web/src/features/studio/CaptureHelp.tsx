import { CameraOff } from "lucide-react";
import { Button } from "@/ui/Button";
import { captureHelp, type CaptureProblem } from "./captureProblem";

interface CaptureHelpProps {
  problem: CaptureProblem;
  onRetry: () => void;
}

export function CaptureHelp({ problem, onRetry }: CaptureHelpProps) {
  const { title, steps } = captureHelp[problem];
  return (
    <div
      role="alert"
      data-testid="capture-help"
      data-problem={problem}
      className="absolute inset-0 z-10 grid content-center justify-items-center gap-3 overflow-y-auto bg-surface p-6 text-center text-text"
    >
      <span aria-hidden className="grid size-14 place-items-center rounded-full bg-danger-wash text-danger">
        <CameraOff />
      </span>
      <p className="font-display text-xl font-bold">{title}</p>
      <ol className="grid max-w-md list-inside list-decimal gap-1 text-left text-muted">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Button look="secondary" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
