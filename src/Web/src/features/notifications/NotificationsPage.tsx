import { BellOff, CheckCheck } from "lucide-react";
import { problemText } from "@/api/problemText";
import { usePageTitle } from "@/app/usePageTitle";
import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNote } from "@/ui/ProblemNote";
import { showToast } from "@/ui/toasts";
import { NotificationRow } from "./NotificationRow";
import { useNotifications, useReadAll, useUnreadCount } from "./notifications";

export default function NotificationsPage() {
  usePageTitle("Notifications");
  const { data, isPending, error, refetch } = useNotifications();
  const unread = useUnreadCount();
  const readAll = useReadAll();

  return (
    <div className="mx-auto w-full max-w-2xl pt-8">
      <PageHeading
        title="Notifications"
        action={
          unread > 0 && (
            <Button
              look="secondary"
              size="sm"
              icon={<CheckCheck size={17} />}
              busy={readAll.isPending}
              onClick={() => readAll.mutate(undefined, { onError: (refused) => showToast(problemText(refused), "bad") })}
            >
              Mark all read
            </Button>
          )
        }
      />
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="skeleton h-64" aria-label="Loading notifications" />}
      {data?.items.length === 0 && (
        <EmptyState art={<BellOff size={36} />} title="All quiet" action={<ButtonLink to="/live">Find someone to follow</ButtonLink>}>
          Follow channels and you will hear here when they go live.
        </EmptyState>
      )}
      <ul className="grid gap-2" data-testid="notification-list">
        {data?.items.map((notification) => (
          <NotificationRow key={notification.id} notification={notification} />
        ))}
      </ul>
    </div>
  );
}
