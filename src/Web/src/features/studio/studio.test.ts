import { describe, expect, it } from "vitest";
import { captureProblemOf } from "./captureProblem";
import { tagsFrom } from "./tags";
import { levelOf } from "./useMicLevel";

describe("tags", () => {
  it("are read from a line, each once", () => expect(tagsFrom("Cozy, #beginners, , Cozy")).toEqual(["Cozy", "beginners"]));
  it("are ten at most", () => expect(tagsFrom(Array.from({ length: 20 }, (_, at) => `t${at}`).join())).toHaveLength(10));
});

describe("microphone level", () => {
  it("is 0 in silence and 1 at full scale", () => {
    expect(levelOf(new Float32Array(64))).toBe(0);
    expect(levelOf(new Float32Array(64).fill(1))).toBe(1);
  });
  it("grows with loudness", () => {
    expect(levelOf(new Float32Array(64).fill(0.1))).toBeGreaterThan(levelOf(new Float32Array(64).fill(0.02)));
  });
});

describe("capture problems", () => {
  it.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "missing"],
    ["NotReadableError", "busy"],
    ["Whatever", "unknown"],
  ])("tells %s as %s", (name, problem) => expect(captureProblemOf(new DOMException("", name))).toBe(problem));
});
