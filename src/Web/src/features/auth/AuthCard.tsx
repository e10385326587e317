import type { ReactNode } from "react";
import { Wordmark } from "@/app/Wordmark";

interface AuthCardProps {
  title: string;
  lead: string;
  children: ReactNode;
  footer?: ReactNode;
}

export function AuthCard({ title, lead, children, footer }: AuthCardProps) {
  return (
    <div className="mx-auto grid w-full max-w-md animate-rise gap-6 py-8 sm:py-16">
      <div className="grid gap-2">
        <Wordmark className="mb-4" />
        <h1 className="text-3xl font-bold">{title}</h1>
        <p className="text-muted">{lead}</p>
      </div>
      <div className="rounded-lg border border-line bg-surface p-6 shadow-card">{children}</div>
      {footer && <p className="text-center text-sm text-muted">{footer}</p>}
    </div>
  );
}
