import type { Gift } from "@/api/shapes";
import { cx } from "@/ui/cx";
import { formatTokens } from "@/ui/format";
import { TokenIcon } from "@/ui/TokenIcon";

const rarities: Record<string, string> = {
  common: "",
  rare: "bg-accent-wash",
  epic: "bg-token-wash",
  legendary: "bg-token-wash ring-1 ring-token/40 ring-inset",
};

interface GiftButtonProps {
  gift: Gift;
  chosen: boolean;
  onChoose: () => void;
}

export function GiftButton({ gift, chosen, onChoose }: GiftButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-label={`${gift.name}, ${formatTokens(gift.tokens)}`}
      data-testid={`gift-${gift.id}`}
      onClick={onChoose}
      className={cx(
        "group grid h-21 content-center justify-items-center rounded-md border-2 transition duration-150 active:scale-95",
        chosen ? "border-accent-text bg-accent-wash" : cx("border-transparent hover:bg-overlay", rarities[gift.rarity]),
      )}
    >
      <span
        aria-hidden
        className="text-[26px] leading-9 transition-transform duration-200 group-hover:-translate-y-0.5 group-hover:scale-110"
      >
        {gift.emoji}
      </span>
      <span className="text-xs font-semibold">{gift.name}</span>
      <span className="inline-flex items-center gap-1 text-xs text-muted figures">
        <TokenIcon size={11} /> {gift.tokens}
      </span>
    </button>
  );
}
