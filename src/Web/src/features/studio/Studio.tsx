import { useRef } from "react";
import type { Stream } from "@/api/shapes";
import { ChatPanel } from "@/features/chat/ChatPanel";
import type { Chat } from "@/features/chat/useChat";
import { GiftStage } from "@/features/gifts/GiftStage";
import { Leaderboard } from "@/features/gifts/Leaderboard";
import { ShareButton } from "@/features/watch/ShareButton";
import { CaptureHelp } from "./CaptureHelp";
import { EndStream } from "./EndStream";
import { StudioControls } from "./StudioControls";
import { StudioFigures } from "./StudioFigures";
import { StudioState } from "./StudioState";
import { TitleEditor } from "./TitleEditor";
import { useBroadcast } from "./useBroadcast";

interface StudioProps {
  stream: Stream;
  viewerCount: number;
  chat: Chat;
}

export function Studio({ stream, viewerCount, chat }: StudioProps) {
  const video = useRef<HTMLVideoElement>(null);
  const broadcast = useBroadcast(stream.id, stream.status === "live", video);

  return (
    <div className="grid grid-cols-1 items-start gap-6 pt-6 lg:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="grid min-w-0 grid-cols-1 gap-5">
        <div className="flex items-start gap-3">
          <TitleEditor stream={stream} />
          <ShareButton title={stream.title} path={`/streams/${stream.channel.slug}`} />
          <EndStream streamId={stream.id} />
        </div>
        <section
          aria-label="Your picture"
          className="relative aspect-video overflow-hidden rounded-lg border border-line bg-black text-white"
        >
          <video
            ref={video}
            muted
            autoPlay
            playsInline
            aria-label="What viewers see"
            data-testid="studio-video"
            className="size-full -scale-x-100 object-contain"
          />
          <StudioState state={broadcast.state} camera={broadcast.camera} onRetry={broadcast.retry} />
          <GiftStage streamId={stream.id} />
          {broadcast.problem && <CaptureHelp problem={broadcast.problem} onRetry={broadcast.retry} />}
          <StudioControls broadcast={broadcast} />
        </section>
        <StudioFigures stream={stream} viewerCount={viewerCount} />
        <Leaderboard streamId={stream.id} />
      </div>
      <aside
        aria-label="Chat"
        className="flex h-[32rem] flex-col overflow-hidden rounded-lg border border-line bg-surface lg:sticky lg:top-[5.5rem] lg:h-[calc(100dvh-7rem)]"
      >
        <h2 className="border-b border-line px-4 py-3.5 text-base font-bold">Chat</h2>
        <ChatPanel chat={chat} creatorId={stream.creator.id} className="grow" />
      </aside>
    </div>
  );
}
