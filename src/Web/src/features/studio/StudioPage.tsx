import { Clapperboard } from "lucide-react";
import { Navigate, useParams } from "react-router";
import { isProblem } from "@/api/problem";
import { NotFoundPage } from "@/app/NotFoundPage";
import { PageLoading } from "@/app/PageLoading";
import { usePageTitle } from "@/app/usePageTitle";
import { useSession } from "@/features/auth/session";
import { useChat } from "@/features/chat/useChat";
import { useGiftTotals } from "@/features/gifts/useGiftTotals";
import { isOver } from "@/features/live/isOver";
import { useLiveStream } from "@/features/live/useLiveStream";
import { ButtonLink } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ProblemNote } from "@/ui/ProblemNote";
import { EndedSummary } from "./EndedSummary";
import { Studio } from "./Studio";

export default function StudioPage() {
  const { streamId = "" } = useParams();
  return <Content key={streamId} streamId={streamId} />;
}

function Content({ streamId }: { streamId: string }) {
  const { user } = useSession();
  const chat = useChat(streamId);
  const { stream, viewerCount, stats, error, refetch } = useLiveStream(streamId, chat.begin);
  useGiftTotals(streamId, true);
  usePageTitle(stream ? `Studio: ${stream.title}` : "Studio");

  if (isProblem(error, "not_found")) return <NotFoundPage />;
  if (!stream) {
    return error ? (
      <div className="pt-8">
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </div>
    ) : (
      <PageLoading />
    );
  }
  if (stream.creator.id !== user?.id) {
    return (
      <EmptyState
        level="h1"
        art={<Clapperboard size={36} />}
        title="This is someone else's studio"
        action={<ButtonLink to={`/streams/${stream.channel.slug}`}>Watch the stream</ButtonLink>}
      >
        Only its creator may enter.
      </EmptyState>
    );
  }
  if (stream.status === "scheduled") return <Navigate to="/creator/go-live" replace />;
  if (isOver(stream)) return <EndedSummary stream={stream} stats={stats} />;
  return <Studio stream={stream} viewerCount={viewerCount} chat={chat} />;
}
