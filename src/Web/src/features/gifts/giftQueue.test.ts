import { describe, expect, it } from "vitest";
import type { GiftSent } from "@/api/shapes";
import { acceptGift, emptyQueue, finishGift, MAX_ON_STAGE } from "./giftQueue";

function gift(id: string): GiftSent {
  return {
    id,
    streamId: "s",
    sender: { id: "u", username: "u", displayName: "U", avatarUrl: null, bio: null, roles: [] },
    gift: { id: "rose", name: "Rose", emoji: "🌹", tokens: 1, animation: "float", rarity: "common" },
    quantity: 1,
    totalTokens: 1,
  };
}

const onStage = (queue: { onStage: readonly GiftSent[] }) => queue.onStage.map(({ id }) => id);

describe("gift queue", () => {
  it("shows a gift once although it is delivered twice", () => {
    const queue = acceptGift(acceptGift(emptyQueue, gift("a")), gift("a"));
    expect(onStage(queue)).toEqual(["a"]);
    expect(queue.waiting).toEqual([]);
  });

  it("does not show a gift again that is delivered after its show", () => {
    const shown = finishGift(acceptGift(emptyQueue, gift("a")), "a");
    expect(onStage(acceptGift(shown, gift("a")))).toEqual([]);
  });

  it("lets further gifts wait until there is room, in order", () => {
    const names = Array.from({ length: MAX_ON_STAGE + 2 }, (_, at) => `g${at}`);
    const full = names.reduce((queue, id) => acceptGift(queue, gift(id)), emptyQueue);
    expect(onStage(full)).toEqual(names.slice(0, MAX_ON_STAGE));
    expect(onStage(finishGift(full, "g0"))).toEqual(names.slice(1, MAX_ON_STAGE + 1));
  });
});
