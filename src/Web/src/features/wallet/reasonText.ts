import type { Transaction } from "@/api/shapes";

const words: Record<string, string> = {
  purchase: "Bought tokens",
  gift: "Gift sent",
  gift_sent: "Gift sent",
  gift_received: "Gift received",
  earning: "Earned from a gift",
  refund: "Refund",
  enrollment: "Paid stream",
  payout: "Payout",
  bonus: "Welcome gift",
};

/** What a transaction was, in plain words; unknown kinds keep the server's words. */
export function reasonText({ type, reason }: Transaction): string {
  return words[reason] ?? words[type] ?? (reason || type);
}
