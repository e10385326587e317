import { QueryClient } from "@tanstack/react-query";
import { isProblem } from "./problem";

const MAX_RETRIES = 3;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only a missing or broken answer is worth asking again.
      retry: (failures, error) =>
        failures < MAX_RETRIES && (!isProblem(error) || error.status === 0 || error.status >= 500),
    },
  },
});
