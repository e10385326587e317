import { useId } from "react";
import { hueOf } from "@/ui/hue";

interface PosterProps {
  seed: string;
  name: string;
  url: string | null;
}

/** The stream's picture, or one drawn from its id: every stream has its own stage light. */
export function Poster({ seed, name, url }: PosterProps) {
  const id = useId();
  if (url) return <img src={url} alt="" loading="lazy" className="size-full object-cover" />;
  const hue = hueOf(seed);
  const second = (hue + 50 + (hueOf(`${seed}+`) % 90)) % 360;
  const lean = (hueOf(`${seed}*`) % 120) - 60;
  return (
    <svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden className="block size-full">
      <defs>
        <radialGradient id={`${id}room`} cx="0.5" cy="1.1" r="1.1">
          <stop offset="0" stopColor={`oklch(0.42 0.1 ${second})`} />
          <stop offset="1" stopColor={`oklch(0.2 0.045 ${hue})`} />
        </radialGradient>
        <linearGradient id={`${id}beam`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={`oklch(0.92 0.14 ${hue})`} stopOpacity="0.85" />
          <stop offset="1" stopColor={`oklch(0.8 0.14 ${hue})`} stopOpacity="0.06" />
        </linearGradient>
      </defs>
      <rect width="320" height="180" fill={`url(#${id}room)`} />
      <path d={`M${150 + lean} -4 h16 L238 180 H82 Z`} fill={`url(#${id}beam)`} />
      <path d={`M${160 - lean * 2} -4 h10 L222 180 H98 Z`} fill={`url(#${id}beam)`} opacity="0.45" />
      <ellipse cx="160" cy="160" rx="84" ry="13" fill={`oklch(0.93 0.12 ${hue})`} opacity="0.8" />
      <text x="160" y="158" textAnchor="middle" className="font-display" fontSize="104" fontWeight="800" fill={`oklch(0.2 0.05 ${hue})`}>
        {(name.trim()[0] ?? "").toUpperCase()}
      </text>
    </svg>
  );
}
