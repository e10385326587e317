import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSession } from "@/features/auth/session";
import { hub, useHubEvent } from "@/realtime/hub";
import { showToast } from "@/ui/toasts";
import { localLink } from "./localLink";
import { notificationsKey } from "./notifications";

/** While someone is signed in: notifications as they come, as a toast and in the list. */
export function useNotificationFeed() {
  const client = useQueryClient();
  const { user } = useSession();
  const userId = user?.id;

  useEffect(() => {
    if (userId) return hub.hold();
    return undefined;
  }, [userId]);

  useHubEvent("notification", (notification) => {
    void client.invalidateQueries({ queryKey: notificationsKey });
    if (notification.type === "live_stream_started") void client.invalidateQueries({ queryKey: ["live"] });
    // The studio shows gifts itself.
    if (notification.type === "gift_received") return;
    const to = localLink(notification.link);
    showToast(notification.title, "plain", to ? { to, label: "Open" } : undefined);
  });
}
