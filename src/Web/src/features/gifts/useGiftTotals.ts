import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, ask } from "@/api/client";
import { balanceKey } from "@/features/wallet/balance";
import { useSession } from "@/features/auth/session";
import { streamKey } from "@/features/live/streams";
import { useHubEvent } from "@/realtime/hub";

/** Totals follow a gift by the bus, so they are asked for soon after it and once more when all has settled. */
const SOON_MS = 400;
const SETTLED_MS = 3_000;

export function leaderboardQuery(streamId: string) {
  return queryOptions({
    queryKey: ["leaderboard", streamId],
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/streams/{id}/leaderboard", { params: { path: { id: streamId } }, signal }))).items,
  });
}

export function useLeaderboard(streamId: string) {
  return useQuery(leaderboardQuery(streamId));
}

/** After gifts: leaderboard, stream totals and, for the giver, the balance. Many gifts at once cause two refreshes, not many. */
export function useGiftTotals(streamId: string) {
  const client = useQueryClient();
  const { user } = useSession();
  const timers = useRef<ReturnType<typeof setTimeout>[]>([]);

  useHubEvent("gift:sent", (gift) => {
    if (gift.streamId !== streamId) return;
    if (gift.sender.id === user?.id) void client.invalidateQueries({ queryKey: balanceKey });
    if (timers.current.length > 0) return;
    const refresh = () => {
      void client.invalidateQueries({ queryKey: leaderboardQuery(streamId).queryKey });
      void client.invalidateQueries({ queryKey: streamKey(streamId) });
    };
    const settle = () => {
      timers.current = [];
      refresh();
    };
    timers.current = [setTimeout(refresh, SOON_MS), setTimeout(settle, SETTLED_MS)];
  });

  useEffect(
    () => () => {
      for (const timer of timers.current) clearTimeout(timer);
    },
    [],
  );
}
