import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { isProblem } from "@/api/problem";
import { problemText } from "@/api/problemText";
import { usePageTitle } from "@/app/usePageTitle";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { AuthCard } from "./AuthCard";
import { FormProblem } from "./FormProblem";
import { useSessionActions } from "./sessionActions";
import { useReturnTo } from "./useReturnTo";

export default function LoginPage() {
  usePageTitle("Sign in");
  const { search } = useLocation();
  const navigate = useNavigate();
  const returnTo = useReturnTo();
  const { login } = useSessionActions();
  const signIn = useMutation({ mutationFn: login, onSuccess: () => navigate(returnTo, { replace: true }) });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ login: String(form.get("login")).trim(), password: String(form.get("password")) });
  }

  const refused = isProblem(signIn.error, "unauthenticated");
  return (
    <AuthCard
      title="Welcome back"
      lead="Sign in to chat, follow and send gifts."
      footer={
        <>
          New here?{" "}
          <Link to={`/auth/register${search}`} className="font-semibold text-accent-text hover:underline">
            Create an account
          </Link>
        </>
      }
    >
      <form onSubmit={submit} className="grid gap-4" data-testid="login-form">
        <TextField label="Username or e-mail" name="login" autoComplete="username" required data-testid="login-name" />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" required data-testid="login-password" />
        {signIn.isError && (
          <FormProblem text={refused ? "That name and password don't match. Check both and try again." : problemText(signIn.error)} />
        )}
        <Button type="submit" busy={signIn.isPending} data-testid="login-submit">
          Sign in
        </Button>
      </form>
    </AuthCard>
  );
}
