import { VolumeX } from "lucide-react";

/** Browsers let sound play only after a click on the page; this is that click. */
export function UnmuteOverlay({ onUnmute }: { onUnmute: () => void }) {
  return (
    <button
      type="button"
      onClick={onUnmute}
      data-testid="click-to-unmute"
      className="absolute top-4 left-4 z-10 flex animate-pop items-center gap-2.5 rounded-full bg-accent py-2.5 pr-5 pl-4 font-semibold text-on-accent shadow-card"
    >
      <VolumeX size={19} aria-hidden /> Tap for sound
    </button>
  );
}
