const FIRST_MS = 500;
const LONGEST_MS = 8_000;

/** How long to wait before the next attempt: doubling, with up to half of it at random so that clients don't return all at once. */
export function backOff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return full / 2 + (full / 2) * random();
}
