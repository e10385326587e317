import { useEffect, useRef } from "react";
import { VideoOff } from "lucide-react";
import { Spinner } from "@/ui/Spinner";
import { CaptureHelp } from "./CaptureHelp";
import type { CaptureProblem } from "./captureProblem";

interface CapturePreviewProps {
  stream: MediaStream | undefined;
  problem: CaptureProblem | undefined;
  onRetry: () => void;
}

export function CapturePreview({ stream, problem, onRetry }: CapturePreviewProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream ?? null;
  }, [stream]);
  const pictureless = stream !== undefined && stream.getVideoTracks().length === 0;

  return (
    <div className="relative aspect-video overflow-hidden rounded-lg border border-line bg-black text-white">
      <video
        ref={video}
        muted
        autoPlay
        playsInline
        aria-label="Your camera"
        data-testid="preview-video"
        className="size-full -scale-x-100 object-cover"
      />
      {!stream && !problem && (
        <div className="absolute inset-0 grid place-content-center justify-items-center gap-3 text-white/80">
          <Spinner />
          <p>Opening your camera. Your browser may ask for leave.</p>
        </div>
      )}
      {pictureless && (
        <div className="absolute inset-0 grid place-content-center justify-items-center gap-3 text-white/80">
          <VideoOff aria-hidden />
          <p>No camera found: viewers will only hear you.</p>
        </div>
      )}
      {problem && <CaptureHelp problem={problem} onRetry={onRetry} />}
    </div>
  );
}
