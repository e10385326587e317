import { Compass } from "lucide-react";
import { ButtonLink } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { usePageTitle } from "./usePageTitle";

export function NotFoundPage() {
  usePageTitle("Not found");
  return (
    <EmptyState
      level="h1"
      art={<Compass size={36} />}
      title="There's nothing here"
      action={<ButtonLink to="/">See who is live</ButtonLink>}
    >
      The page may have moved, or the address has a typo.
    </EmptyState>
  );
}
