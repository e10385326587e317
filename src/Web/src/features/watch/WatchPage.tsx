import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { isProblem } from "@/api/problem";
import { NotFoundPage } from "@/app/NotFoundPage";
import { channelQuery } from "@/features/channels/channels";
import { ProblemNote } from "@/ui/ProblemNote";
import { LiveRoom } from "./LiveRoom";
import { OfflineChannel } from "./OfflineChannel";
import { WatchSkeleton } from "./WatchSkeleton";

const CHANNEL_EVERY_MS = 15_000;

export default function WatchPage() {
  const { slug = "" } = useParams();
  return <Watch key={slug} slug={slug} />;
}

function Watch({ slug }: { slug: string }) {
  const channel = useQuery({ ...channelQuery(slug), refetchInterval: CHANNEL_EVERY_MS });
  // The stream that is or was on: it stays in sight after its end until a new one begins.
  const [streamId, setStreamId] = useState<string | null>(null);
  const liveId = channel.data?.liveStreamId ?? null;
  if (liveId && liveId !== streamId) setStreamId(liveId);

  if (channel.isPending) return <WatchSkeleton />;
  if (isProblem(channel.error, "not_found")) return <NotFoundPage />;
  if (!channel.data) {
    return (
      <div className="pt-6">
        <ProblemNote error={channel.error} onRetry={() => void channel.refetch()} />
      </div>
    );
  }
  return streamId ? <LiveRoom key={streamId} channel={channel.data} streamId={streamId} /> : <OfflineChannel channel={channel.data} />;
}
