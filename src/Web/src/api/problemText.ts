import { isProblem } from "./problem";

/** What a problem means in plain words, with a way forward. The only place where codes become text. */
const texts: Record<string, string> = {
  offline: "We can't reach the server. Check your connection and try again.",
  internal: "Something broke on our side. Please try again in a moment.",
  unavailable: "We are catching our breath. Please try again in a moment.",
  validation_failed: "Some of the details need another look.",
  unauthenticated: "Please sign in to do that.",
  forbidden: "You don't have permission to do that.",
  not_found: "We couldn't find that. It may have been removed.",
  conflict: "That clashes with something that already exists. Change it and try again.",
  invalid_transition: "The stream has moved on since. Refresh the page to see where it stands.",
  insufficient_tokens: "You don't have enough tokens for that. Top up in your wallet.",
  idempotency_mismatch: "This was already sent with different details. Please start again.",
  payload_too_large: "That is too large to send. Make it shorter or smaller.",
  banned: "You can't take part in this channel at the moment.",
  chat_disabled: "The creator has turned chat off.",
  slow_mode: "Slow mode is on. Wait a few seconds before your next message.",
  followers_only: "Only followers can chat here. Follow the channel to join in.",
  enrolled_only: "Only people enrolled in this stream can chat.",
  message_blocked: "That message isn't allowed here. Try saying it differently.",
  media_unavailable: "The video server isn't answering. We keep trying; you can also reload.",
  payment_declined: "The card was declined. Nothing was charged; try another card.",
};

/** Codes for many different cases, where the server's sentence says more than any text by code could. */
const specific = new Set(["conflict", "validation_failed"]);

const fallback = "Something went wrong. Please try again.";

export function problemText(error: unknown): string {
  if (!isProblem(error)) return fallback;
  if (error.code === "rate_limited") {
    const wait = error.retryAfterSeconds;
    return wait ? `That was a bit fast. Try again in ${wait} seconds.` : "That was a bit fast. Try again in a moment.";
  }
  if (specific.has(error.code) && typeof error.details.detail === "string") return error.details.detail;
  if (error.code === "insufficient_tokens") return insufficientText(error.details);
  return texts[error.code] ?? fallback;
}

/** The server's words for one form field, when it named one. Field names are compared without regard to case. */
export function fieldProblem(error: unknown, field: string): string | undefined {
  if (!isProblem(error)) return undefined;
  if (error.details.field === field) return problemText(error);
  const entry = Object.entries(error.errors).find(([name]) => name.toLowerCase() === field.toLowerCase());
  return entry?.[1][0];
}

function insufficientText(details: Readonly<Record<string, unknown>>): string {
  const { balance, price } = details;
  if (typeof balance !== "number" || typeof price !== "number") return texts.insufficient_tokens ?? fallback;
  return `That costs ${price} tokens and you have ${balance}. Top up in your wallet.`;
}
