import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isProblem } from "./problem";

const MAX_RETRIES = 3;
const FRESH_MS = 10_000;
export const sessionKey = ["session"];

/** A session that ended elsewhere shows itself in any answer: from then on the page treats its visitor as a guest. */
function noticeSignOut(error: unknown) {
  if (isProblem(error, "unauthenticated") && queryClient.getQueryData(sessionKey)) {
    void queryClient.invalidateQueries({ queryKey: sessionKey });
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // A refusal stays a refusal; only a missing or broken answer is worth asking again.
      retry: (failures, error) => failures < MAX_RETRIES && (!isProblem(error) || error.status === 0 || error.status >= 500),
    },
  },
});
