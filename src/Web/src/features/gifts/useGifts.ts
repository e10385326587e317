import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api, ask } from "@/api/client";
import { KeyRing } from "@/api/idempotency";
import { balanceKey } from "@/features/wallet/balance";

export function useGiftCatalogue() {
  return useQuery({
    queryKey: ["gifts"],
    staleTime: Infinity,
    queryFn: async ({ signal }) => (await ask(api.GET("/api/gifts", { signal }))).items,
  });
}

export function useSendGift(streamId: string) {
  const client = useQueryClient();
  const keys = useRef(new KeyRing());
  return useMutation({
    mutationFn: (body: { giftId: string; quantity: number }) =>
      keys.current.use({ streamId, ...body }, (key) =>
        ask(
          api.POST("/api/streams/{streamId}/gifts", {
            params: { path: { streamId }, header: { "Idempotency-Key": key } },
            body,
          }),
        ),
      ),
    onSuccess: (receipt) => {
      if ("newBalance" in receipt) client.setQueryData(balanceKey, receipt.newBalance);
    },
  });
}
