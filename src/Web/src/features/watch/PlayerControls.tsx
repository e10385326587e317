import { Maximize, Minimize, Pause, Play, RectangleHorizontal, Volume2, VolumeX } from "lucide-react";
import { cx } from "@/ui/cx";
import { IconButton } from "@/ui/IconButton";
import { LiveBadge } from "@/ui/LiveBadge";

interface PlayerControlsProps {
  paused: boolean;
  onPause: () => void;
  muted: boolean;
  onMute: () => void;
  volume: number;
  onVolume: (volume: number) => void;
  theatre: boolean;
  onTheatre: () => void;
  fullscreen: boolean;
  onFullscreen: () => void;
}

export function PlayerControls(props: PlayerControlsProps) {
  const { paused, muted, volume, theatre, fullscreen } = props;
  return (
    <div
      className={cx(
        "absolute inset-x-0 bottom-0 flex items-center gap-1 bg-linear-to-t from-black/80 to-transparent px-2 pt-10 pb-1.5 transition-opacity duration-200 sm:px-3",
        !paused && "pointer-fine:opacity-0 group-hover:opacity-100 group-focus-within:opacity-100",
      )}
    >
      <IconButton
        look="video"
        label={paused ? "Play (k)" : "Pause (k)"}
        icon={paused ? <Play size={20} /> : <Pause size={20} />}
        onClick={props.onPause}
      />
      <IconButton
        look="video"
        label={muted ? "Unmute (m)" : "Mute (m)"}
        icon={muted ? <VolumeX size={20} /> : <Volume2 size={20} />}
        onClick={props.onMute}
      />
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        onChange={(event) => props.onVolume(Number(event.target.value))}
        aria-label="Volume"
        className="w-20 accent-(--accent) max-sm:hidden"
      />
      <span className="mx-2">
        <LiveBadge />
      </span>
      <span className="grow" />
      <IconButton
        look="video"
        label={theatre ? "Leave theatre mode (t)" : "Theatre mode (t)"}
        icon={<RectangleHorizontal size={20} />}
        aria-pressed={theatre}
        onClick={props.onTheatre}
        className="max-lg:hidden"
      />
      <IconButton
        look="video"
        label={fullscreen ? "Leave full screen (f)" : "Full screen (f)"}
        icon={fullscreen ? <Minimize size={20} /> : <Maximize size={20} />}
        onClick={props.onFullscreen}
      />
    </div>
  );
}
