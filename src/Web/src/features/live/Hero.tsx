import { ButtonLink } from "@/ui/Button";

export function Hero() {
  return (
    <section className="relative overflow-hidden rounded-xl border border-line bg-surface px-6 py-10 sm:px-12 sm:py-14">
      <Beams />
      <div className="relative grid max-w-xl gap-4">
        <p className="font-display text-4xl leading-[1.02] font-extrabold tracking-tight sm:text-6xl">Step into the light.</p>
        <p className="text-lg text-muted">
          Watch people make, play and perform, live and with less than a second of delay. Or open your camera and be the one they watch.
        </p>
        <div className="mt-2 flex flex-wrap gap-3">
          <ButtonLink to="/auth/register" size="lg">
            Create an account
          </ButtonLink>
          <ButtonLink to="/auth/login" size="lg" look="secondary">
            Sign in
          </ButtonLink>
        </div>
      </div>
    </section>
  );
}

/** Three stage lights that cross; drawn, so that nothing has to be loaded. */
function Beams() {
  return (
    <svg viewBox="0 0 800 400" preserveAspectRatio="xMaxYMin slice" aria-hidden className="absolute inset-0 size-full max-sm:opacity-35">
      <defs>
        <linearGradient id="beam" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--accent)" stopOpacity="0.55" />
          <stop offset="1" stopColor="var(--accent)" stopOpacity="0" />
        </linearGradient>
        <linearGradient id="beam-warm" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--live)" stopOpacity="0.6" />
          <stop offset="1" stopColor="var(--live)" stopOpacity="0" />
        </linearGradient>
      </defs>
      <path d="M560 -20 L580 -20 L700 420 L430 420 Z" fill="url(#beam)" />
      <path d="M710 -20 L728 -20 L640 420 L380 420 Z" fill="url(#beam)" opacity="0.7" />
      <path d="M640 -20 L654 -20 L820 420 L600 420 Z" fill="url(#beam-warm)" />
    </svg>
  );
}
