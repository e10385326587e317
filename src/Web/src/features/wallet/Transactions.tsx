import { ReceiptText } from "lucide-react";
import type { Transaction } from "@/api/shapes";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { formatDay, formatTokens, formatWhole } from "@/ui/format";
import { ProblemNote } from "@/ui/ProblemNote";
import { reasonText } from "./reasonText";
import { useTransactions } from "./wallet";

export function Transactions() {
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTransactions();
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="transactions-title">
      <h2 id="transactions-title" className="mb-4 flex items-center gap-2 text-xl font-bold">
        <ReceiptText size={20} aria-hidden /> History
      </h2>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="skeleton h-48" />}
      {data && rows.length === 0 && <p className="text-muted">Nothing yet. What you buy, send and earn is listed here.</p>}
      {rows.length > 0 && (
        <div className="overflow-hidden rounded-lg border border-line bg-surface">
          <table className="w-full text-left" data-testid="transactions">
            <thead className="border-b border-line text-sm text-faint">
              <tr>
                <th className="px-4 py-3 font-medium sm:px-5">What</th>
                <th className="px-4 py-3 text-right font-medium">Tokens</th>
                <th className="px-4 py-3 text-right font-medium sm:px-5">Balance</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <Button look="secondary" className="mt-4" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      )}
    </section>
  );
}

function Row({ row }: { row: Transaction }) {
  const inward = row.amount > 0;
  return (
    <tr className="border-b border-line last:border-0" data-testid="transaction-row">
      <td className="px-4 py-3.5 sm:px-5">
        <span className="block font-medium">{reasonText(row)}</span>
        <time dateTime={row.createdAt} className="text-sm text-faint">
          {formatDay(row.createdAt)}
        </time>
      </td>
      <td
        className={cx("px-4 py-3.5 text-right font-semibold figures", inward ? "text-ok" : "text-text")}
        aria-label={formatTokens(row.amount)}
      >
        {inward ? "+" : "−"}
        {formatWhole(Math.abs(row.amount))}
      </td>
      <td className="px-4 py-3.5 text-right text-muted figures sm:px-5">{formatWhole(row.balanceAfter)}</td>
    </tr>
  );
}
