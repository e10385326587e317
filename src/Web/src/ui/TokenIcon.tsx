/** The coin that stands for tokens; always beside a number. */
export function TokenIcon({ size = 14 }: { size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden className="shrink-0 text-token">
      <circle cx="8" cy="8" r="8" fill="currentColor" />
      <path d="M6.2 4.4v5.4c0 .8.6 1.4 1.4 1.4h2.9" fill="none" stroke="var(--bg)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
