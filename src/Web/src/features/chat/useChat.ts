import { useCallback, useReducer } from "react";
import type { Message } from "@/api/shapes";
import { hub, useHubEvent } from "@/realtime/hub";
import { addMessages, emptyLog, removeMessage, type ChatLog } from "./chatLog";

type Change = { add: readonly Message[] } | { remove: string };

function reduce(log: ChatLog, change: Change): ChatLog {
  return "add" in change ? addMessages(log, change.add) : removeMessage(log, change.remove);
}

/** The chat of one stream. Whoever joins the stream hands each history to `merge`. */
export function useChat(streamId: string) {
  const [log, dispatch] = useReducer(reduce, emptyLog);
  const merge = useCallback((add: readonly Message[]) => dispatch({ add }), []);

  useHubEvent("chat:message", (message) => {
    if (message.streamId === streamId) dispatch({ add: [message] });
  });
  useHubEvent("chat:history", (history) => {
    if (history.streamId === streamId) dispatch({ add: history.items });
  });
  useHubEvent("chat:deleted", (deleted) => {
    if (deleted.streamId === streamId) dispatch({ remove: deleted.messageId });
  });

  const send = useCallback(
    async (content: string) => {
      const sent = await hub.invoke("SendMessage", streamId, content, null);
      if (isMessage(sent)) dispatch({ add: [sent] });
    },
    [streamId],
  );

  return { messages: log.messages, merge, send };
}

function isMessage(value: unknown): value is Message {
  return typeof value === "object" && value !== null && "id" in value && "content" in value;
}

export type Chat = ReturnType<typeof useChat>;
