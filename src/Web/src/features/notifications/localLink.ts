import { safePath } from "@/features/auth/useReturnTo";

/** A notification's link as a path of this site; null for anything else. */
export function localLink(link: string | null): string | null {
  if (!link) return null;
  const own = link.startsWith(location.origin) ? link.slice(location.origin.length) || "/" : link;
  return safePath(own);
}
