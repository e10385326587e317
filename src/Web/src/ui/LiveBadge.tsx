export function LiveBadge() {
  return (
    <span className="inline-flex items-center gap-1.5 rounded-sm bg-live px-2 py-0.5 text-xs font-bold tracking-wide text-on-live uppercase">
      <span aria-hidden className="size-1.5 animate-pulse-dot rounded-full bg-current" />
      Live
    </span>
  );
}
