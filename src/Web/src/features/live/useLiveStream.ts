import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import type { Stream, StreamStats } from "@/api/shapes";
import type { Joined } from "@/realtime/events";
import { hub, useHubEvent } from "@/realtime/hub";
import { newer, streamKey, streamQuery } from "./streams";

/** One stream as it changes: joined on the hub, asked again after every reconnect. */
export function useLiveStream(streamId: string, onJoined: (joined: Joined) => void) {
  const client = useQueryClient();
  const query = useQuery(streamQuery(streamId));
  const [count, setCount] = useState<number>();
  const [stats, setStats] = useState<StreamStats>();
  const joinedNow = useEffectEvent(onJoined);

  useEffect(
    () =>
      hub.join(streamId, (joined) => {
        setCount(joined.viewerCount);
        joinedNow(joined);
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
