import { memo } from "react";
import type { Message } from "@/api/shapes";
import { formatClock } from "@/ui/format";
import { hueOf } from "@/ui/hue";

interface ChatLineProps {
  message: Message;
  byCreator: boolean;
}

export const ChatLine = memo(function ChatLine({ message, byCreator }: ChatLineProps) {
  if (message.type === "system") {
    return (
      <p data-testid="chat-message" data-type="system" className="px-2 py-1.5 text-center text-sm text-faint">
        {message.content}
      </p>
    );
  }
  const gift = message.type === "gift";
  return (
    <p
      data-testid="chat-message"
      data-type={message.type}
      data-message-id={message.id}
      data-seq={message.seq}
      title={formatClock(message.createdAt)}
      className={gift ? "my-1 rounded-md border border-token/30 bg-token-wash px-3 py-2" : "rounded-sm px-2 py-1 hover:bg-raised"}
    >
      <span className="chat-name font-semibold" style={{ "--hue": hueOf(message.user.id) } as React.CSSProperties}>
        {message.user.displayName}
      </span>
      {byCreator && <span className="ml-1.5 rounded-[5px] bg-accent px-1.5 py-px text-[11px] font-bold text-on-accent">Host</span>}{" "}
      <span className={gift ? "font-semibold" : undefined}>{message.content}</span>
    </p>
  );
});
