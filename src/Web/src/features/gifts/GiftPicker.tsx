import { useState } from "react";
import { Link, useLocation } from "react-router";
import type { Gift } from "@/api/shapes";
import { isProblem } from "@/api/problem";
import { problemText } from "@/api/problemText";
import { useSession } from "@/features/auth/session";
import { signInPath } from "@/features/auth/useReturnTo";
import { useBalance } from "@/features/wallet/balance";
import { Button, ButtonLink } from "@/ui/Button";
import { formatTokens, formatWhole } from "@/ui/format";
import { TokenIcon } from "@/ui/TokenIcon";
import { showToast } from "@/ui/toasts";
import { GiftButton } from "./GiftButton";
import { QuantityPicker } from "./QuantityPicker";
import { useGiftCatalogue, useSendGift } from "./useGifts";
import { useGiftOutcome } from "./useGiftOutcome";

interface GiftPickerProps {
  streamId: string;
  onSent: () => void;
}

export function GiftPicker({ streamId, onSent }: GiftPickerProps) {
  const { user } = useSession();
  const catalogue = useGiftCatalogue();
  const balance = useBalance();
  const location = useLocation();
  const [chosen, setChosen] = useState<Gift>();
  const [quantity, setQuantity] = useState(1);
  const sending = useSendGift(streamId);
  const follow = useGiftOutcome(streamId);

  const total = (chosen?.tokens ?? 0) * quantity;
  const short = balance !== undefined && total > balance;

  function send() {
    if (!chosen) return;
    sending.mutate(
      { giftId: chosen.id, quantity },
      {
        onSuccess: ({ id, status }) => {
          if (status === "pending") {
            showToast("Your gift is on its way.");
            void follow(id);
          }
          setQuantity(1);
          onSent();
        },
      },
    );
  }

  return (
    <section aria-label="Send a gift" className="grid animate-rise gap-3 border-t border-line bg-surface p-3" data-testid="gift-picker">
      <div className="grid grid-cols-4 gap-1.5">
        {catalogue.isPending && Array.from({ length: 7 }, (_, at) => <span key={at} className="skeleton h-21" />)}
        {catalogue.data?.map((gift) => (
          <GiftButton key={gift.id} gift={gift} chosen={gift.id === chosen?.id} onChoose={() => setChosen(gift)} />
        ))}
      </div>
      {sending.isError && (
        <p role="alert" className="text-sm text-danger" data-testid="gift-problem">
          {problemText(sending.error)} {isProblem(sending.error, "insufficient_tokens") && <WalletLink />}
        </p>
      )}
      {!user && (
        <ButtonLink to={signInPath(location)} look="secondary">
          Sign in to send gifts
        </ButtonLink>
      )}
      {user && (
        <div className="flex items-center gap-2">
          <QuantityPicker value={quantity} onChange={setQuantity} />
          <p className="min-w-0 grow text-right text-sm leading-tight text-muted">
            You have
            <br />
            <span className="inline-flex items-center gap-1 font-semibold text-text figures">
              <TokenIcon /> {balance === undefined ? "…" : formatWhole(balance)}
            </span>
          </p>
          {short ? (
            <ButtonLink to="/wallet" data-testid="gift-top-up">
              Get tokens
            </ButtonLink>
          ) : (
            <Button
              disabled={!chosen}
              busy={sending.isPending}
              onClick={send}
              data-testid="gift-send"
              aria-label={chosen ? `Send ${quantity} ${chosen.name} for ${formatTokens(total)}` : "Send gift"}
            >
              {chosen ? `Send · ${formatWhole(total)}` : "Send"}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function WalletLink() {
  return (
    <Link to="/wallet" className="font-semibold underline underline-offset-4">
      Open wallet
    </Link>
  );
}
