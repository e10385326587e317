import { Radio, Tv } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { usePageTitle } from "@/app/usePageTitle";
import { AuthCard } from "./AuthCard";
import { useSession } from "./session";
import { useReturnTo } from "./useReturnTo";

export default function OnboardPage() {
  usePageTitle("Welcome");
  const { user } = useSession();
  const returnTo = useReturnTo();
  return (
    <AuthCard title={`Hello${user ? `, ${user.displayName}` : ""}!`} lead="Your account is ready. What would you like to do first?">
      <div className="grid gap-3">
        <Choice to={returnTo} icon={<Tv />} title="Watch" text="Find a stream and say hello." testId="onboard-watch" />
        <Choice
          to="/creator/go-live"
          icon={<Radio />}
          title="Go live"
          text="Set up your channel; all you need is a browser."
          testId="onboard-create"
        />
      </div>
    </AuthCard>
  );
}

interface ChoiceProps {
  to: string;
  icon: ReactNode;
  title: string;
  text: string;
  testId: string;
}

function Choice({ to, icon, title, text, testId }: ChoiceProps) {
  return (
    <Link
      to={to}
      data-testid={testId}
      className="flex items-center gap-4 rounded-md border border-line bg-raised p-4 transition hover:border-accent-text hover:bg-overlay"
    >
      <span aria-hidden className="grid size-12 place-items-center rounded-md bg-accent-wash text-accent-text">
        {icon}
      </span>
      <span>
        <span className="block font-display text-lg font-bold">{title}</span>
        <span className="text-sm text-muted">{text}</span>
      </span>
    </Link>
  );
}
