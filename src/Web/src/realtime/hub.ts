import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { queryClient } from "@/api/queryClient";
import { ensureGuest } from "@/features/auth/guest";
import { sessionQuery } from "@/features/auth/session";
import type { HubEvent, HubEvents } from "./events";
import { LiveHub } from "./LiveHub";

/** The page's one connection. SignalR itself is loaded with the first use. */
export const hub = new LiveHub(async (events) => {
  const [{ openSignalrLink }, user] = await Promise.all([import("./signalrLink"), queryClient.ensureQueryData(sessionQuery)]);
  if (!user) await ensureGuest();
  return openSignalrLink(events);
});

window.addEventListener("online", () => hub.retryNow());

export function useHubEvent<E extends HubEvent>(event: E, handler: (payload: HubEvents[E]) => void) {
  const latest = useEffectEvent(handler);
  useEffect(() => hub.on(event, latest), [event]);
}

export function useHubStatus() {
  return useSyncExternalStore(
    (listener) => hub.onStatus(listener),
    () => hub.status,
  );
}
