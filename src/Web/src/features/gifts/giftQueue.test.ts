import { describe, expect, it } from "vitest";
import { given } from "@/test/people";
import { acceptGift, emptyQueue, finishGift, MAX_ON_STAGE, type GiftQueue } from "./giftQueue";

const onStage = (queue: GiftQueue) => queue.onStage.map(({ id }) => id);

describe("gift queue", () => {
  it("shows a gift once although it is delivered twice", () => {
    const queue = acceptGift(acceptGift(emptyQueue, given("a")), given("a"));
    expect(onStage(queue)).toEqual(["a"]);
    expect(queue.waiting).toEqual([]);
  });

  it("does not show a gift again that is delivered after its show", () => {
    const shown = finishGift(acceptGift(emptyQueue, given("a")), "a");
    expect(onStage(acceptGift(shown, given("a")))).toEqual([]);
  });

  it("lets further gifts wait until there is room, in order", () => {
    const names = Array.from({ length: MAX_ON_STAGE + 2 }, (_, at) => `g${at}`);
    const full = names.reduce((queue, id) => acceptGift(queue, given(id)), emptyQueue);
    expect(onStage(full)).toEqual(names.slice(0, MAX_ON_STAGE));
    expect(onStage(finishGift(full, "g0"))).toEqual(names.slice(1, MAX_ON_STAGE + 1));
  });
});
