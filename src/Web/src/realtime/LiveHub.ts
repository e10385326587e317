import { backOff } from "./backOff";
import { deferred } from "./deferred";
import type { HubEvent, HubEvents, HubLink, Joined, OpenLink } from "./events";

export type HubStatus = "idle" | "connecting" | "connected" | "reconnecting";

type Handler = (payload: never) => void;
type JoinedHandler = (joined: Joined) => void;

/**
 * One connection to the hub for the whole page, open while anyone needs it.
 * It comes back by itself after any loss, and then joins every wanted stream again,
 * so that each holder gets a fresh history to merge.
 */
export class LiveHub {
  readonly #open: OpenLink;
  readonly #handlers = new Map<HubEvent, Set<Handler>>();
  readonly #streams = new Map<string, Set<JoinedHandler>>();
  readonly #statusListeners = new Set<() => void>();
  #link: HubLink | null = null;
  #holders = 0;
  /** Grows with every stop; work of an older generation must not touch the newer one. */
  #generation = 0;
  #running = false;
  #status: HubStatus = "idle";
  readonly #sleepers = new Set<() => void>();

  constructor(open: OpenLink) {
    this.#open = open;
  }

  get status(): HubStatus {
    return this.#status;
  }

  onStatus(listener: () => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  on<E extends HubEvent>(event: E, handler: (payload: HubEvents[E]) => void): () => void {
    const handlers = this.#handlers.get(event) ?? new Set();
    handlers.add(handler as Handler);
    this.#handlers.set(event, handlers);
    return () => handlers.delete(handler as Handler);
  }

  /** Keeps the connection open until released. */
  hold(): () => void {
    this.#holders++;
    this.#start();
    return once(() => {
      this.#holders--;
      if (this.#holders === 0) void this.#stop();
    });
  }

  /** Joins a stream now and after every reconnect, until released. */
  join(streamId: string, onJoined: JoinedHandler): () => void {
    const joiners = this.#streams.get(streamId) ?? new Set();
    this.#streams.set(streamId, joiners.add(onJoined));
    const release = this.hold();
    if (this.#link) void this.#joinStream(this.#link, streamId, this.#generation);
    return once(() => {
      joiners.delete(onJoined);
      if (joiners.size === 0) {
        this.#streams.delete(streamId);
        // A failed goodbye needs no answer: the server notices the closed connection.
        this.#link?.invoke("LeaveStream", streamId).catch(() => undefined);
      }
      release();
    });
  }

  /** Calls the server; rejects at once while there is no connection. */
  invoke(method: string, ...parameters: unknown[]): Promise<unknown> {
    return this.#link ? this.#link.invoke(method, ...parameters) : Promise.reject(new Error("not connected"));
  }

  /** Opens a new connection, for example because another person signed in. */
  async restart(): Promise<void> {
    await this.#stop();
    if (this.#holders > 0) this.#start();
  }

  /** Tries again at once instead of waiting for the back-off, for example when the network returned. */
  retryNow() {
    for (const wake of this.#sleepers) wake();
  }

  #start() {
    if (this.#running) return;
    this.#running = true;
    void this.#run(++this.#generation);
  }

  async #stop() {
    this.#generation++;
    this.#running = false;
    const link = this.#link;
    this.#link = null;
    this.retryNow();
    this.#setStatus("idle");
    await link?.stop();
  }

  async #run(generation: number) {
    let attempt = 0;
    this.#setStatus("connecting");
    while (generation === this.#generation) {
      const closed = deferred();
      try {
        const link = await this.#open({
          onEvent: (name, payload) => this.#emit(name, payload),
          onClosed: closed.resolve,
        });
        if (generation !== this.#generation) return void link.stop();
        attempt = 0;
        this.#link = link;
        this.#setStatus("connected");
        for (const streamId of this.#streams.keys()) void this.#joinStream(link, streamId, generation);
        await closed.promise;
        if (generation !== this.#generation) return;
        this.#link = null;
      } catch (error) {
        console.info("The live connection could not be opened; trying again.", error);
      }
      if (generation !== this.#generation) return;
      this.#setStatus("reconnecting");
      await this.#pause(backOff(attempt++));
    }
  }

  async #joinStream(link: HubLink, streamId: string, generation: number) {
    for (let attempt = 0; this.#isCurrent(link, streamId, generation); attempt++) {
      try {
        const joined = (await link.invoke("JoinStream", streamId)) as Joined;
        for (const handler of this.#streams.get(streamId) ?? []) handler(joined);
        return;
      } catch (error) {
        console.info("Joining the stream was refused; trying again.", error);
        await this.#pause(backOff(attempt));
      }
    }
  }

  #isCurrent(link: HubLink, streamId: string, generation: number) {
    return generation === this.#generation && this.#link === link && this.#streams.has(streamId);
  }

  #emit(name: HubEvent, payload: unknown) {
    for (const handler of this.#handlers.get(name) ?? []) handler(payload as never);
  }

  #setStatus(status: HubStatus) {
    if (this.#status === status) return;
    this.#status = status;
    for (const listener of this.#statusListeners) listener();
  }

  async #pause(milliseconds: number) {
    const { promise, resolve } = deferred();
    this.#sleepers.add(resolve);
    const timer = setTimeout(resolve, milliseconds);
    await promise;
    clearTimeout(timer);
    this.#sleepers.delete(resolve);
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
