import { Link } from "react-router";
import type { Stream } from "@/api/shapes";
import { Avatar } from "@/ui/Avatar";
import { formatCount } from "@/ui/format";
import { LiveBadge } from "@/ui/LiveBadge";
import { Poster } from "./Poster";

export function StreamCard({ stream }: { stream: Stream }) {
  const { channel, creator, title, category, viewerCount, thumbnailUrl } = stream;
  return (
    <li>
      <Link
        to={`/streams/${channel.slug}`}
        data-testid="stream-card"
        data-stream-id={stream.id}
        className="group grid gap-3 rounded-lg outline-offset-4"
      >
        <div className="relative aspect-video overflow-hidden rounded-lg border border-line transition duration-200 group-hover:-translate-y-1 group-hover:border-accent-text group-hover:shadow-card">
          <Poster seed={stream.id} name={channel.name} url={thumbnailUrl} />
          <div className="absolute top-3 left-3">
            <LiveBadge />
          </div>
          <span className="absolute bottom-3 left-3 rounded-sm bg-black/70 px-2 py-0.5 text-xs font-semibold text-white figures">
            {formatCount(viewerCount)} watching
          </span>
        </div>
        <div className="flex gap-3">
          <Avatar name={creator.displayName} seed={creator.id} url={creator.avatarUrl} size={38} />
          <div className="min-w-0">
            <h3 className="line-clamp-2 font-sans text-[15px] leading-snug font-semibold tracking-normal group-hover:text-accent-text">
              {title}
            </h3>
            <p className="truncate text-sm text-muted">{channel.name}</p>
            {category && <p className="truncate text-sm text-faint">{category}</p>}
          </div>
        </div>
      </Link>
    </li>
  );
}

export function StreamCardSkeleton() {
  return (
    <li className="grid gap-3" aria-hidden>
      <div className="skeleton aspect-video rounded-lg" />
      <div className="flex gap-3">
        <div className="skeleton size-9.5 rounded-full" />
        <div className="grid grow gap-2">
          <div className="skeleton h-4 w-4/5" />
          <div className="skeleton h-4 w-2/5" />
        </div>
      </div>
    </li>
  );
}
