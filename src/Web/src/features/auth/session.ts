import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, ask } from "@/api/client";
import { isProblem } from "@/api/problem";
import { sessionKey } from "@/api/queryClient";
import type { Account } from "@/api/shapes";

const HINT_KEY = "signed-in";
const FRESH_MS = 5 * 60_000;

/** Who is signed in; null for guests. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  staleTime: FRESH_MS,
  queryFn: async ({ signal }): Promise<Account | null> => {
    const user = await readUser(signal);
    rememberSession(user);
    return user;
  },
});

async function readUser(signal: AbortSignal): Promise<Account | null> {
  try {
    return await ask(api.GET("/api/auth/user", { signal }));
  } catch (error) {
    if (isProblem(error, "unauthenticated") || isProblem(error, "forbidden")) return null;
    throw error;
  }
}

/** To be called with every change of who is signed in. */
export function rememberSession(user: Account | null) {
  if (user) localStorage.setItem(HINT_KEY, "true");
  else localStorage.removeItem(HINT_KEY);
}

/**
 * `isGuest` says it at once for browsers that were never signed in, so that their page does not jump when the answer comes;
 * for others it waits for the answer.
 */
export function useSession() {
  const { data, isPending, error, refetch } = useQuery(sessionQuery);
  const isGuest = isPending ? localStorage.getItem(HINT_KEY) === null : !data;
  return { user: data ?? null, isPending, isGuest, error, refetch };
}
