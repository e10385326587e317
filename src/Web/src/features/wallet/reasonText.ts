import type { Transaction } from "@/api/shapes";

const words: Record<string, string> = {
  purchase: "Bought tokens",
  gift: "Gift sent",
  refund: "Refund",
  enrolment: "Paid stream",
};

/** What a transaction was: the server's words for people, or plain ones for its kind. */
export function reasonText({ type, reason }: Transaction): string {
  return reason || words[type] || type;
}
