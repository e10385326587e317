import type { CSSProperties } from "react";
import { hueOf } from "@/ui/hue";

/** Emojis that rise from the lower edge. The seed keeps their paths the same through re-renders. */
export function FloatEffect({ emoji, seed, count }: { emoji: string; seed: string; count: number }) {
  return (
    <div aria-hidden className="fixed-stage">
      {Array.from({ length: count }, (_, at) => {
        const chance = hueOf(`${seed}/${at}`);
        const style = {
          left: `${8 + (chance % 84)}%`,
          animation: `gift-float ${2600 + (chance % 9) * 120}ms ${at * 140}ms ease-out both`,
          "--drift": `${(chance % 120) - 60}px`,
          "--turn": `${(chance % 60) - 30}deg`,
        } as CSSProperties;
        return (
          <span key={at} style={style} className="absolute bottom-0 text-5xl">
            {emoji}
          </span>
        );
      })}
    </div>
  );
}

/** Emojis that fly out from the middle in all directions. */
export function BurstEffect({ emoji, count }: { emoji: string; count: number }) {
  return (
    <div aria-hidden className="fixed-stage">
      {Array.from({ length: count }, (_, at) => {
        const angle = (at / count) * 2 * Math.PI;
        const reach = at % 2 ? 150 : 230;
        const style = {
          animation: `gift-burst 1700ms ${(at % 3) * 90}ms cubic-bezier(.1,.8,.3,1) both`,
          "--x": `${Math.cos(angle) * reach}px`,
          "--y": `${Math.sin(angle) * reach * 0.7}px`,
        } as CSSProperties;
        return (
          <span key={at} style={style} className="absolute top-1/2 left-1/2 text-4xl">
            {emoji}
          </span>
        );
      })}
    </div>
  );
}
