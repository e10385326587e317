import { useRef, useState, type ReactNode } from "react";
import type { Stream } from "@/api/shapes";
import { isOver } from "@/features/live/isOver";
import { Poster } from "@/features/live/Poster";
import { cx } from "@/ui/cx";
import { PlayerControls } from "./PlayerControls";
import { PlayerState } from "./PlayerState";
import { UnmuteOverlay } from "./UnmuteOverlay";
import { playerStateOf } from "./playerStateOf";
import { useFullscreen } from "./useFullscreen";
import { usePaused } from "./usePaused";
import { usePlayback } from "./usePlayback";
import { usePlayerKeys } from "./usePlayerKeys";

interface PlayerProps {
  stream: Stream;
  own: boolean;
  theatre: boolean;
  onTheatre: () => void;
  /** Gift animations and the like, over the picture. */
  children?: ReactNode;
}

export function Player({ stream, own, theatre, onTheatre, children }: PlayerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [volume, setVolume] = useState(1);
  const active = !isOver(stream) && !own;
  const playback = usePlayback(stream.id, active, video);
  const { paused, toggle: togglePaused } = usePaused(video);
  const fullscreen = useFullscreen(frame);
  const state = playerStateOf(stream, playback.state, own);
  const silent = playback.muted || volume === 0;

  const toggleMuted = () => playback.setMuted(!playback.muted);
  usePlayerKeys({ onPause: togglePaused, onMute: toggleMuted, onFullscreen: fullscreen.toggle, onTheatre });

  function changeVolume(next: number) {
    setVolume(next);
    if (video.current) video.current.volume = next;
    if (next > 0 && playback.muted) playback.setMuted(false);
  }

  return (
    <section
      ref={frame}
      aria-label="Video player"
      data-testid="player"
      data-state={state}
      className={cx(
        "group relative w-full overflow-hidden bg-black text-white",
        fullscreen.on ? "h-full" : "aspect-video sm:rounded-lg",
        theatre && !fullscreen.on && "max-h-[calc(100dvh-9rem)]",
      )}
    >
      {state !== "playing" && (
        <div className="absolute inset-0 opacity-45 blur-xl">
          <Poster seed={stream.id} name="" url={stream.thumbnailUrl} />
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- live pictures have no captions yet */}
      <video
        ref={video}
        playsInline
        autoPlay
        data-testid="viewer-video"
        aria-label={stream.title}
        className={cx("relative size-full object-contain", state !== "playing" && "opacity-0")}
      />
      {children}
      <PlayerState state={state} stream={stream} onRetry={playback.retry} />
      {(state === "playing" || state === "soundOnly") && (
        <>
          {playback.silenced && <UnmuteOverlay onUnmute={() => playback.setMuted(false)} />}
          <PlayerControls
            paused={paused}
            onPause={togglePaused}
            muted={silent}
            onMute={toggleMuted}
            volume={silent ? 0 : volume}
            onVolume={changeVolume}
            theatre={theatre}
            onTheatre={onTheatre}
            fullscreen={fullscreen.on}
            onFullscreen={fullscreen.toggle}
          />
        </>
      )}
    </section>
  );
}
