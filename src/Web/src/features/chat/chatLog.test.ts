import { describe, expect, it } from "vitest";
import type { Message } from "@/api/shapes";
import { addMessages, emptyLog, MAX_MESSAGES, removeMessage } from "./chatLog";

function message(id: string, second: number | string): Message {
  const seconds = typeof second === "string" ? second : String(second).padStart(2, "0");
  const user = { id: "u", username: "u", displayName: "U", avatarUrl: null, bio: null, roles: [] };
  return { id, streamId: "s", user, content: id, replyTo: null, type: "chat", createdAt: `2026-01-01T00:00:${seconds}Z` };
}

const ids = (log: { messages: readonly Message[] }) => log.messages.map(({ id }) => id);

describe("chat log", () => {
  it("shows a message once however often it arrives", () => {
    const log = addMessages(addMessages(emptyLog, [message("a", 1), message("a", 1)]), [message("a", 1)]);
    expect(ids(log)).toEqual(["a"]);
  });

  it("fills the gap of a lost connection in the right place when the history comes again", () => {
    const before = addMessages(emptyLog, [message("a", 1), message("d", 4)]);
    const after = addMessages(before, [message("d", 4), message("c", 3), message("b", 2), message("a", 1)]);
    expect(ids(after)).toEqual(["a", "b", "c", "d"]);
  });

  it("orders fractions of a second of different length", () => {
    const log = addMessages(emptyLog, [message("c", "01.5"), message("a", "01"), message("b", "01.05")]);
    expect(ids(log)).toEqual(["a", "b", "c"]);
  });

  it("keeps the order of arrival within the same instant", () => {
    const log = addMessages(addMessages(emptyLog, [message("z", 1)]), [message("a", 1)]);
    expect(ids(log)).toEqual(["z", "a"]);
  });

  it("does not bring a deleted message back", () => {
    const deleted = removeMessage(addMessages(emptyLog, [message("a", 1), message("b", 2)]), "a");
    expect(ids(addMessages(deleted, [message("a", 1)]))).toEqual(["b"]);
  });

  it("leaves out a message whose deletion overtook it", () => {
    expect(ids(addMessages(removeMessage(emptyLog, "a"), [message("a", 1)]))).toEqual([]);
  });

  it("keeps only the newest when there are very many", () => {
    const many = Array.from({ length: MAX_MESSAGES + 5 }, (_, at) => message(`m${at}`, `00.${String(at).padStart(4, "0")}`));
    const log = addMessages(emptyLog, many);
    expect(log.messages).toHaveLength(MAX_MESSAGES);
    expect(log.messages.at(-1)?.id).toBe(`m${MAX_MESSAGES + 4}`);
  });

  it("stays the same object when nothing is new", () => {
    const log = addMessages(emptyLog, [message("a", 1)]);
    expect(addMessages(log, [message("a", 1)])).toBe(log);
  });
});
