import { useState } from "react";
import type { TokenPackage } from "@/api/shapes";
import { usePageTitle } from "@/app/usePageTitle";
import { formatWhole } from "@/ui/format";
import { PageHeading } from "@/ui/PageHeading";
import { TokenIcon } from "@/ui/TokenIcon";
import { useBalance } from "./balance";
import { Packages } from "./Packages";
import { PurchaseDialog } from "./PurchaseDialog";
import { Transactions } from "./Transactions";

export default function WalletPage() {
  usePageTitle("Wallet");
  const balance = useBalance();
  const [buying, setBuying] = useState<TokenPackage>();
  return (
    <div className="mx-auto w-full max-w-5xl pt-8">
      <PageHeading title="Wallet" lead="Tokens are what gifts are made of." />
      <section className="relative mb-8 overflow-hidden rounded-xl bg-accent p-7 text-on-accent sm:p-9" aria-label="Balance">
        <svg viewBox="0 0 200 200" aria-hidden className="absolute -right-8 -bottom-16 size-72 opacity-15">
          <circle cx="100" cy="100" r="100" fill="currentColor" />
          <path d="M78 55v68c0 10 7 17 17 17h36" fill="none" stroke="var(--accent)" strokeWidth="24" strokeLinecap="round" />
        </svg>
        <p className="font-semibold">Your balance</p>
        <p className="mt-1 flex items-baseline gap-3">
          <span
            key={balance}
            className="animate-bump font-display text-6xl font-extrabold tracking-tight figures sm:text-7xl"
            data-testid="balance"
            data-balance={balance}
          >
            {balance === undefined ? "–" : formatWhole(balance)}
          </span>
          <span className="text-xl font-semibold">{balance === 1 ? "token" : "tokens"}</span>
        </p>
      </section>
      <section className="mb-10" aria-labelledby="packages-title">
        <h2 id="packages-title" className="mb-4 flex items-center gap-2 text-xl font-bold">
          <TokenIcon size={20} /> Get tokens
        </h2>
        <Packages onBuy={setBuying} />
      </section>
      <Transactions />
      <PurchaseDialog key={buying?.id} pack={buying} onClose={() => setBuying(undefined)} />
    </div>
  );
}
