import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "@/api/client";
import { isProblem } from "@/api/problem";
import { sessionKey } from "@/api/queryClient";
import type { User } from "@/api/shapes";

/** Who is signed in; null for guests. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      const user = await ask(api.GET("/api/auth/user", { signal }));
      return user.id.startsWith("guest_") ? null : user;
    } catch (error) {
      if (isProblem(error, "unauthenticated") || isProblem(error, "forbidden")) return null;
      throw error;
    }
  },
});

export function useSession() {
  const { data, isPending, error, refetch } = useQuery(sessionQuery);
  return { user: data ?? null, isPending, error, refetch };
}
