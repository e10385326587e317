import { Sparkles } from "lucide-react";
import type { Stream, StreamStats } from "@/api/shapes";
import { Leaderboard } from "@/features/gifts/Leaderboard";
import { ButtonLink } from "@/ui/Button";
import { formatDuration, formatWhole } from "@/ui/format";

const reasons: Record<string, string> = {
  disconnected: "It ended by itself because your picture didn't come back.",
  moderation: "It was ended by a moderator.",
};

/** What is saved of a stream: the service's figures, the event's until they are read. */
export function EndedSummary({ stream, stats }: { stream: Stream; stats: StreamStats | undefined }) {
  const saved = { ...stats, ...withoutNulls(stream) };
  const figures = [
    { name: "On air", value: formatDuration(saved.durationSeconds ?? 0), id: "duration" },
    { name: "Most at once", value: formatWhole(saved.peakViewers ?? 0), id: "peak" },
    { name: "People who watched", value: formatWhole(saved.totalViews ?? 0), id: "views" },
    { name: "Gift tokens", value: formatWhole(saved.giftTokens ?? 0), id: "gifts" },
  ];
  return (
    <div className="mx-auto grid w-full max-w-3xl animate-rise grid-cols-1 gap-6 pt-10" data-testid="ended-summary">
      <div className="grid justify-items-center gap-3 text-center">
        <span aria-hidden className="grid size-20 place-items-center rounded-xl bg-accent text-on-accent">
          <Sparkles size={36} />
        </span>
        <h1 className="text-4xl font-extrabold">That's a wrap!</h1>
        <p className="text-muted" data-testid="stream-state" data-state="ended">
          “{stream.title}” has ended. {reasons[stream.endReason ?? ""] ?? "Everything is saved."}
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {figures.map(({ name, value, id }) => (
          <div key={id} className="rounded-lg border border-line bg-surface p-5">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="font-display text-3xl font-extrabold figures" data-testid={`summary-${id}`}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <Leaderboard streamId={stream.id} />
      <div className="flex flex-wrap justify-center gap-3">
        <ButtonLink to="/creator/go-live">Go live again</ButtonLink>
        <ButtonLink to="/creator/dashboard" look="secondary">
          All your streams
        </ButtonLink>
      </div>
    </div>
  );
}

function withoutNulls({ durationSeconds, peakViewers, totalViews, giftTokens }: Stream) {
  return { peakViewers, totalViews, giftTokens, ...(durationSeconds !== null && { durationSeconds }) };
}
