import { Radio, Video } from "lucide-react";
import { Link } from "react-router";
import type { Stream } from "@/api/shapes";
import { usePageTitle } from "@/app/usePageTitle";
import { useMyChannel } from "@/features/channels/channels";
import { Poster } from "@/features/live/Poster";
import { ButtonLink } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { formatCount, formatDay, formatDuration } from "@/ui/format";
import { LiveBadge } from "@/ui/LiveBadge";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNote } from "@/ui/ProblemNote";
import { TokenIcon } from "@/ui/TokenIcon";
import { useMyStreams } from "./myStreams";

export default function DashboardPage() {
  usePageTitle("Your streams");
  const { data, isPending, error, refetch } = useMyStreams();
  const channel = useMyChannel();
  const shown = data?.filter(({ status }) => status !== "scheduled") ?? [];
  const goLive = (
    <ButtonLink to="/creator/go-live" icon={<Radio size={18} />}>
      Go live
    </ButtonLink>
  );
  return (
    <div className="mx-auto w-full max-w-5xl pt-8">
      <PageHeading
        title="Your streams"
        lead={
          channel.data && (
            <Link to={`/streams/${channel.data.slug}`} className="underline-offset-4 hover:underline">
              {channel.data.name} · {formatCount(channel.data.followerCount)} followers
            </Link>
          )
        }
        action={goLive}
      />
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="skeleton h-64" />}
      {data && shown.length === 0 && (
        <EmptyState art={<Video size={36} />} title="No streams yet" action={goLive}>
          Your streams and what became of them are listed here.
        </EmptyState>
      )}
      <ul className="grid gap-3" data-testid="my-streams">
        {shown.map((stream) => (
          <Row key={stream.id} stream={stream} />
        ))}
      </ul>
    </div>
  );
}

function Row({ stream }: { stream: Stream }) {
  const live = stream.status === "live";
  return (
    <li>
      <Link
        to={`/creator/studio/${stream.id}`}
        data-testid="my-stream"
        className="flex flex-wrap items-center gap-4 rounded-lg border border-line bg-surface p-3 transition hover:border-line-strong sm:flex-nowrap"
      >
        <span className="aspect-video w-28 shrink-0 sm:w-36 overflow-hidden rounded-md">
          <Poster seed={stream.id} name={stream.channel.name} url={stream.thumbnailUrl} />
        </span>
        <span className="min-w-0 flex-1 sm:min-w-40">
          <span className="line-clamp-2 font-semibold">{stream.title}</span>
          <span className="mt-1 flex items-center gap-2 text-sm text-muted">
            {live ? <LiveBadge /> : "Ended"}
            {stream.startedAt && <span>{formatDay(stream.startedAt)}</span>}
          </span>
        </span>
        <span className="flex gap-6 text-sm text-muted figures max-sm:w-full max-sm:justify-between">
          <Stat name="On air" value={stream.durationSeconds === null ? "now" : formatDuration(stream.durationSeconds)} />
          <Stat name="Peak" value={formatCount(stream.peakViewers)} />
          <Stat name="Watched" value={formatCount(stream.totalViews)} />
          <Stat
            name="Gifts"
            value={
              <>
                <TokenIcon /> {formatCount(stream.giftTokens)}
              </>
            }
          />
        </span>
      </Link>
    </li>
  );
}

function Stat({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <span className="grid min-w-14">
      <span className="text-xs text-faint">{name}</span>
      <span className="inline-flex items-center gap-1 font-semibold text-text">{value}</span>
    </span>
  );
}
