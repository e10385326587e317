import type { Channel, Stream } from "@/api/shapes";
import { FollowButton } from "@/features/channels/FollowButton";
import { Avatar } from "@/ui/Avatar";
import { formatCount } from "@/ui/format";

/** Who it is: with the stream's own words where there are any. */
export function CreatorCard({ channel, stream }: { channel: Channel; stream?: Stream }) {
  const { owner, followerCount } = channel;
  const about = stream?.description ?? channel.description ?? owner.bio;
  return (
    <section aria-label="Creator" className="rounded-lg border border-line bg-surface p-5" data-testid="creator-card">
      <div className="flex items-center gap-4">
        <Avatar name={owner.displayName} seed={owner.id} url={owner.avatarUrl} size={54} live={channel.isLive} />
        <div className="min-w-0 grow">
          <h2 className="truncate text-lg font-bold">{channel.name}</h2>
          <p className="truncate text-sm text-muted">
            {owner.displayName} · <span data-testid="follower-count">{formatCount(followerCount)}</span>{" "}
            {followerCount === 1 ? "follower" : "followers"}
          </p>
        </div>
        <FollowButton channel={channel} />
      </div>
      {about && <p className="mt-4 whitespace-pre-line text-muted">{about}</p>}
    </section>
  );
}
