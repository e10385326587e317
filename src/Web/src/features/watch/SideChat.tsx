import { ChevronDown, Gift, MessageSquare } from "lucide-react";
import { useState } from "react";
import type { Stream } from "@/api/shapes";
import { ChatPanel } from "@/features/chat/ChatPanel";
import type { Chat } from "@/features/chat/useChat";
import { GiftPicker } from "@/features/gifts/GiftPicker";
import { cx } from "@/ui/cx";
import { IconButton } from "@/ui/IconButton";
import { useEscape } from "@/ui/useEscape";
import { ChatPeek } from "./ChatPeek";
import { useWideScreen } from "./useWideScreen";

interface SideChatProps {
  chat: Chat;
  stream: Stream;
  over: boolean;
  own: boolean;
  wide: boolean;
}

/** Beside the player on a wide screen; on a phone a drawer that rises from the lower edge. */
export function SideChat({ chat, stream, over, own, wide }: SideChatProps) {
  const [open, setOpen] = useState(false);
  const [gifting, setGifting] = useState(false);
  const wideScreen = useWideScreen();
  const shut = !wideScreen && !open;
  useEscape(open && !wideScreen, () => setOpen(false));

  return (
    <>
      {shut && <ChatPeek last={chat.messages.at(-1)} onOpen={() => setOpen(true)} />}
      <aside
        aria-label="Chat"
        inert={shut}
        data-testid="chat-panel"
        className={cx(
          "flex flex-col border-line bg-surface",
          "max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:top-[calc(4rem+56.25vw)] max-lg:rounded-t-lg max-lg:border-t max-lg:shadow-card max-lg:transition-transform max-lg:duration-300 max-lg:min-h-80",
          shut && "max-lg:translate-y-full max-lg:invisible",
          "lg:sticky lg:top-[5.5rem] lg:overflow-hidden lg:rounded-lg lg:border",
          wide ? "lg:h-[32rem]" : "lg:h-[calc(100dvh-7rem)]",
        )}
      >
        <header className="flex h-13 shrink-0 items-center gap-2 border-b border-line pr-1 pl-4">
          <MessageSquare size={17} className="text-accent-text" aria-hidden />
          <h2 className="grow text-base font-bold">Chat</h2>
          <IconButton label="Close chat" icon={<ChevronDown size={20} />} onClick={() => setOpen(false)} className="lg:hidden" />
        </header>
        <ChatPanel
          chat={chat}
          creatorId={stream.creator.id}
          over={over}
          className="grow"
          extra={gifting && !over && <GiftPicker streamId={stream.id} onSent={() => setGifting(wideScreen)} />}
          action={
            !over &&
            !own && (
              <IconButton
                label={gifting ? "Hide gifts" : "Send a gift"}
                aria-expanded={gifting}
                icon={<Gift size={20} />}
                onClick={() => setGifting(!gifting)}
                data-testid="gift-open"
                className={cx("text-token", gifting && "bg-overlay")}
              />
            )
          }
        />
      </aside>
    </>
  );
}
