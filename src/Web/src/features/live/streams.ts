import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "@/api/client";
import type { Stream } from "@/api/shapes";
import { useSession } from "@/features/auth/session";

const LIST_EVERY_MS = 15_000;
const LIST_LIMIT = 48;

export function streamKey(streamId: string) {
  return ["stream", streamId];
}

export function streamQuery(streamId: string) {
  return queryOptions({
    queryKey: streamKey(streamId),
    queryFn: ({ signal }) => ask(api.GET("/api/streams/{id}", { params: { path: { id: streamId } }, signal })),
    // Answers and hub messages overtake each other; the larger version is the later state.
    structuralSharing: (old, fresh) => newer(old as Stream | undefined, fresh as Stream),
  });
}

export function newer(old: Stream | undefined, fresh: Stream): Stream {
  return old && (old.version ?? 0) > (fresh.version ?? 0) ? old : fresh;
}

export type LiveOrder = "viewers" | "newest";

/** Who is live now; the followed come first, marked as such. */
export function useLiveStreams(order: LiveOrder) {
  const { user } = useSession();
  const all = useQuery({
    queryKey: ["live", order],
    refetchInterval: LIST_EVERY_MS,
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/streams/live", { params: { query: { order, limit: LIST_LIMIT } }, signal }))).items,
  });
  const followed = useQuery({
    queryKey: ["live", "followed", user?.id],
    enabled: user !== null,
    refetchInterval: LIST_EVERY_MS,
    queryFn: async ({ signal }) =>
      (await ask(api.GET("/api/streams/live", { params: { query: { followed: true, limit: LIST_LIMIT } }, signal }))).items,
  });
  const followedIds = new Set(followed.data?.map(({ id }) => id));
  return { ...all, followed: followed.data ?? [], others: all.data?.filter(({ id }) => !followedIds.has(id)) ?? [] };
}
