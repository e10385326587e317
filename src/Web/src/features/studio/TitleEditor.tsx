import { Pencil } from "lucide-react";
import { useState, type FormEvent, type KeyboardEvent } from "react";
import { problemText } from "@/api/problemText";
import type { Stream } from "@/api/shapes";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { showToast } from "@/ui/toasts";
import { useEditStream } from "./myStreams";

export function TitleEditor({ stream }: { stream: Stream }) {
  const [draft, setDraft] = useState<string | null>(null);
  const edit = useEditStream(stream.id);

  function submit(event: FormEvent) {
    event.preventDefault();
    const title = draft?.trim();
    if (!title || title === stream.title) return setDraft(null);
    edit.mutate(
      { title },
      {
        onSuccess: () => {
          setDraft(null);
          showToast("Title changed. Viewers see it now.", "good");
        },
        onError: (error) => showToast(problemText(error), "bad"),
      },
    );
  }

  function leave(event: KeyboardEvent) {
    if (event.key === "Escape") setDraft(null);
  }

  if (draft === null) {
    return (
      <div className="flex min-h-11 min-w-0 grow items-center gap-1">
        <h1 className="text-2xl font-bold sm:text-3xl" data-testid="stream-title">
          {stream.title}
        </h1>
        <IconButton label="Edit title" icon={<Pencil size={17} />} onClick={() => setDraft(stream.title)} data-testid="title-edit" />
      </div>
    );
  }
  return (
    <form onSubmit={submit} className="flex min-w-0 grow flex-wrap gap-2">
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the field replaces the button that was just pressed
        autoFocus
        aria-label="Title"
        value={draft}
        maxLength={140}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={leave}
        data-testid="title-input"
        className="h-11 min-w-40 grow rounded-md border border-accent-text bg-raised px-3.5 font-display text-xl font-bold outline-none"
      />
      <Button type="submit" busy={edit.isPending} data-testid="title-save">
        Save
      </Button>
      <Button look="quiet" onClick={() => setDraft(null)}>
        Cancel
      </Button>
    </form>
  );
}
