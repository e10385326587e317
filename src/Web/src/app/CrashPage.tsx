import { CloudOff } from "lucide-react";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";

export function CrashPage() {
  return (
    <EmptyState
      level="h1"
      art={<CloudOff size={36} />}
      title="This page stumbled"
      action={<Button onClick={() => location.reload()}>Reload the page</Button>}
    >
      Something unexpected happened. Reloading usually helps.
    </EmptyState>
  );
}
