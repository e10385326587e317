import { useEffect, useRef } from "react";

interface ParticleEffectProps {
  kind: "confetti" | "fireworks";
  emoji: string;
  /** 1–10; more gifts, more sparks. */
  strength: number;
}

const COLOURS = ["#d4f24a", "#ffc857", "#ff6b5e", "#7bdff2", "#f4f5ee"];
const VOLLEYS = 5;
const VOLLEY_EVERY_MS = 420;

/** Paper or rockets on a canvas; the library comes with the first such gift. */
export function ParticleEffect({ kind, emoji, strength }: ParticleEffectProps) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    const timers: ReturnType<typeof setTimeout>[] = [];
    let stop = () => undefined as void;
    let gone = false;

    void import("canvas-confetti").then(({ default: confetti }) => {
      if (gone) return;
      const fire = confetti.create(target, { resize: true });
      stop = () => fire.reset();
      const symbol = confetti.shapeFromText({ text: emoji, scalar: 2.4 });
      for (let volley = 0; volley < VOLLEYS; volley++) {
        timers.push(setTimeout(() => void fire(shot(kind, volley, strength)), volley * VOLLEY_EVERY_MS));
      }
      void fire({
        particleCount: 6 + strength,
        spread: 100,
        startVelocity: 38,
        origin: { y: 0.7 },
        shapes: [symbol],
        flat: true,
        scalar: 2.4,
        ticks: 160,
      });
    });

    return () => {
      gone = true;
      for (const timer of timers) clearTimeout(timer);
      stop();
    };
  }, [kind, emoji, strength]);

  return <canvas ref={canvas} aria-hidden className="fixed-stage size-full" />;
}

function shot(kind: ParticleEffectProps["kind"], volley: number, strength: number) {
  if (kind === "confetti") {
    const left = volley % 2 === 0;
    return {
      particleCount: 50 + strength * 5,
      angle: left ? 60 : 120,
      spread: 65,
      startVelocity: 52,
      origin: { x: left ? 0 : 1, y: 0.85 },
      colors: COLOURS,
      ticks: 220,
    };
  }
  return {
    particleCount: 70 + strength * 6,
    spread: 360,
    startVelocity: 26,
    gravity: 0.55,
    decay: 0.91,
    scalar: 0.6,
    flat: true,
    shapes: ["circle" as const],
    origin: { x: 0.2 + Math.random() * 0.6, y: 0.2 + Math.random() * 0.35 },
    colors: COLOURS,
    ticks: 120,
  };
}
