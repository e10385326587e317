import { AppWindow, VideoOff } from "lucide-react";
import { Button } from "@/ui/Button";
import { LiveBadge } from "@/ui/LiveBadge";
import { Spinner } from "@/ui/Spinner";
import type { BroadcastState } from "./broadcast";

interface StudioStateProps {
  state: BroadcastState;
  camera: boolean;
  onRetry: () => void;
}

const waiting: Partial<Record<BroadcastState, string>> = {
  connecting: "Connecting to your viewers…",
  reconnecting: "Connection lost. Reconnecting; your viewers wait.",
};

export function StudioState({ state, camera, onRetry }: StudioStateProps) {
  return (
    <>
      {state === "live" && !camera && (
        <div className="absolute inset-0 grid place-content-center justify-items-center gap-2 bg-black/80">
          <VideoOff size={30} aria-hidden />
          <p className="font-semibold">Your camera is off</p>
        </div>
      )}
      <div role="status" data-testid="stream-state" data-state={state} className="absolute top-4 left-4 flex items-center gap-2">
        {state === "live" && <LiveBadge />}
        {waiting[state] && (
          <span className="flex items-center gap-2.5 rounded-full bg-black/70 px-4 py-2 text-sm font-semibold">
            <Spinner /> {waiting[state]}
          </span>
        )}
      </div>
      {state === "elsewhere" && (
        <div className="absolute inset-0 z-10 grid place-content-center justify-items-center gap-3 bg-black/85 p-6 text-center">
          <AppWindow size={30} aria-hidden />
          <p className="font-display text-xl font-bold">Your studio is open in another tab</p>
          <Button onClick={onRetry}>Broadcast from here</Button>
        </div>
      )}
    </>
  );
}
