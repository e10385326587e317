import { Eye } from "lucide-react";
import type { Stream } from "@/api/shapes";
import { formatCount } from "@/ui/format";
import { LiveBadge } from "@/ui/LiveBadge";
import { ShareButton } from "./ShareButton";

interface StreamHeadingProps {
  stream: Stream;
  viewerCount: number;
  over: boolean;
}

export function StreamHeading({ stream, viewerCount, over }: StreamHeadingProps) {
  return (
    <div className="flex items-start gap-4">
      <div className="grid min-w-0 grow gap-2">
        <h1 className="text-2xl font-bold sm:text-3xl" data-testid="stream-title">
          {stream.title}
        </h1>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-muted">
          {!over && <LiveBadge />}
          {!over && (
            <span className="inline-flex items-center gap-1.5 figures">
              <Eye size={16} aria-hidden />
              <span data-testid="viewer-count" data-count={viewerCount}>
                {formatCount(viewerCount)}
              </span>
              watching
            </span>
          )}
          {stream.category && <span className="font-semibold text-accent-text">{stream.category}</span>}
          {stream.tags.map((tag) => (
            <span key={tag} className="rounded-full bg-raised px-2.5 py-0.5 text-xs">
              {tag}
            </span>
          ))}
        </p>
      </div>
      <ShareButton title={stream.title} />
    </div>
  );
}
