import { CreditCard, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { problemText } from "@/api/problemText";
import { ApiProblem } from "@/api/problem";
import type { TokenPackage } from "@/api/shapes";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Dialog } from "@/ui/Dialog";
import { formatMoney, formatTokens, formatWhole } from "@/ui/format";
import { showToast } from "@/ui/toasts";
import { usePurchase, type SandboxCard } from "./wallet";

const cards: { id: SandboxCard; name: string; note: string }[] = [
  { id: "pm_ok", name: "Test card •••• 4242", note: "always pays" },
  { id: "pm_declined", name: "Test card •••• 0002", note: "always declined" },
];

interface PurchaseDialogProps {
  pack: TokenPackage | undefined;
  onClose: () => void;
}

export function PurchaseDialog({ pack, onClose }: PurchaseDialogProps) {
  const [card, setCard] = useState<SandboxCard>("pm_ok");
  const purchase = usePurchase();
  const declined = purchase.data?.status === "declined";

  function pay(packageId: string) {
    purchase.mutate(
      { packageId, card },
      {
        onSuccess: ({ status, tokens }) => {
          if (status !== "completed") return;
          showToast(`${formatTokens(tokens)} added to your wallet.`, "good");
          onClose();
        },
      },
    );
  }

  return (
    <Dialog open={pack !== undefined} title={pack ? `${formatWhole(pack.tokens)} tokens` : ""} onClose={onClose}>
      {pack && (
        <div className="grid gap-4">
          <p className="text-muted">Choose how to pay. This is a sandbox: no real money moves.</p>
          <fieldset className="grid gap-2">
            <legend className="sr-only">Card</legend>
            {cards.map(({ id, name, note }) => (
              <label
                key={id}
                className={cx(
                  "flex cursor-pointer items-center gap-3 rounded-md border p-3.5 transition has-focus-visible:outline-2 has-focus-visible:outline-accent-text",
                  card === id ? "border-accent-text bg-accent-wash" : "border-line hover:border-line-strong",
                )}
              >
                <input
                  type="radio"
                  name="card"
                  value={id}
                  checked={card === id}
                  onChange={() => setCard(id)}
                  className="sr-only"
                  data-testid={`card-${id}`}
                />
                <CreditCard size={20} aria-hidden />
                <span className="grow font-semibold">{name}</span>
                <span className="text-sm text-faint">{note}</span>
              </label>
            ))}
          </fieldset>
          {(declined || purchase.isError) && (
            <p role="alert" className="rounded-md bg-danger-wash px-3.5 py-2.5 text-sm text-danger" data-testid="purchase-problem">
              {problemText(purchase.error ?? new ApiProblem(402, { code: "payment_declined" }))}
            </p>
          )}
          <Button
            size="lg"
            busy={purchase.isPending}
            icon={<ShieldCheck size={19} />}
            onClick={() => pay(pack.id)}
            data-testid="purchase-confirm"
          >
            Pay {formatMoney(pack.price.amount, pack.price.currency)}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
