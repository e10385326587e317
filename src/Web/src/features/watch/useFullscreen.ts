import { useCallback, useEffect, useState, type RefObject } from "react";

export function useFullscreen(frame: RefObject<HTMLElement | null>) {
  const [on, setOn] = useState(false);

  useEffect(() => {
    const update = () => setOn(document.fullscreenElement !== null && document.fullscreenElement === frame.current);
    document.addEventListener("fullscreenchange", update);
    return () => document.removeEventListener("fullscreenchange", update);
  }, [frame]);

  const toggle = useCallback(() => {
    const change = document.fullscreenElement ? document.exitFullscreen() : frame.current?.requestFullscreen();
    change?.catch((error: unknown) => console.info("The browser refused full screen.", error));
  }, [frame]);

  return { on, toggle };
}
