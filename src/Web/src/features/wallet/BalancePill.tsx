import { Link } from "react-router";
import { formatCount, formatTokens } from "@/ui/format";
import { TokenIcon } from "@/ui/TokenIcon";
import { useBalance } from "./balance";

export function BalancePill() {
  const balance = useBalance();
  return (
    <Link
      to="/wallet"
      aria-label={balance === undefined ? "Wallet" : `Wallet: ${formatTokens(balance)}`}
      data-testid="balance-pill"
      data-balance={balance}
      className="flex h-9 items-center gap-2 rounded-full border border-line bg-raised px-3 text-sm font-semibold figures transition hover:border-line-strong"
    >
      <TokenIcon size={16} />
      <span key={balance} className="min-w-3 animate-bump">
        {balance === undefined ? "–" : formatCount(balance)}
      </span>
    </Link>
  );
}
