import { describe, expect, it } from "vitest";
import { KeyRing } from "./idempotency";
import { ApiProblem } from "./problem";

async function keyOf(ring: KeyRing, body: unknown, outcome?: unknown): Promise<string> {
  let used = "";
  const sending = ring.use(body, async (key) => {
    used = key;
    if (outcome) throw outcome;
  });
  await sending.catch(() => undefined);
  return used;
}

describe("idempotency keys", () => {
  it("repeat after a lost answer, so that it is charged once", async () => {
    const ring = new KeyRing();
    const first = await keyOf(ring, { gift: "rose" }, new ApiProblem(0, null));
    expect(await keyOf(ring, { gift: "rose" })).toBe(first);
  });

  it("are new after a success: the next gift is another one", async () => {
    const ring = new KeyRing();
    expect(await keyOf(ring, { gift: "rose" })).not.toBe(await keyOf(ring, { gift: "rose" }));
  });

  it("are new after a refusal and for another body", async () => {
    const ring = new KeyRing();
    const refused = await keyOf(ring, { gift: "rose" }, new ApiProblem(409, { code: "insufficient_tokens" }));
    const lost = await keyOf(ring, { gift: "rose" }, new ApiProblem(503, null));
    const other = await keyOf(ring, { gift: "star" });
    expect(new Set([refused, lost, other]).size).toBe(3);
  });
});
