import { useCallback, useEffect, useState, type RefObject } from "react";

/** Pausing a live picture freezes it; playing on jumps to now. */
export function usePaused(video: RefObject<HTMLVideoElement | null>) {
  const [paused, setPaused] = useState(false);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const update = () => setPaused(element.paused && element.srcObject !== null);
    element.addEventListener("pause", update);
    element.addEventListener("play", update);
    return () => {
      element.removeEventListener("pause", update);
      element.removeEventListener("play", update);
    };
  }, [video]);

  const toggle = useCallback(() => {
    const element = video.current;
    if (!element) return;
    if (element.paused) element.play().catch((error: unknown) => console.info("The browser refused to play.", error));
    else element.pause();
  }, [video]);

  return { paused, toggle };
}
