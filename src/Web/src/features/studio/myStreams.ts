import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@/api/client";
import type { SetupBody, StreamEdit } from "@/api/shapes";
import { useSession } from "@/features/auth/session";
import { streamKey } from "@/features/live/streams";

const LIMIT = 50;

/** The signed-in person's own streams, newest first. */
export function useMyStreams() {
  const { user } = useSession();
  return useQuery({
    queryKey: ["my-streams", user?.id],
    queryFn: async ({ signal }) => (await ask(api.GET("/api/streams/mine", { params: { query: { limit: LIMIT } }, signal }))).items,
  });
}

/** Stores what the stream is about and makes it live. */
export function useGoLive() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (setup: SetupBody) => {
      const prepared = await ask(api.POST("/api/streams/setup", { body: setup }));
      return (await ask(api.POST("/api/streams/go-live", { body: { streamId: prepared.id } }))).stream;
    },
    onSuccess: (stream) => {
      client.setQueryData(streamKey(stream.id), stream);
      void client.invalidateQueries({ queryKey: ["my-streams"] });
    },
  });
}

export function useEndStream(streamId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.POST("/api/streams/{id}/end", { params: { path: { id: streamId } } })),
    onSuccess: (stream) => {
      client.setQueryData(streamKey(streamId), stream);
      void client.invalidateQueries({ queryKey: ["my-streams"] });
    },
  });
}

export function useEditStream(streamId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StreamEdit) => ask(api.PATCH("/api/streams/{id}", { params: { path: { id: streamId } }, body })),
    onSuccess: (stream) => client.setQueryData(streamKey(streamId), stream),
  });
}
