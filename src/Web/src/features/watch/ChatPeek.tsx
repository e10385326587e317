import { ChevronUp, MessageSquare } from "lucide-react";
import type { Message } from "@/api/shapes";

/** The drawer's handle on a phone: what was said last, and the way in. */
export function ChatPeek({ last, onOpen }: { last: Message | undefined; onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      data-testid="chat-open"
      className="fixed inset-x-0 bottom-0 z-30 flex h-16 items-center gap-3 rounded-t-lg border-t border-line bg-surface px-4 text-left shadow-card"
    >
      <MessageSquare size={20} className="shrink-0 text-accent-text" aria-hidden />
      <span className="min-w-0 grow">
        <span className="block text-sm font-semibold">Open chat and gifts</span>
        <span className="block truncate text-sm text-muted">{last ? `${last.user.displayName}: ${last.content}` : "Say hello"}</span>
      </span>
      <ChevronUp size={20} className="text-muted" aria-hidden />
    </button>
  );
}
