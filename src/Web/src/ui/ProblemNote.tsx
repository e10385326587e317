import { CircleAlert } from "lucide-react";
import { problemText } from "@/api/problemText";
import { Button } from "./Button";

interface ProblemNoteProps {
  error: unknown;
  onRetry?: () => void;
}

/** An error in plain words, with a way to try again where there is one. */
export function ProblemNote({ error, onRetry }: ProblemNoteProps) {
  return (
    <div role="alert" className="flex items-center gap-3 rounded-md bg-danger-wash px-4 py-3 text-sm">
      <CircleAlert size={18} className="shrink-0 text-danger" aria-hidden />
      <span className="grow">{problemText(error)}</span>
      {onRetry && (
        <Button look="secondary" size="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
