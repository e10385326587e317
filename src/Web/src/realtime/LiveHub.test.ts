import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { said } from "@/test/people";
import type { Joined, LinkEvents } from "./events";
import { LiveHub } from "./LiveHub";

/** A server that can be switched off and remembers what it was asked. */
class Server {
  calls: string[] = [];
  up = true;
  opened = 0;
  links: LinkEvents[] = [];

  readonly open = async (events: LinkEvents) => {
    this.opened++;
    if (!this.up) throw new Error("refused");
    this.links.push(events);
    return {
      invoke: async (method: string, ...parameters: unknown[]) => {
        this.calls.push(`${method} ${String(parameters[0])}`);
        return { viewerCount: 3, history: [said(this.calls.length)] } satisfies Joined;
      },
      stop: async () => events.onClosed(),
    };
  };

  drop() {
    this.links.at(-1)?.onClosed();
  }
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const longEnough = () => vi.advanceTimersByTimeAsync(60_000);

describe("live hub", () => {
  let server: Server;
  let hub: LiveHub;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(console, "info").mockImplementation(() => undefined);
    server = new Server();
    hub = new LiveHub(server.open);
  });
  afterEach(() => vi.useRealTimers());

  it("joins a stream and hands over its history", async () => {
    const joined = vi.fn<(joined: Joined) => void>();
    hub.join("s1", joined);
    await settle();
    expect(server.calls).toEqual(["JoinStream s1"]);
    expect(joined).toHaveBeenCalledWith(expect.objectContaining({ viewerCount: 3 }));
  });

  it("joins again after a lost connection, so that what was missed arrives", async () => {
    const joined = vi.fn<(joined: Joined) => void>();
    hub.join("s1", joined);
    await settle();
    server.drop();
    expect(hub.status).not.toBe("idle");
    await longEnough();
    expect(hub.status).toBe("connected");
    expect(joined).toHaveBeenCalledTimes(2);
  });

  it("keeps trying while the server is away, ever more slowly, and then joins once", async () => {
    hub.join("s1", () => undefined);
    await settle();
    server.up = false;
    server.drop();
    await longEnough();
    expect(hub.status).toBe("reconnecting");
    expect(server.opened).toBeGreaterThan(3);
    expect(server.opened).toBeLessThan(25);
    server.up = true;
    await longEnough();
    expect(server.calls).toEqual(["JoinStream s1", "JoinStream s1"]);
  });

  it("does not wait for the back-off when the network returns", async () => {
    hub.join("s1", () => undefined);
    await settle();
    server.up = false;
    server.drop();
    await longEnough();
    server.up = true;
    hub.retryNow();
    await settle();
    expect(hub.status).toBe("connected");
  });

  it("leaves when the last one who wanted the stream goes, and closes when nobody needs it", async () => {
    const releaseFirst = hub.join("s1", () => undefined);
    const releaseSecond = hub.join("s1", () => undefined);
    await settle();
    releaseFirst();
    expect(server.calls).not.toContain("LeaveStream s1");
    releaseSecond();
    await settle();
    expect(server.calls).toContain("LeaveStream s1");
    expect(hub.status).toBe("idle");
  });

  it("does not come back after it was released while reconnecting", async () => {
    const release = hub.join("s1", () => undefined);
    await settle();
    server.drop();
    release();
    await longEnough();
    expect(server.opened).toBe(1);
  });

  it("opens a new connection for another person and joins the same streams", async () => {
    hub.join("s1", () => undefined);
    await settle();
    await hub.restart();
    await settle();
    expect(server.opened).toBe(2);
    expect(server.calls).toEqual(["JoinStream s1", "JoinStream s1"]);
  });

  it("passes events on until the listener goes", async () => {
    const heard = vi.fn<() => void>();
    const stop = hub.on("chat:message", heard);
    hub.hold();
    await settle();
    server.links[0]?.onEvent("chat:message", said(1));
    stop();
    server.links[0]?.onEvent("chat:message", said(2));
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
