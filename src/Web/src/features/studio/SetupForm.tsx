import { Radio } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { fieldProblem, problemText } from "@/api/problemText";
import type { Stream } from "@/api/shapes";
import { FormProblem } from "@/features/auth/FormProblem";
import { Button } from "@/ui/Button";
import { TextArea, TextField } from "@/ui/Field";
import { useGoLive } from "./myStreams";
import { tagsFrom } from "./tags";

const suggestions = ["Art", "Cooking", "Fitness", "Games", "Making", "Music", "Science", "Talk", "Travel"];

interface SetupFormProps {
  /** The stream before, whose details are a good start. */
  last: Stream | undefined;
  ready: boolean;
  /** Another stream of this person is on. */
  blocked: boolean;
}

export function SetupForm({ last, ready, blocked }: SetupFormProps) {
  const navigate = useNavigate();
  const goLive = useGoLive();
  const categories = useId();
  const [title, setTitle] = useState(last?.title ?? "");

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name)).trim() || undefined;
    goLive.mutate(
      { title: title.trim(), description: text("description"), category: text("category"), tags: tagsFrom(text("tags") ?? "") },
      { onSuccess: (stream) => navigate(`/creator/studio/${stream.id}`) },
    );
  }

  const problem = (field: string) => fieldProblem(goLive.error, field);
  return (
    <form onSubmit={submit} className="grid gap-4 rounded-lg border border-line bg-surface p-6" data-testid="setup-form">
      <TextField
        label="Title"
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        maxLength={140}
        required
        placeholder="What are you doing today?"
        error={problem("title")}
        data-testid="setup-title"
      />
      <TextArea
        label="Description (optional)"
        name="description"
        defaultValue={last?.description ?? ""}
        maxLength={5000}
        error={problem("description")}
        data-testid="setup-description"
      />
      <TextField
        label="Category (optional)"
        name="category"
        defaultValue={last?.category ?? ""}
        list={categories}
        maxLength={40}
        error={problem("category")}
        data-testid="setup-category"
      />
      <datalist id={categories}>
        {suggestions.map((suggestion) => (
          <option key={suggestion}>{suggestion}</option>
        ))}
      </datalist>
      <TextField
        label="Tags (optional)"
        name="tags"
        defaultValue={last?.tags.join(", ") ?? ""}
        placeholder="cozy, beginners"
        hint="Up to 10, separated by commas."
        error={problem("tags")}
        data-testid="setup-tags"
      />
      {goLive.isError && <FormProblem text={problemText(goLive.error)} />}
      <Button
        type="submit"
        size="lg"
        icon={<Radio size={20} />}
        busy={goLive.isPending}
        disabled={!ready || blocked || !title.trim()}
        data-testid="go-live"
      >
        Go live
      </Button>
      {!ready && !blocked && <p className="text-center text-sm text-faint">The button wakes up once picture or sound is there.</p>}
    </form>
  );
}
