import { brand } from "@/brand";
import { cx } from "@/ui/cx";

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cx("inline-flex items-center gap-2 font-display text-xl font-extrabold tracking-tight", className)}>
      <svg viewBox="0 0 32 32" className="size-8" aria-hidden>
        <rect width="32" height="32" rx="9" className="fill-accent" />
        <path d="M10 7v14.5a2.5 2.5 0 0 0 2.5 2.5H23" fill="none" className="stroke-on-accent" strokeWidth="4.4" strokeLinecap="round" />
        <circle cx="20.5" cy="12.5" r="4" className="fill-live" />
      </svg>
      {brand.name}
    </span>
  );
}
