import { useQuery } from "@tanstack/react-query";
import { api, ask } from "@/api/client";
import { useSession } from "@/features/auth/session";

export const balanceKey = ["balance"];

/** Tokens the signed-in person has; undefined while unknown and for guests. */
export function useBalance(): number | undefined {
  const { user } = useSession();
  const { data } = useQuery({
    queryKey: balanceKey,
    enabled: user !== null,
    queryFn: async ({ signal }) => (await ask(api.GET("/api/tokens/balance", { signal }))).balance,
  });
  return data;
}
