import { useSyncExternalStore } from "react";

export type Theme = "dark" | "light" | "system";

const KEY = "theme";
const listeners = new Set<() => void>();
const lightSystem = () => matchMedia("(prefers-color-scheme: light)");

export function chosenTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "system" ? stored : "dark";
}

function shownTheme(): "dark" | "light" {
  return document.documentElement.dataset.theme === "light" ? "light" : "dark";
}

function apply() {
  const theme = chosenTheme();
  const light = theme === "light" || (theme === "system" && lightSystem().matches);
  document.documentElement.dataset.theme = light ? "light" : "dark";
  for (const listener of listeners) listener();
}

function choose(theme: Theme) {
  localStorage.setItem(KEY, theme);
  apply();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  const system = lightSystem();
  system.addEventListener("change", apply);
  return () => {
    listeners.delete(listener);
    system.removeEventListener("change", apply);
  };
}

/** The chosen theme and the one shown; `public/theme.js` sets it before the first paint. */
export function useTheme() {
  const chosen = useSyncExternalStore(subscribe, chosenTheme);
  const shown = useSyncExternalStore(subscribe, shownTheme);
  return { chosen, shown, choose };
}
