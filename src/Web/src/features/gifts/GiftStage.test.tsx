// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { given } from "@/test/people";
import type { GiftSent } from "@/api/shapes";
import { GiftStage } from "./GiftStage";

const { listeners } = vi.hoisted(() => ({ listeners: new Set<(gift: GiftSent) => void>() }));
vi.mock("@/realtime/hub", async () => {
  const { useEffect, useEffectEvent } = await import("react");
  return {
    useHubEvent: (_: string, handler: (gift: GiftSent) => void) => {
      const latest = useEffectEvent(handler);
      useEffect(() => {
        const listener = (gift: GiftSent) => latest(gift);
        listeners.add(listener);
        return () => void listeners.delete(listener);
      }, []);
    },
  };
});

function prefersReducedMotion(matches: boolean) {
  vi.stubGlobal("matchMedia", () => ({ matches, addEventListener: () => undefined, removeEventListener: () => undefined }));
}

const arrive = (gift: GiftSent) => act(() => listeners.forEach((listener) => listener(gift)));

describe("gift stage", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it("shows a gift that is delivered three times once, and lets it go", () => {
    prefersReducedMotion(false);
    render(<GiftStage streamId="s1" />);
    arrive(given("a"));
    arrive(given("a"));
    expect(screen.getAllByTestId("gift-shown")).toHaveLength(1);
    act(() => vi.advanceTimersByTime(60_000));
    arrive(given("a"));
    expect(screen.queryByTestId("gift-shown")).toBeNull();
  });

  it("keeps still for people who prefer reduced motion, and still says who gave what", () => {
    prefersReducedMotion(true);
    const { container } = render(<GiftStage streamId="s1" />);
    arrive(given("a", "float"));
    expect(screen.getByTestId("gift-shown").textContent).toContain("sent Rose");
    expect(container.querySelector(".fixed-stage")).toBeNull();
  });

  it("ignores gifts of other streams", () => {
    prefersReducedMotion(false);
    render(<GiftStage streamId="s1" />);
    arrive({ ...given("a"), streamId: "s2" });
    expect(screen.queryByTestId("gift-shown")).toBeNull();
  });
});
