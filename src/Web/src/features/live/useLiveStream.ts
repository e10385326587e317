import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import type { Message, Stream, StreamStats } from "@/api/shapes";
import { hub, useHubEvent } from "@/realtime/hub";
import { newer, streamKey, streamQuery } from "./streams";

/** One stream as it changes: joined on the hub, asked again after every reconnect. */
export function useLiveStream(streamId: string, onHistory: (history: readonly Message[]) => void) {
  const client = useQueryClient();
  const query = useQuery(streamQuery(streamId));
  const [count, setCount] = useState<number>();
  const [stats, setStats] = useState<StreamStats>();
  const takeHistory = useEffectEvent(onHistory);

  useEffect(
    () =>
      hub.join(streamId, (joined) => {
        setCount(joined.viewerCount);
        takeHistory(joined.history ?? []);
        void client.invalidateQueries({ queryKey: streamKey(streamId) });
      }),
    [streamId, client],
  );

  const put = (change: (old: Stream | undefined) => Stream | undefined) => client.setQueryData(streamKey(streamId), change);
  useHubEvent("viewer:count", (counted) => {
    if (counted.streamId === streamId) setCount(counted.count);
  });
  useHubEvent("stream:updated", (stream) => {
    if (stream.id === streamId) put((old) => newer(old, stream));
  });
  useHubEvent("stream:started", (stream) => {
    if (stream.id === streamId) put((old) => newer(old, stream));
  });
  useHubEvent("stream:ended", (ended) => {
    if (ended.streamId !== streamId) return;
    setStats(ended.stats);
    put((old) => old && { ...old, ...ended.stats, status: "ended", endReason: ended.reason });
    void client.invalidateQueries({ queryKey: streamKey(streamId) });
  });

  return { ...query, stream: query.data, viewerCount: count ?? query.data?.viewerCount ?? 0, stats };
}

export function isOver(stream: Stream): boolean {
  return stream.status === "ended" || stream.status === "archived" || stream.status === "cancelled";
}
