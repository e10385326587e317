import { useSyncExternalStore } from "react";

/** Tailwind's `lg`: from here on, chat stands beside the player. */
const query = () => matchMedia("(min-width: 64rem)");

export function useWideScreen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = query();
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => query().matches,
  );
}
