import { useCallback, useReducer } from "react";
import type { GiftSent } from "@/api/shapes";
import { useHubEvent } from "@/realtime/hub";
import { acceptGift, emptyQueue, finishGift, type GiftQueue } from "./giftQueue";

type Change = { accept: GiftSent } | { finish: string };

function reduce(queue: GiftQueue, change: Change): GiftQueue {
  return "accept" in change ? acceptGift(queue, change.accept) : finishGift(queue, change.finish);
}

/** The gifts to be shown now, each id once for as long as the page is open. */
export function useGiftShow(streamId: string) {
  const [queue, dispatch] = useReducer(reduce, emptyQueue);
  useHubEvent("gift:sent", (gift) => {
    if (gift.streamId === streamId) dispatch({ accept: gift });
  });
  const finish = useCallback((id: string) => dispatch({ finish: id }), []);
  return { onStage: queue.onStage, finish };
}
