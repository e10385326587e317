import { useSyncExternalStore } from "react";

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "good" | "bad";
  link?: { to: string; label: string };
}

const SHOWN_MS = 6_000;
const MAX_SHOWN = 4;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function replace(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

export function dismissToast(id: number) {
  replace(toasts.filter((toast) => toast.id !== id));
}

export function showToast(text: string, tone: Toast["tone"] = "plain", link?: Toast["link"]) {
  const id = nextId++;
  replace([...toasts, { id, text, tone, link }].slice(-MAX_SHOWN));
  setTimeout(() => dismissToast(id), SHOWN_MS);
}

export function useToasts() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
