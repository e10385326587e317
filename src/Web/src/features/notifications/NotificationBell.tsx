import { Bell } from "lucide-react";
import { Link } from "react-router";
import { useUnreadCount } from "./notifications";

const MOST_SHOWN = 99;

export function NotificationBell() {
  const unread = useUnreadCount();
  return (
    <Link
      to="/notifications"
      aria-label={unread ? `Notifications, ${unread} unread` : "Notifications"}
      data-testid="notification-bell"
      data-unread={unread}
      className="relative grid size-11 place-items-center rounded-md text-muted transition hover:bg-raised hover:text-text"
    >
      <Bell size={20} aria-hidden />
      {unread > 0 && (
        <span className="absolute top-1 right-0.5 min-w-4.5 animate-pop rounded-full bg-live px-1 text-center text-[11px] leading-4.5 font-bold text-on-live figures">
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </Link>
  );
}
