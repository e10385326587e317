import { Trophy } from "lucide-react";
import { Avatar } from "@/ui/Avatar";
import { cx } from "@/ui/cx";
import { formatWhole } from "@/ui/format";
import { TokenIcon } from "@/ui/TokenIcon";
import { useLeaderboard } from "./useGiftTotals";

const SHOWN = 5;

export function Leaderboard({ streamId, className }: { streamId: string; className?: string }) {
  const { data, isPending } = useLeaderboard(streamId);
  return (
    <section
      aria-labelledby="leaderboard-title"
      className={cx("rounded-lg border border-line bg-surface p-5", className)}
      data-testid="leaderboard"
    >
      <h2 id="leaderboard-title" className="mb-3 flex items-center gap-2 text-lg font-bold">
        <Trophy size={18} className="text-token" aria-hidden /> Top gifters
      </h2>
      {isPending && <div className="skeleton h-24" />}
      {data?.length === 0 && <p className="text-sm text-muted">No gifts yet. The first one tops the list.</p>}
      <ol className="grid gap-1">
        {data?.slice(0, SHOWN).map(({ user, tokens, rank }) => (
          <li key={user.id} className="flex items-center gap-3 rounded-md px-1 py-1.5" data-testid="leaderboard-row" data-user-id={user.id}>
            <span className={cx("w-5 text-center font-display font-bold figures", rank === 1 ? "text-token" : "text-faint")}>{rank}</span>
            <Avatar name={user.displayName} seed={user.id} url={user.avatarUrl} size={30} />
            <span className="min-w-0 grow truncate font-medium">{user.displayName}</span>
            <span className="inline-flex items-center gap-1.5 font-semibold figures" data-testid="leaderboard-tokens">
              <TokenIcon /> {formatWhole(tokens)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
