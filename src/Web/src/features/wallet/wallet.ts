import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api, ask } from "@/api/client";
import { KeyRing } from "@/api/idempotency";
import { balanceKey } from "./balance";

const transactionsKey = ["transactions"];
const PAGE = 20;

export function usePackages() {
  return useQuery({
    queryKey: ["packages"],
    staleTime: Infinity,
    queryFn: async ({ signal }) => (await ask(api.GET("/api/tokens/packages", { signal }))).items,
  });
}

export function useTransactions() {
  return useInfiniteQuery({
    queryKey: transactionsKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET("/api/tokens/transactions", { params: { query: { cursor: pageParam, limit: PAGE } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export type SandboxCard = "pm_ok" | "pm_declined";

export function usePurchase() {
  const client = useQueryClient();
  const keys = useRef(new KeyRing());
  return useMutation({
    mutationFn: ({ packageId, card }: { packageId: string; card: SandboxCard }) => {
      const body = { packageId, provider: "sandbox" as const, paymentMethod: card };
      return keys.current.use(body, (key) =>
        ask(api.POST("/api/tokens/purchases", { body, params: { header: { "Idempotency-Key": key } } })),
      );
    },
    onSuccess: async ({ status, newBalance }) => {
      if (status !== "completed") return;
      client.setQueryData(balanceKey, newBalance);
      await client.invalidateQueries({ queryKey: transactionsKey });
    },
  });
}
