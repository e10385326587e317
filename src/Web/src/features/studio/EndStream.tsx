import { Square } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ProblemNote } from "@/ui/ProblemNote";
import { useEndStream } from "./myStreams";

export function EndStream({ streamId }: { streamId: string }) {
  const [asking, setAsking] = useState(false);
  const end = useEndStream(streamId);
  return (
    <>
      <Button
        look="danger"
        icon={<Square size={15} fill="currentColor" />}
        onClick={() => setAsking(true)}
        data-testid="end-stream"
        aria-label="End stream"
      >
        <span className="max-sm:hidden">End stream</span>
      </Button>
      <Dialog open={asking} title="End the stream?" onClose={() => setAsking(false)}>
        <p className="text-muted">The picture stops for everyone and your statistics are saved. You can go live again at any time.</p>
        {end.isError && (
          <div className="mt-4">
            <ProblemNote error={end.error} />
          </div>
        )}
        <div className="mt-6 flex justify-end gap-2">
          <Button look="secondary" onClick={() => setAsking(false)}>
            Stay live
          </Button>
          <Button look="danger" busy={end.isPending} onClick={() => end.mutate()} data-testid="end-confirm">
            End stream
          </Button>
        </div>
      </Dialog>
    </>
  );
}
