import { api, ask, cookieSession } from "@/api/client";

const KEY = "guest-until";
const REMEMBERED_MS = 12 * 60 * 60_000;

/**
 * Makes sure this browser holds a guest cookie, so that all its tabs count as one guest.
 * The cookie itself is out of reach; a mark in storage remembers that it was set.
 */
export async function ensureGuest(): Promise<void> {
  await locked(async () => {
    if (Number(localStorage.getItem(KEY)) > Date.now()) return;
    await ask(api.POST("/api/auth/guest", { headers: cookieSession }));
    localStorage.setItem(KEY, String(Date.now() + REMEMBERED_MS));
  });
}

export function forgetGuest() {
  localStorage.removeItem(KEY);
}

/** Two tabs opened at once must not become two guests. Locks exist on secure origins only. */
async function locked(work: () => Promise<void>) {
  if ("locks" in navigator) await navigator.locks.request("guest", work);
  else await work();
}
