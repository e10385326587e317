import { describe, expect, it } from "vitest";
import { formatAgo, formatCount, formatDuration, formatMoney, formatTokens } from "./format";

describe("formatters", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1234, "1.2K"],
    [12_800_000, "12.8M"],
    [-3, "0"],
  ])("shortens a count of %d to %s", (count, text) => expect(formatCount(count)).toBe(text));

  it.each([
    [0, "0:00"],
    [65, "1:05"],
    [3_599.9, "59:59"],
    [3_661, "1:01:01"],
    [-5, "0:00"],
  ])("shows %d seconds as %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it("reads amounts in the currency's minor unit", () => {
    expect(formatMoney(499, "EUR")).toBe("€4.99");
    expect(formatMoney(500, "JPY")).toBe("¥500");
  });

  it("says one token and many tokens", () => {
    expect(formatTokens(1)).toBe("1 token");
    expect(formatTokens(1500)).toBe("1,500 tokens");
  });

  it.each([
    [20, "just now"],
    [180, "3 minutes ago"],
    [7_300, "2 hours ago"],
    [90_000, "yesterday"],
  ])("tells what happened %d seconds ago as %s", (seconds, text) => {
    const now = Date.UTC(2026, 0, 10);
    expect(formatAgo(new Date(now - seconds * 1000).toISOString(), now)).toBe(text);
  });
});
