import { ArrowDown, MessagesSquare } from "lucide-react";
import type { ReactNode } from "react";
import type { ChatSettings } from "@/api/shapes";
import { cx } from "@/ui/cx";
import type { Chat } from "./useChat";
import { ChatComposer } from "./ChatComposer";
import { ChatLine } from "./ChatLine";
import { ConnectionNote } from "./ConnectionNote";
import { useStickToEnd } from "./useStickToEnd";

interface ChatPanelProps {
  chat: Chat;
  creatorId: string;
  /** The stream is over. */
  over?: boolean;
  /** Shown above the composer, e.g. gifts. */
  extra?: ReactNode;
  /** A button beside the input. */
  action?: ReactNode;
  className?: string;
}

export function ChatPanel({ chat, creatorId, over, extra, action, className }: ChatPanelProps) {
  const { messages, settings, send } = chat;
  const { list, onScroll, toEnd, unseen } = useStickToEnd(messages.at(-1)?.seq ?? 0);

  return (
    <div className={cx("relative flex min-h-0 flex-col", className)}>
      <ConnectionNote />
      <div
        ref={list}
        onScroll={onScroll}
        role="log"
        aria-live="polite"
        aria-label="Chat messages"
        tabIndex={0}
        data-testid="chat-messages"
        className="min-h-0 grow overflow-y-auto overscroll-contain px-2 py-3"
      >
        {messages.length === 0 && <EmptyChat />}
        {messages.map((message) => (
          <ChatLine key={message.id} message={message} byCreator={message.user.id === creatorId} />
        ))}
      </div>
      {unseen > 0 && (
        <button
          type="button"
          onClick={toEnd}
          data-testid="chat-new-messages"
          className="absolute bottom-28 left-1/2 z-10 flex -translate-x-1/2 animate-pop items-center gap-2 rounded-full bg-accent px-4 py-2 text-sm font-semibold text-on-accent shadow-card"
        >
          <ArrowDown size={16} aria-hidden />
          {unseen === 1 ? "1 new message" : `${unseen} new messages`}
        </button>
      )}
      {extra}
      <ChatComposer
        send={send}
        closed={closedText(over, settings)}
        slowModeSeconds={settings?.slowModeSeconds}
        onSent={toEnd}
        action={action}
      />
    </div>
  );
}

function closedText(over: boolean | undefined, settings: ChatSettings | undefined): string | undefined {
  if (over) return "Chat is closed: the stream has ended.";
  return settings?.chatEnabled === false ? "The creator has turned chat off." : undefined;
}

function EmptyChat() {
  return (
    <div className="grid h-full content-center justify-items-center gap-2 p-6 text-center text-sm text-faint">
      <MessagesSquare size={28} aria-hidden />
      <p>Nothing said yet. Say hello first!</p>
    </div>
  );
}
