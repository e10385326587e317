import { useState, type FormEvent } from "react";
import { fieldProblem, problemText } from "@/api/problemText";
import { FormProblem } from "@/features/auth/FormProblem";
import { Button } from "@/ui/Button";
import { TextArea, TextField } from "@/ui/Field";
import { useCreateChannel } from "./channels";
import { slugFrom } from "./slug";

export function CreateChannelForm({ suggestion }: { suggestion: string }) {
  const [name, setName] = useState(suggestion);
  const [ownSlug, setOwnSlug] = useState<string>();
  const create = useCreateChannel();
  const slug = ownSlug ?? slugFrom(name);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const description = String(new FormData(event.currentTarget).get("description")).trim();
    create.mutate({ name: name.trim(), slug: slugFrom(slug), description: description || undefined });
  }

  return (
    <form onSubmit={submit} className="grid gap-4" data-testid="channel-form">
      <TextField
        label="Channel name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={60}
        required
        error={fieldProblem(create.error, "name")}
        data-testid="channel-name"
      />
      <TextField
        label="Address"
        value={slug}
        onChange={(event) => setOwnSlug(event.target.value.toLowerCase().replace(/[^a-z0-9-]/g, "-"))}
        minLength={3}
        maxLength={40}
        required
        hint={`${location.host}/streams/${slug || "…"}. It stays the same for good.`}
        error={fieldProblem(create.error, "slug")}
        data-testid="channel-slug"
      />
      <TextArea
        label="What is it about? (optional)"
        name="description"
        maxLength={1000}
        error={fieldProblem(create.error, "description")}
        data-testid="channel-description"
      />
      {create.isError && <FormProblem text={problemText(create.error)} />}
      <Button type="submit" busy={create.isPending} data-testid="channel-submit" className="justify-self-start">
        Create channel
      </Button>
    </form>
  );
}
