import { Mic, MicOff, Video, VideoOff } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import type { useBroadcast } from "./useBroadcast";

export function StudioControls({ broadcast }: { broadcast: ReturnType<typeof useBroadcast> }) {
  const { camera, microphone, state } = broadcast;
  const away = state !== "live";
  return (
    <div role="group" aria-label="Camera and microphone" className="absolute inset-x-0 bottom-4 flex justify-center gap-2">
      <div className="flex gap-1.5 rounded-lg bg-black/60 p-1.5 backdrop-blur-sm">
        <IconButton
          look={microphone ? "video" : "off"}
          label={microphone ? "Mute microphone" : "Unmute microphone"}
          aria-pressed={!microphone}
          icon={microphone ? <Mic size={20} /> : <MicOff size={20} />}
          disabled={away}
          onClick={broadcast.toggleMicrophone}
          data-testid="toggle-microphone"
          data-on={microphone}
        />
        <IconButton
          look={camera ? "video" : "off"}
          label={camera ? "Turn camera off" : "Turn camera on"}
          aria-pressed={!camera}
          icon={camera ? <Video size={20} /> : <VideoOff size={20} />}
          disabled={away}
          onClick={broadcast.toggleCamera}
          data-testid="toggle-camera"
          data-on={camera}
        />
      </div>
    </div>
  );
}
