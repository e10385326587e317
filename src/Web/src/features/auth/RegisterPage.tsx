import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { fieldProblem, problemText } from "@/api/problemText";
import { usePageTitle } from "@/app/usePageTitle";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { AuthCard } from "./AuthCard";
import { FormProblem } from "./FormProblem";
import { useSessionActions } from "./sessionActions";
import { useReturnTo } from "./useReturnTo";
import { usernameFrom } from "./username";

export default function RegisterPage() {
  usePageTitle("Create an account");
  const { search } = useLocation();
  const navigate = useNavigate();
  const returnTo = useReturnTo();
  const { register } = useSessionActions();
  const [username, setUsername] = useState("");
  const signUp = useMutation({
    mutationFn: register,
    onSuccess: () => navigate(`/auth/onboard?to=${encodeURIComponent(returnTo)}`, { replace: true }),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name)).trim();
    signUp.mutate({
      email: text("email"),
      username,
      displayName: text("displayName") || username,
      password: String(form.get("password")),
    });
  }

  const problem = (field: string) => fieldProblem(signUp.error, field);
  return (
    <AuthCard
      title="Join in"
      lead="An account lets you chat, follow, send gifts and go live yourself."
      footer={
        <>
          Already have one?{" "}
          <Link to={`/auth/login${search}`} className="font-semibold text-accent-text hover:underline">
            Sign in
          </Link>
        </>
      }
    >
      <form onSubmit={submit} className="grid gap-4" data-testid="register-form">
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="email"
          required
          error={problem("email")}
          data-testid="register-email"
        />
        <TextField
          label="Username"
          name="username"
          value={username}
          onChange={(event) => setUsername(usernameFrom(event.target.value))}
          autoComplete="username"
          minLength={3}
          maxLength={30}
          required
          hint="3–30 letters, digits or underscores. People find you by it."
          error={problem("username")}
          data-testid="register-username"
        />
        <TextField
          label="Name shown to others"
          name="displayName"
          autoComplete="nickname"
          maxLength={50}
          placeholder={username}
          error={problem("displayName")}
          data-testid="register-display-name"
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={8}
          maxLength={128}
          required
          hint="At least 8 characters."
          error={problem("password")}
          data-testid="register-password"
        />
        {signUp.isError && <FormProblem text={problemText(signUp.error)} />}
        <Button type="submit" busy={signUp.isPending} data-testid="register-submit">
          Create account
        </Button>
      </form>
    </AuthCard>
  );
}
