import { Bell, Gift, Radio } from "lucide-react";
import { Link } from "react-router";
import type { Notification } from "@/api/shapes";
import { cx } from "@/ui/cx";
import { formatAgo } from "@/ui/format";
import { localLink } from "./localLink";
import { isUnread, useReadOne } from "./notifications";

function markOf(type: string) {
  if (type === "live_stream_started") return <Radio size={19} />;
  if (type === "gift_received") return <Gift size={19} />;
  return <Bell size={19} />;
}

export function NotificationRow({ notification }: { notification: Notification }) {
  const { id, type, title, body, createdAt } = notification;
  const read = useReadOne();
  const unread = isUnread(notification);
  const to = localLink(notification.link) ?? "/notifications";
  return (
    <li>
      <Link
        to={to}
        onClick={() => unread && read.mutate(id)}
        data-testid="notification"
        data-type={type}
        className={cx(
          "flex items-start gap-4 rounded-md border p-4 transition hover:border-line-strong",
          unread ? "border-line bg-surface" : "border-transparent",
        )}
      >
        <span
          aria-hidden
          className={cx(
            "grid size-10 shrink-0 place-items-center rounded-md",
            unread ? "bg-accent-wash text-accent-text" : "bg-raised text-faint",
          )}
        >
          {markOf(type)}
        </span>
        <span className="min-w-0 grow">
          <span className="block font-semibold">{title}</span>
          {body && <span className="block text-muted">{body}</span>}
          <span className="block text-sm text-faint">{formatAgo(createdAt)}</span>
        </span>
        {unread && <span className="mt-2 size-2.5 shrink-0 rounded-full bg-accent" role="img" aria-label="unread" />}
      </Link>
    </li>
  );
}
