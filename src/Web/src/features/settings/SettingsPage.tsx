import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { api, ask } from "@/api/client";
import { fieldProblem, problemText } from "@/api/problemText";
import { useTheme, type Theme } from "@/app/theme";
import { usePageTitle } from "@/app/usePageTitle";
import { FormProblem } from "@/features/auth/FormProblem";
import { sessionQuery, useSession } from "@/features/auth/session";
import { Button } from "@/ui/Button";
import { TextArea, TextField } from "@/ui/Field";
import { PageHeading } from "@/ui/PageHeading";
import { Segments } from "@/ui/Segments";
import { showToast } from "@/ui/toasts";

const themes: { value: Theme; label: string }[] = [
  { value: "dark", label: "Dark" },
  { value: "light", label: "Light" },
  { value: "system", label: "As my device" },
];

export default function SettingsPage() {
  usePageTitle("Settings");
  const { chosen, choose } = useTheme();
  return (
    <div className="mx-auto grid w-full max-w-2xl gap-5 pt-8">
      <PageHeading title="Settings" />
      <section className="rounded-lg border border-line bg-surface p-6" aria-labelledby="profile-title">
        <h2 id="profile-title" className="mb-4 text-xl font-bold">
          Profile
        </h2>
        <ProfileForm />
      </section>
      <section
        className="flex flex-wrap items-center justify-between gap-4 rounded-lg border border-line bg-surface p-6"
        aria-labelledby="theme-title"
      >
        <h2 id="theme-title" className="text-xl font-bold">
          Theme
        </h2>
        <Segments label="Theme" value={chosen} options={themes} onChange={choose} />
      </section>
    </div>
  );
}

function ProfileForm() {
  const { user } = useSession();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (body: { displayName: string; bio: string }) => ask(api.PUT("/api/auth/profile", { body })),
    onSuccess: (saved) => {
      client.setQueryData(sessionQuery.queryKey, saved);
      showToast("Profile saved.", "good");
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({ displayName: String(form.get("displayName")).trim(), bio: String(form.get("bio")).trim() });
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <TextField
        label="Name shown to others"
        name="displayName"
        defaultValue={user?.displayName}
        maxLength={50}
        required
        error={fieldProblem(save.error, "displayName")}
        data-testid="settings-display-name"
      />
      <TextArea
        label="About you"
        name="bio"
        defaultValue={user?.bio ?? ""}
        maxLength={500}
        hint="Shown beside your streams. At most 500 characters."
        error={fieldProblem(save.error, "bio")}
        data-testid="settings-bio"
      />
      {save.isError && <FormProblem text={problemText(save.error)} />}
      <Button type="submit" busy={save.isPending} className="justify-self-start" data-testid="settings-save">
        Save profile
      </Button>
    </form>
  );
}
