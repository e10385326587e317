import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@/api/client";
import { isProblem } from "@/api/problem";

import type { Channel, ChannelBody } from "@/api/shapes";
import { useSession } from "@/features/auth/session";

export function channelQuery(slug: string) {
  return queryOptions({
    queryKey: ["channel", slug],
    queryFn: ({ signal }) => ask(api.GET("/api/channels/{slug}", { params: { path: { slug } }, signal })),
  });
}

/** The signed-in person's own channel; null when there is none yet. */
export function useMyChannel() {
  const { user } = useSession();
  return useQuery({
    queryKey: ["my-channel", user?.id],
    enabled: user !== null,
    queryFn: async ({ signal }): Promise<Channel | null> => {
      try {
        return await ask(api.GET("/api/channels/mine", { signal }));
      } catch (error) {
        if (isProblem(error, "not_found")) return null;
        throw error;
      }
    },
  });
}

export function useCreateChannel() {
  const client = useQueryClient();
  const { user } = useSession();
  return useMutation({
    mutationFn: (body: ChannelBody) => ask(api.POST("/api/channels", { body })),
    onSuccess: (channel) => client.setQueryData(["my-channel", user?.id], channel),
  });
}

/** Follows or unfollows; shown at once and taken back if refused. */
export function useFollow(channel: Channel) {
  const client = useQueryClient();
  const { queryKey } = channelQuery(channel.slug);
  return useMutation({
    mutationFn: (follow: boolean) => {
      const to = { params: { path: { id: channel.id } } };
      return ask<unknown>(follow ? api.POST("/api/channels/{id}/follow", to) : api.DELETE("/api/channels/{id}/follow", to));
    },
    onMutate: async (follow) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(
        queryKey,
        (old) => old && { ...old, isFollowing: follow, followerCount: Math.max(0, old.followerCount + (follow ? 1 : -1)) },
      );
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey });
      void client.invalidateQueries({ queryKey: ["live"] });
    },
  });
}
