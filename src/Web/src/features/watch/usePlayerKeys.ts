import { useEffect, useEffectEvent } from "react";

interface PlayerKeys {
  onPause: () => void;
  onMute: () => void;
  onFullscreen: () => void;
  onTheatre: () => void;
}

/** k or space, m, f and t, unless the key belongs to a field, a button or a dialog. */
export function usePlayerKeys(keys: PlayerKeys) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    if (event.key === " " && target.closest("button, a, [role=log]")) return;
    const action = { k: keys.onPause, " ": keys.onPause, m: keys.onMute, f: keys.onFullscreen, t: keys.onTheatre }[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}
