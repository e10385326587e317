import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ask } from "@/api/client";
import type { Notification } from "@/api/shapes";
import { useSession } from "@/features/auth/session";

export const notificationsKey = ["notifications"];
const LIMIT = 50;

export function useNotifications() {
  const { user } = useSession();
  return useQuery({
    queryKey: [...notificationsKey, "list"],
    enabled: user !== null,
    queryFn: ({ signal }) => ask(api.GET("/api/notifications", { params: { query: { limit: LIMIT } }, signal })),
  });
}

export function isUnread(notification: Notification): boolean {
  return !notification.readAt;
}

export function useUnreadCount(): number {
  const { user } = useSession();
  const { data } = useQuery({
    queryKey: [...notificationsKey, "unread"],
    enabled: user !== null,
    queryFn: async ({ signal }) => (await ask(api.GET("/api/notifications/unread-count", { signal }))).count,
  });
  return data ?? 0;
}

export function useReadAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask(api.POST("/api/notifications/read-all")),
    onSuccess: () => client.invalidateQueries({ queryKey: notificationsKey }),
  });
}

export function useReadOne() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => ask(api.POST("/api/notifications/{id}/read", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: notificationsKey }),
  });
}
