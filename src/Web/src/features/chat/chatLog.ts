import type { Message } from "@/api/shapes";

/** How many messages are kept on the page. */
export const MAX_MESSAGES = 400;

export interface ChatLog {
  /** In the order of the stream (`seq`), each id once. */
  messages: readonly Message[];
  /** Ids that were deleted, so that a late copy does not come back. */
  deleted: ReadonlySet<string>;
  /** Numbers whose predecessors were asked for: what is still missing before them was deleted. */
  settled: ReadonlySet<number>;
}

export interface Gap {
  /** The last number before the gap. */
  after: number;
  /** The first number behind it. */
  until: number;
}

export const emptyLog: ChatLog = { messages: [], deleted: new Set(), settled: new Set() };

/** Adds live messages or a history after a reconnect: no doubles, in the stream's order. */
export function addMessages(log: ChatLog, incoming: readonly Message[]): ChatLog {
  const known = new Set(log.messages.map(({ id }) => id));
  const fresh: Message[] = [];
  for (const message of incoming) {
    if (known.has(message.id) || log.deleted.has(message.id)) continue;
    known.add(message.id);
    fresh.push(message);
  }
  if (fresh.length === 0) return log;
  const messages = [...log.messages, ...fresh].toSorted((a, b) => a.seq - b.seq);
  return { ...log, messages: messages.slice(-MAX_MESSAGES) };
}

export function removeMessage(log: ChatLog, messageId: string): ChatLog {
  const at = log.messages.findIndex(({ id }) => id === messageId);
  const next = at === -1 ? undefined : log.messages[at + 1];
  return {
    messages: log.messages.filter(({ id }) => id !== messageId),
    deleted: new Set(log.deleted).add(messageId),
    settled: next ? new Set(log.settled).add(next.seq) : log.settled,
  };
}

/** The first place where messages are missing that nobody has asked for yet. */
export function gapOf(log: ChatLog): Gap | null {
  for (let at = 1; at < log.messages.length; at++) {
    const after = log.messages[at - 1]?.seq ?? 0;
    const until = log.messages[at]?.seq ?? 0;
    if (until > after + 1 && !log.settled.has(until)) return { after, until };
  }
  return null;
}

/** Everything before this number was asked for. */
export function settle(log: ChatLog, until: number): ChatLog {
  return { ...log, settled: new Set(log.settled).add(until) };
}
