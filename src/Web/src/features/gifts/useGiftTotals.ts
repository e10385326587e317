import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, ask } from "@/api/client";
import { balanceKey } from "@/features/wallet/balance";
import { useSession } from "@/features/auth/session";
import { streamKey } from "@/features/live/streams";
import { useHubEvent } from "@/realtime/hub";

/**
 * Totals follow a gift by the bus, so they are asked for soon after it and once more when all has settled;
 * up to as much again later at random, so that a large audience does not ask at the same moment.
 */
const SOON_MS = 300;
const SETTLED_MS = 2_500;
const spread = (milliseconds: number) => milliseconds * (1 + Math.random());

export function leaderboardQuery(streamId: string) {
  return queryOptions({
    queryKey: ["leaderboard", streamId],
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/streams/{streamId}/leaderboard", { params: { path: { streamId } }, signal }))).items,
  });
}

export function useLeaderboard(streamId: string) {
  return useQuery(leaderboardQuery(streamId));
}

/** After gifts: leaderboard, for the giver the balance, for the creator the earnings. Many gifts at once cause two refreshes, not many. */
export function useGiftTotals(streamId: string, creator: boolean) {
  const client = useQueryClient();
  const { user } = useSession();
  const timers = useRef<ReturnType<typeof setTimeout>[]>([]);

  useHubEvent("gift:sent", (gift) => {
    if (gift.streamId !== streamId) return;
    if (gift.sender.id === user?.id) void client.invalidateQueries({ queryKey: balanceKey });
    if (timers.current.length > 0) return;
    const refresh = () => {
      void client.invalidateQueries({ queryKey: leaderboardQuery(streamId).queryKey });
      if (creator) void client.invalidateQueries({ queryKey: streamKey(streamId) });
    };
    const settle = () => {
      timers.current = [];
      refresh();
    };
    timers.current = [setTimeout(refresh, spread(SOON_MS)), setTimeout(settle, spread(SETTLED_MS))];
  });

  useEffect(
    () => () => {
      for (const timer of timers.current) clearTimeout(timer);
    },
    [],
  );
}
