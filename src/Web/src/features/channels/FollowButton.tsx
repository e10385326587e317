import { Check, Plus } from "lucide-react";
import { useLocation } from "react-router";
import { problemText } from "@/api/problemText";
import type { Channel } from "@/api/shapes";
import { useSession } from "@/features/auth/session";
import { signInPath } from "@/features/auth/useReturnTo";
import { Button, ButtonLink } from "@/ui/Button";
import { showToast } from "@/ui/toasts";
import { useFollow } from "./channels";

export function FollowButton({ channel }: { channel: Channel }) {
  const { user } = useSession();
  const location = useLocation();
  const follow = useFollow(channel);
  if (user?.id === channel.owner.id) return null;
  if (!user) {
    return (
      <ButtonLink to={signInPath(location)} size="sm" icon={<Plus size={16} />}>
        Follow
      </ButtonLink>
    );
  }
  const following = channel.isFollowing === true;
  return (
    <Button
      size="sm"
      look={following ? "secondary" : "primary"}
      aria-pressed={following}
      icon={following ? <Check size={16} /> : <Plus size={16} />}
      onClick={() => follow.mutate(!following, { onError: (error) => showToast(problemText(error), "bad") })}
      data-testid="follow-button"
    >
      {following ? "Following" : "Follow"}
    </Button>
  );
}
