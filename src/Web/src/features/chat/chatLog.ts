import type { Message } from "@/api/shapes";

/** How many messages are kept on the page. */
export const MAX_MESSAGES = 400;

export interface ChatLog {
  /** Oldest first, each id once. */
  messages: readonly Message[];
  /** Ids that were deleted, so that a late copy does not come back. */
  deleted: ReadonlySet<string>;
}

export const emptyLog: ChatLog = { messages: [], deleted: new Set() };

/** Adds live messages or a history after a reconnect: no doubles, in order of time. */
export function addMessages(log: ChatLog, incoming: readonly Message[]): ChatLog {
  const known = new Set(log.messages.map(({ id }) => id));
  const fresh: Message[] = [];
  for (const message of incoming) {
    if (known.has(message.id) || log.deleted.has(message.id)) continue;
    known.add(message.id);
    fresh.push(message);
  }
  if (fresh.length === 0) return log;
  const messages = [...log.messages, ...fresh];
  // The sort is stable: what arrives with the same time keeps the order in which it came.
  messages.sort((a, b) => compare(timeKey(a.createdAt), timeKey(b.createdAt)));
  return { ...log, messages: messages.slice(-MAX_MESSAGES) };
}

export function removeMessage(log: ChatLog, messageId: string): ChatLog {
  return {
    messages: log.messages.filter(({ id }) => id !== messageId),
    deleted: new Set(log.deleted).add(messageId),
  };
}

/** Servers leave out trailing zeros of a second's fraction, so the text alone does not sort. */
function timeKey(iso: string): string {
  const [whole = "", fraction = ""] = iso.replace(/Z$|[+-]00:00$/, "").split(".");
  return whole + fraction.padEnd(7, "0");
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
