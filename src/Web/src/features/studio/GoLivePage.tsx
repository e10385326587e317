import { Radio } from "lucide-react";
import { PageLoading } from "@/app/PageLoading";
import { usePageTitle } from "@/app/usePageTitle";
import { useSession } from "@/features/auth/session";
import { useMyChannel } from "@/features/channels/channels";
import { CreateChannelForm } from "@/features/channels/CreateChannelForm";
import { ButtonLink } from "@/ui/Button";
import { PageHeading } from "@/ui/PageHeading";
import { ProblemNote } from "@/ui/ProblemNote";
import { CapturePreview } from "./CapturePreview";
import { DevicePickers } from "./DevicePickers";
import { MicMeter } from "./MicMeter";
import { SetupForm } from "./SetupForm";
import { useMyStreams } from "./myStreams";
import { useCapture } from "./useCapture";

export default function GoLivePage() {
  usePageTitle("Go live");
  const { user } = useSession();
  const channel = useMyChannel();

  if (channel.isPending) return <PageLoading />;
  if (channel.error) {
    return (
      <div className="pt-8">
        <ProblemNote error={channel.error} onRetry={() => void channel.refetch()} />
      </div>
    );
  }
  if (channel.data) return <Setup />;
  return (
    <div className="mx-auto w-full max-w-xl pt-8">
      <PageHeading title="First, your channel" lead="It is your place on the site: people follow it and find your streams there." />
      <div className="rounded-lg border border-line bg-surface p-6">
        <CreateChannelForm suggestion={user?.displayName ?? ""} />
      </div>
    </div>
  );
}

function Setup() {
  const capture = useCapture();
  const streams = useMyStreams();
  const live = streams.data?.find(({ status }) => status === "live");
  const last = streams.data?.find(({ status }) => status !== "cancelled");

  return (
    <div className="mx-auto w-full max-w-6xl pt-8">
      <PageHeading title="Go live" lead="Check picture and sound, say what it is about, and begin." />
      {live && (
        <div
          className="mb-6 flex flex-wrap items-center gap-4 rounded-lg border border-accent-text bg-accent-wash p-4"
          data-testid="already-live"
        >
          <Radio aria-hidden />
          <p className="grow font-semibold">You are live already: {live.title}</p>
          <ButtonLink to={`/creator/studio/${live.id}`} size="sm">
            Open the studio
          </ButtonLink>
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <section aria-label="Picture and sound" className="grid grid-cols-1 gap-5">
          <CapturePreview stream={capture.stream} problem={capture.problem} onRetry={capture.retry} />
          <MicMeter stream={capture.stream} />
          <DevicePickers stream={capture.stream} onChoose={capture.choose} />
        </section>
        {streams.isPending ? (
          <div className="skeleton h-96" />
        ) : (
          <SetupForm last={last} ready={capture.stream !== undefined} blocked={live !== undefined} />
        )}
      </div>
    </div>
  );
}
