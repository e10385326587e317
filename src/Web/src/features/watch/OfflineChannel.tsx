import { Moon } from "lucide-react";
import type { Channel } from "@/api/shapes";
import { usePageTitle } from "@/app/usePageTitle";
import { Poster } from "@/features/live/Poster";
import { ButtonLink } from "@/ui/Button";
import { CreatorCard } from "./CreatorCard";

export function OfflineChannel({ channel }: { channel: Channel }) {
  usePageTitle(channel.name);
  return (
    <div className="mx-auto grid w-full max-w-5xl grid-cols-1 gap-5 lg:pt-6">
      <div className="relative aspect-[4/3] overflow-hidden bg-black text-white max-sm:-mx-4 sm:aspect-video sm:rounded-lg">
        <div className="absolute inset-0 opacity-40 blur-lg">
          <Poster seed={channel.id} name={channel.name} url={null} />
        </div>
        <div
          role="status"
          data-testid="stream-state"
          data-state="offline"
          className="absolute inset-0 grid place-content-center justify-items-center gap-3 p-6 text-center"
        >
          <span aria-hidden className="grid size-14 place-items-center rounded-full bg-white/12">
            <Moon />
          </span>
          <h1 className="text-2xl font-bold">{channel.name} is offline</h1>
          <p className="max-w-sm text-white/80">Follow to be told when the next stream begins. This page starts playing by itself.</p>
          <ButtonLink to="/live" look="secondary">
            See who is live
          </ButtonLink>
        </div>
      </div>
      <CreatorCard channel={channel} />
    </div>
  );
}
