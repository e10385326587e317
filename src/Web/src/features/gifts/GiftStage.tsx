import { useEffect } from "react";
import type { GiftSent } from "@/api/shapes";
import { useReducedMotion } from "@/ui/useReducedMotion";
import { BurstEffect, FloatEffect } from "./effects";
import { ParticleEffect } from "./ParticleEffect";
import { useGiftShow } from "./useGiftShow";

const SHOW_MS = 4_200;

/** Lies over the picture and shows every gift once; clicks pass through. */
export function GiftStage({ streamId }: { streamId: string }) {
  const { onStage, finish } = useGiftShow(streamId);
  return (
    <div className="pointer-events-none absolute inset-0 overflow-hidden" data-testid="gift-stage">
      <div aria-live="polite" className="absolute bottom-16 left-3 grid gap-2 sm:left-5">
        {onStage.map((gift) => (
          <GiftBanner key={gift.id} gift={gift} onDone={finish} />
        ))}
      </div>
    </div>
  );
}

function GiftBanner({ gift, onDone }: { gift: GiftSent; onDone: (id: string) => void }) {
  const calm = useReducedMotion();
  useEffect(() => {
    const timer = setTimeout(() => onDone(gift.id), SHOW_MS);
    return () => clearTimeout(timer);
  }, [gift.id, onDone]);

  return (
    <>
      <div
        data-testid="gift-shown"
        data-gift-id={gift.id}
        style={calm ? undefined : { animation: `gift-banner ${SHOW_MS}ms ease-out both` }}
        className="relative z-10 flex w-fit items-center gap-3 rounded-full bg-black/70 py-1.5 pr-5 pl-2 text-white backdrop-blur-sm"
      >
        <span aria-hidden className="grid size-11 place-items-center rounded-full bg-white/10 text-2xl">
          {gift.gift.emoji}
        </span>
        <span className="leading-tight">
          <span className="block font-semibold">{gift.sender.displayName}</span>
          <span className="text-sm text-white/80">
            sent {gift.gift.name}
            {gift.quantity > 1 && <b className="ml-1 text-[#ffc857]">×{gift.quantity}</b>}
          </span>
        </span>
      </div>
      {!calm && <Effect gift={gift} />}
    </>
  );
}

function Effect({ gift }: { gift: GiftSent }) {
  const count = Math.min(gift.quantity, 10);
  switch (gift.gift.animation) {
    case "float":
      return <FloatEffect emoji={gift.gift.emoji} seed={gift.id} count={5 + count} />;
    case "burst":
      return <BurstEffect emoji={gift.gift.emoji} count={10 + count} />;
    case "confetti":
    case "fireworks":
      return <ParticleEffect kind={gift.gift.animation} emoji={gift.gift.emoji} strength={count} />;
    default:
      return null;
  }
}
