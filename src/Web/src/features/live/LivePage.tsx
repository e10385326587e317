import { Sparkles, TvMinimal } from "lucide-react";
import { useState } from "react";
import type { Stream } from "@/api/shapes";
import { usePageTitle } from "@/app/usePageTitle";
import { useSession } from "@/features/auth/session";
import { ButtonLink } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ProblemNote } from "@/ui/ProblemNote";
import { Segments } from "@/ui/Segments";
import { CategoryChips } from "./CategoryChips";
import { Hero } from "./Hero";
import { StreamCard, StreamCardSkeleton } from "./StreamCard";
import { useLiveStreams, type LiveOrder } from "./streams";

export default function LivePage() {
  usePageTitle("Live now");
  const { isGuest } = useSession();
  const [order, setOrder] = useState<LiveOrder>("viewers");
  const [category, setCategory] = useState<string>();
  const { followed, others, data, isPending, error, refetch } = useLiveStreams(order);
  const fits = (stream: Stream) => !category || stream.category === category;
  const categories = [...new Set((data ?? []).flatMap((stream) => stream.category ?? []))].toSorted();

  return (
    <div className="grid grid-cols-1 gap-8 pt-6">
      {isGuest && <Hero />}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h1 className="text-3xl font-extrabold sm:text-4xl">Live now</h1>
        <Segments
          label="Order"
          value={order}
          onChange={setOrder}
          options={[
            { value: "viewers", label: "Most watched" },
            { value: "newest", label: "Newest" },
          ]}
        />
        {categories.length > 1 && <CategoryChips categories={categories} chosen={category} onChoose={setCategory} />}
      </div>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {isPending && (
        <Grid label="Loading streams">
          {Array.from({ length: 8 }, (_, at) => (
            <StreamCardSkeleton key={at} />
          ))}
        </Grid>
      )}
      {followed.some(fits) && <Streams title="From channels you follow" streams={followed.filter(fits)} />}
      {others.some(fits) && <Streams title={followed.some(fits) ? "More to discover" : undefined} streams={others.filter(fits)} />}
      {data?.length === 0 && followed.length === 0 && (
        <EmptyState
          art={<TvMinimal size={38} />}
          title="The stage is empty"
          action={
            <ButtonLink to="/creator/go-live" icon={<Sparkles size={18} />}>
              Be the first to go live
            </ButtonLink>
          }
        >
          Nobody is live right now. All it takes is a browser and a camera.
        </EmptyState>
      )}
    </div>
  );
}

function Streams({ title, streams }: { title?: string; streams: Stream[] }) {
  return (
    <section className="grid grid-cols-1 gap-4">
      {title && <h2 className="text-xl font-bold">{title}</h2>}
      <Grid label={title ?? "Live streams"}>
        {streams.map((stream) => (
          <StreamCard key={stream.id} stream={stream} />
        ))}
      </Grid>
    </section>
  );
}

function Grid({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <ul
      aria-label={label}
      className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17.5rem),1fr))] gap-x-5 gap-y-8"
      data-testid="stream-grid"
    >
      {children}
    </ul>
  );
}
