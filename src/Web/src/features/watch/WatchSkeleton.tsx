export function WatchSkeleton() {
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_23rem] lg:pt-6" aria-busy aria-label="Loading the stream">
      <div className="grid content-start gap-5">
        <div className="skeleton aspect-video rounded-none max-sm:-mx-4 sm:rounded-lg" />
        <div className="skeleton h-9 w-2/3" />
        <div className="skeleton h-24" />
      </div>
      <div className="skeleton h-[calc(100dvh-7rem)] rounded-lg max-lg:hidden" />
    </div>
  );
}
