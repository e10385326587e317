import { useState } from "react";
import type { Channel } from "@/api/shapes";
import { usePageTitle } from "@/app/usePageTitle";
import { useSession } from "@/features/auth/session";
import { useChat } from "@/features/chat/useChat";
import { GiftStage } from "@/features/gifts/GiftStage";
import { Leaderboard } from "@/features/gifts/Leaderboard";
import { useGiftTotals } from "@/features/gifts/useGiftTotals";
import { isOver } from "@/features/live/isOver";
import { useLiveStream } from "@/features/live/useLiveStream";
import { cx } from "@/ui/cx";
import { ProblemNote } from "@/ui/ProblemNote";
import { CreatorCard } from "./CreatorCard";
import { Player } from "./Player";
import { SideChat } from "./SideChat";
import { StreamHeading } from "./StreamHeading";
import { WatchSkeleton } from "./WatchSkeleton";

/** A stream that is or was live: player, chat, gifts and all around them. */
export function LiveRoom({ channel, streamId }: { channel: Channel; streamId: string }) {
  const chat = useChat(streamId);
  const { stream, viewerCount, error, refetch } = useLiveStream(streamId, chat.begin);
  const { user } = useSession();
  const [theatre, setTheatre] = useState(false);
  useGiftTotals(streamId, false);
  usePageTitle(stream?.title);

  if (error && !stream) {
    return (
      <div className="pt-6">
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!stream) return <WatchSkeleton />;
  const own = user?.id === stream.creator.id;
  const over = isOver(stream);

  return (
    <div className={cx("grid grid-cols-1 items-start gap-x-6 gap-y-5 lg:pt-6", !theatre && "lg:grid-cols-[minmax(0,1fr)_23rem]")}>
      <div className="grid min-w-0 grid-cols-1 gap-5">
        <div className="max-lg:sticky max-lg:top-16 max-lg:z-20 max-sm:-mx-4">
          <Player stream={stream} own={own} theatre={theatre} onTheatre={() => setTheatre(!theatre)}>
            <GiftStage streamId={streamId} />
          </Player>
        </div>
        <StreamHeading stream={stream} viewerCount={viewerCount} over={over} />
        <div className="grid grid-cols-1 items-start gap-5 pb-20 lg:pb-0 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <CreatorCard channel={channel} stream={stream} />
          <Leaderboard streamId={streamId} />
        </div>
      </div>
      <SideChat chat={chat} stream={stream} over={over} own={own} wide={theatre} />
    </div>
  );
}
