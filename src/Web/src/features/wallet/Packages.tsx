import type { TokenPackage } from "@/api/shapes";
import { Button } from "@/ui/Button";
import { formatMoney, formatWhole } from "@/ui/format";
import { ProblemNote } from "@/ui/ProblemNote";
import { TokenIcon } from "@/ui/TokenIcon";
import { usePackages } from "./wallet";

export function Packages({ onBuy }: { onBuy: (pack: TokenPackage) => void }) {
  const { data, isPending, error, refetch } = usePackages();
  const best = data?.toSorted((a, b) => a.price.amount / a.tokens - b.price.amount / b.tokens)[0]?.id;
  return (
    <>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]" data-testid="packages">
        {isPending && Array.from({ length: 4 }, (_, at) => <li key={at} className="skeleton h-44" />)}
        {data?.map((pack) => (
          <PackageCard key={pack.id} pack={pack} best={pack.id === best && data.length > 1} onBuy={() => onBuy(pack)} />
        ))}
      </ul>
    </>
  );
}

interface PackageCardProps {
  pack: TokenPackage;
  best: boolean;
  onBuy: () => void;
}

function PackageCard({ pack, best, onBuy }: PackageCardProps) {
  const price = formatMoney(pack.price.amount, pack.price.currency);
  return (
    <li className="relative grid gap-1 rounded-lg border border-line bg-surface p-5 transition hover:border-line-strong">
      {best && <span className="absolute -top-2.5 left-4 rounded-full bg-token px-2.5 py-0.5 text-xs font-bold text-bg">Best value</span>}
      <p className="flex items-center gap-2 font-display text-3xl font-extrabold figures">
        <TokenIcon size={22} />
        {formatWhole(pack.tokens)}
      </p>
      <p className="text-sm text-muted">{pack.name}</p>
      <Button
        look={best ? "primary" : "secondary"}
        className="mt-4"
        onClick={onBuy}
        aria-label={`Buy ${formatWhole(pack.tokens)} tokens for ${price}`}
        data-testid={`package-buy-${pack.id}`}
        data-package
      >
        {price}
      </Button>
    </li>
  );
}
