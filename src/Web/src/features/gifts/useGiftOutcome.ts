import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, ask } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { problemText } from "@/api/problemText";
import { balanceKey } from "@/features/wallet/balance";
import { showToast } from "@/ui/toasts";

const EVERY_MS = 2_000;
const ATTEMPTS = 30;

/** Follows a gift that was not decided at once, and tells the giver if it was refused. */
export function useGiftOutcome(streamId: string) {
  const client = useQueryClient();
  return useCallback(
    async (giftSendId: string) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        const outcome = await readOutcome(streamId, giftSendId);
        if (!outcome || outcome.status === "pending") continue;
        void client.invalidateQueries({ queryKey: balanceKey });
        if (outcome.status === "rejected") showToast(problemText(new ApiProblem(409, { code: outcome.code })), "bad");
        return;
      }
    },
    [client, streamId],
  );
}

async function readOutcome(streamId: string, giftSendId: string) {
  try {
    return await ask(api.GET("/api/streams/{streamId}/gifts/{giftSendId}", { params: { path: { streamId, giftSendId } } }));
  } catch (error) {
    console.info("The gift's outcome could not be read; trying again.", error);
    return null;
  }
}
