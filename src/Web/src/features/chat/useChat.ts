import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import type { ChatSettings, Message } from "@/api/shapes";
import { newKey } from "@/api/idempotency";
import { backOff } from "@/realtime/backOff";
import { hub, useHubEvent } from "@/realtime/hub";
import { addMessages, emptyLog, gapOf, removeMessage, settle, type ChatLog } from "./chatLog";
import { fetchGap } from "./fetchGap";

type Change = { add: readonly Message[] } | { remove: string } | { settle: number };

function reduce(log: ChatLog, change: Change): ChatLog {
  if ("add" in change) return addMessages(log, change.add);
  return "remove" in change ? removeMessage(log, change.remove) : settle(log, change.settle);
}

export interface ChatStart {
  history: readonly Message[];
  settings?: ChatSettings | null;
}

/** The chat of one stream. Whoever joins the stream hands each answer to `begin`. */
export function useChat(streamId: string) {
  const [log, dispatch] = useReducer(reduce, emptyLog);
  const [settings, setSettings] = useState<ChatSettings>();
  const unsent = useRef({ content: "", clientId: "" });

  const begin = useCallback((start: ChatStart) => {
    dispatch({ add: start.history });
    if (start.settings) setSettings(start.settings);
  }, []);

  useHubEvent("chat:message", (message) => {
    if (message.streamId === streamId) dispatch({ add: [message] });
  });
  useHubEvent("chat:history", (history) => {
    if (history.streamId === streamId) dispatch({ add: history.items });
  });
  useHubEvent("chat:deleted", (deleted) => {
    if (deleted.streamId === streamId) dispatch({ remove: deleted.messageId });
  });
  useHubEvent("chat:settings", (changed) => {
    if (changed.streamId === streamId) setSettings(changed);
  });

  const [attempt, setAttempt] = useState(0);
  const gap = gapOf(log);
  const { after, until } = gap ?? {};
  useEffect(() => {
    if (after === undefined || until === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    fetchGap(streamId, { after, until }).then(
      (add) => {
        dispatch({ add });
        dispatch({ settle: until });
      },
      (error: unknown) => {
        console.info("Messages that were missed could not be read; trying again.", error);
        timer = setTimeout(() => setAttempt(attempt + 1), backOff(attempt));
      },
    );
    return () => clearTimeout(timer);
  }, [streamId, after, until, attempt]);

  /** The same text again after a failure is the same message: its client id tells the server. */
  const send = useCallback(
    async (content: string) => {
      if (unsent.current.content !== content) unsent.current = { content, clientId: newKey() };
      const sent = (await hub.invoke("SendMessage", streamId, content, null, unsent.current.clientId)) as Message | null;
      unsent.current = { content: "", clientId: "" };
      if (sent) dispatch({ add: [sent] });
    },
    [streamId],
  );

  return { messages: log.messages, settings, begin, send };
}

export type Chat = ReturnType<typeof useChat>;
