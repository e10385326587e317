import { SendHorizontal } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { useLocation } from "react-router";
import { problemText } from "@/api/problemText";
import { useSession } from "@/features/auth/session";
import { signInPath } from "@/features/auth/useReturnTo";
import { ButtonLink } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { IconButton } from "@/ui/IconButton";
import { hubProblem } from "./hubProblem";

export const MAX_LENGTH = 500;
const COUNTER_FROM = 400;

interface ChatComposerProps {
  send: (content: string) => Promise<void>;
  /** Why nobody can write now. */
  closed?: string;
  slowModeSeconds?: number;
  onSent: () => void;
  action?: ReactNode;
}

export function ChatComposer({ send, closed, slowModeSeconds, onSent, action }: ChatComposerProps) {
  const { isGuest } = useSession();
  const location = useLocation();
  if (closed) return <p className="border-t border-line p-4 text-center text-sm text-faint">{closed}</p>;
  if (isGuest) {
    return (
      <div className="flex items-center justify-between gap-3 border-t border-line p-3" data-testid="chat-sign-in">
        <p className="grow text-sm text-muted">Sign in to join the conversation.</p>
        {action}
        <ButtonLink to={signInPath(location)} size="sm">
          Sign in
        </ButtonLink>
      </div>
    );
  }
  return <Composer send={send} slowModeSeconds={slowModeSeconds} onSent={onSent} action={action} />;
}

function Composer({ send, slowModeSeconds, onSent, action }: Omit<ChatComposerProps, "closed">) {
  const [draft, setDraft] = useState("");
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const left = MAX_LENGTH - draft.length;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const content = draft.trim();
    if (!content || sending) return;
    setSending(true);
    setProblem(undefined);
    try {
      await send(content);
      setDraft("");
      onSent();
    } catch (error) {
      setProblem(problemText(hubProblem(error)));
    } finally {
      setSending(false);
    }
  }

  return (
    <form onSubmit={submit} className="border-t border-line p-3">
      {problem && (
        <p role="alert" className="mb-2 text-sm text-danger" data-testid="chat-problem">
          {problem}
        </p>
      )}
      <div className="flex items-center gap-1 rounded-md border border-line bg-raised pr-0.5 focus-within:border-accent-text">
        <input
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          maxLength={MAX_LENGTH}
          placeholder="Say something…"
          aria-label="Chat message"
          autoComplete="off"
          enterKeyHint="send"
          data-testid="chat-input"
          className="h-12 min-w-0 grow bg-transparent px-3.5 outline-none placeholder:text-faint"
        />
        {draft.length >= COUNTER_FROM && (
          <span className={cx("figures text-xs", left === 0 ? "text-danger" : "text-faint")} aria-live="polite">
            {left}
          </span>
        )}
        {action}
        <IconButton
          type="submit"
          label="Send message"
          icon={<SendHorizontal size={18} />}
          disabled={!draft.trim() || sending}
          data-testid="chat-send"
          className="text-accent-text"
        />
      </div>
      {!!slowModeSeconds && <p className="mt-2 text-xs text-faint">Slow mode: one message every {slowModeSeconds} s.</p>}
    </form>
  );
}
