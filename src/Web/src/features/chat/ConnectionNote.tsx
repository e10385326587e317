import { WifiOff } from "lucide-react";
import { useHubStatus } from "@/realtime/hub";

/** Says that chat is away and coming back; nothing while all is well. */
export function ConnectionNote() {
  const status = useHubStatus();
  if (status !== "reconnecting") return null;
  return (
    <p role="status" className="flex items-center gap-2 bg-token-wash px-4 py-2 text-sm" data-testid="chat-reconnecting">
      <WifiOff size={16} className="text-token" aria-hidden />
      Connection lost. Reconnecting…
    </p>
  );
}
