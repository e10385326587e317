import { Mic } from "lucide-react";
import { useRef } from "react";
import { useMicLevel } from "./useMicLevel";

const BARS = 24;

/** How loud the microphone hears now; drawn without re-rendering the page. */
export function MicMeter({ stream }: { stream: MediaStream | undefined }) {
  const meter = useRef<HTMLDivElement>(null);
  useMicLevel(stream, (level) => {
    const element = meter.current;
    if (!element) return;
    element.style.setProperty("--level", String(level));
    element.setAttribute("aria-valuenow", String(Math.round(level * 10) * 10));
  });

  return (
    <div className="flex items-center gap-3">
      <Mic size={18} className="text-muted" aria-hidden />
      <div
        ref={meter}
        role="meter"
        aria-label="Microphone level"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
        data-testid="mic-meter"
        className="flex h-5 grow items-center gap-[3px]"
      >
        {Array.from({ length: BARS }, (_, at) => (
          <span key={at} className="mic-bar" style={{ "--at": at / BARS } as React.CSSProperties} />
        ))}
      </div>
    </div>
  );
}
