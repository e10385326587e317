import { AppWindow, CircleStop, Lock, Radio, VideoOff } from "lucide-react";
import type { ReactNode } from "react";
import type { Stream } from "@/api/shapes";
import { Button, ButtonLink } from "@/ui/Button";
import { formatCount, formatDuration } from "@/ui/format";
import { Spinner } from "@/ui/Spinner";
import type { ShownState } from "./playerStateOf";

interface PlayerStateProps {
  state: ShownState;
  stream: Stream;
  onRetry: () => void;
}

/** What stands in the picture's place while there is none. */
export function PlayerState({ state, stream, onRetry }: PlayerStateProps) {
  if (state === "playing") return null;
  return (
    <div
      role="status"
      data-testid="stream-state"
      data-state={state}
      className="absolute inset-0 grid place-content-center justify-items-center gap-2 p-4 sm:gap-3 sm:p-6 text-center"
    >
      {contents(state, stream, onRetry)}
    </div>
  );
}

function contents(state: Exclude<ShownState, "playing">, stream: Stream, onRetry: () => void): ReactNode {
  switch (state) {
    case "connecting":
      return <Text icon={<Spinner />} title="Tuning in…" />;
    case "soundOnly":
      return <Text icon={<VideoOff />} title="The camera is off" text="You still hear what goes on." />;
    case "starting":
      return <Text icon={<Spinner />} title="Starting soon" text={`${stream.creator.displayName} is getting the camera ready.`} />;
    case "reconnecting":
      return <Text icon={<Spinner />} title="Reconnecting…" text="The picture was interrupted. It comes back by itself." />;
    case "elsewhere":
      return (
        <>
          <Text icon={<AppWindow />} title="Playing in another tab" text="You opened this stream somewhere else." />
          <Button onClick={onRetry}>Watch here</Button>
        </>
      );
    case "refused":
      return <Text icon={<Lock />} title="Not for everyone" text={refusalText(stream)} />;
    case "own":
      return (
        <>
          <Text icon={<Radio />} title="This is your stream" text="Viewers see your picture here." />
          <ButtonLink to={`/creator/studio/${stream.id}`}>Open the studio</ButtonLink>
        </>
      );
    case "ended":
      return (
        <>
          <Text icon={<CircleStop />} title="The stream has ended" text={endText(stream)} />
          <ButtonLink to="/live" look="secondary">
            See who else is live
          </ButtonLink>
        </>
      );
  }
}

function refusalText(stream: Stream): string {
  if (stream.visibility === "followers") return "Only followers can watch this stream. Follow the channel, then reload.";
  return stream.price > 0 ? "Only people who are enrolled can watch this stream." : "You can't watch this stream.";
}

function endText(stream: Stream): string {
  if (stream.status === "cancelled") return "It was called off.";
  const lasted = stream.durationSeconds === null ? "" : `It ran for ${formatDuration(stream.durationSeconds)}`;
  const seen = stream.totalViews > 0 ? ` and was seen by ${formatCount(stream.totalViews)}` : "";
  return lasted ? `${lasted}${seen}. Thanks for watching!` : "Thanks for watching!";
}

function Text({ icon, title, text }: { icon: ReactNode; title: string; text?: string }) {
  return (
    <>
      <span aria-hidden className="grid size-10 place-items-center rounded-full bg-white/12 sm:size-14">
        {icon}
      </span>
      <p className="font-display text-xl font-bold sm:text-2xl">{title}</p>
      {text && <p className="max-w-sm text-sm text-white/80 sm:text-base">{text}</p>}
    </>
  );
}
