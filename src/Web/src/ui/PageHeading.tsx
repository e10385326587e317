import type { ReactNode } from "react";

interface PageHeadingProps {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
}

export function PageHeading({ title, lead, action }: PageHeadingProps) {
  return (
    <div className="mb-6 flex min-h-11 flex-wrap items-center justify-between gap-4">
      <div>
        <h1 className="text-3xl font-extrabold sm:text-4xl">{title}</h1>
        {lead && <p className="mt-2 text-muted">{lead}</p>}
      </div>
      {action}
    </div>
  );
}
