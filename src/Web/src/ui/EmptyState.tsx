import type { ReactNode } from "react";

interface EmptyStateProps {
  art: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  level?: "h1" | "h2";
}

export function EmptyState({ art, title, children, action, level: Heading = "h2" }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-md animate-rise justify-items-center gap-3 px-4 py-14 text-center">
      <div aria-hidden className="mb-2 grid size-20 place-items-center rounded-xl bg-accent-wash text-accent-text">
        {art}
      </div>
      <Heading className="text-2xl font-bold">{title}</Heading>
      {children && <p className="text-muted">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
