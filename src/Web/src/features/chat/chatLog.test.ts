import { describe, expect, it } from "vitest";
import { said } from "@/test/people";
import { addMessages, emptyLog, gapOf, MAX_MESSAGES, removeMessage, settle, type ChatLog } from "./chatLog";

const numbers = (log: ChatLog) => log.messages.map(({ seq }) => seq);

describe("chat log", () => {
  it("shows a message once however often it arrives", () => {
    const log = addMessages(addMessages(emptyLog, [said(1), said(1)]), [said(1)]);
    expect(numbers(log)).toEqual([1]);
  });

  it("puts what was missed during a lost connection in its place", () => {
    const before = addMessages(emptyLog, [said(1), said(4)]);
    expect(numbers(addMessages(before, [said(4), said(3), said(2), said(1)]))).toEqual([1, 2, 3, 4]);
  });

  it("does not bring a deleted message back", () => {
    const log = removeMessage(addMessages(emptyLog, [said(1), said(2)]), "m1");
    expect(numbers(addMessages(log, [said(1)]))).toEqual([2]);
  });

  it("leaves out a message whose deletion overtook it", () => {
    expect(numbers(addMessages(removeMessage(emptyLog, "m1"), [said(1)]))).toEqual([]);
  });

  it("keeps only the newest of very many", () => {
    const log = addMessages(
      emptyLog,
      Array.from({ length: MAX_MESSAGES + 5 }, (_, at) => said(at + 1)),
    );
    expect(numbers(log)).toHaveLength(MAX_MESSAGES);
    expect(numbers(log).at(-1)).toBe(MAX_MESSAGES + 5);
  });

  it("stays the same object when nothing is new", () => {
    const log = addMessages(emptyLog, [said(1)]);
    expect(addMessages(log, [said(1)])).toBe(log);
  });
});

describe("gaps in the chat log", () => {
  it("is found between what was seen and the history after a reconnect", () => {
    expect(gapOf(addMessages(emptyLog, [said(1), said(2), said(60), said(61)]))).toEqual({ after: 2, until: 60 });
  });

  it("is not asked for twice: what is still missing was deleted", () => {
    expect(gapOf(settle(addMessages(emptyLog, [said(1), said(3)]), 3))).toBeNull();
  });

  it("is not made by a deletion that was seen", () => {
    expect(gapOf(removeMessage(addMessages(emptyLog, [said(1), said(2), said(3)]), "m2"))).toBeNull();
  });

  it("is none before the first message: older ones are another matter", () => {
    expect(gapOf(addMessages(emptyLog, [said(51), said(52)]))).toBeNull();
  });
});
