import { useSearchParams } from "react-router";

/** Where to go after signing in: a path of this site only, never another site. */
export function useReturnTo(fallback = "/"): string {
  const [params] = useSearchParams();
  return safePath(params.get("to")) ?? fallback;
}

export function safePath(path: string | null): string | null {
  return path && /^\/(?![/\\])/.test(path) ? path : null;
}

export function signInPath(from: { pathname: string; search: string }): string {
  return `/auth/login?to=${encodeURIComponent(from.pathname + from.search)}`;
}
