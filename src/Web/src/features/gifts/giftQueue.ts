import type { GiftSent } from "@/api/shapes";

/** More than this at once would hide the picture; the rest waits. */
export const MAX_ON_STAGE = 3;
const MAX_WAITING = 50;
const MAX_REMEMBERED = 1_000;

export interface GiftQueue {
  onStage: readonly GiftSent[];
  waiting: readonly GiftSent[];
  /** Ids ever accepted, newest last: deliveries may repeat, shows may not. */
  remembered: readonly string[];
}

export const emptyQueue: GiftQueue = { onStage: [], waiting: [], remembered: [] };

/** Takes in a gift, unless its id was shown or is waiting already. */
export function acceptGift(queue: GiftQueue, gift: GiftSent): GiftQueue {
  if (queue.remembered.includes(gift.id)) return queue;
  return promote({
    onStage: queue.onStage,
    waiting: [...queue.waiting, gift].slice(-MAX_WAITING),
    remembered: [...queue.remembered, gift.id].slice(-MAX_REMEMBERED),
  });
}

/** The show of a gift is over; the next one may begin. */
export function finishGift(queue: GiftQueue, giftId: string): GiftQueue {
  return promote({ ...queue, onStage: queue.onStage.filter(({ id }) => id !== giftId) });
}

function promote(queue: GiftQueue): GiftQueue {
  const free = MAX_ON_STAGE - queue.onStage.length;
  if (free <= 0 || queue.waiting.length === 0) return queue;
  return { ...queue, onStage: [...queue.onStage, ...queue.waiting.slice(0, free)], waiting: queue.waiting.slice(free) };
}
