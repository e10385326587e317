import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { PageLoading } from "@/app/PageLoading";
import { useSession } from "./session";
import { signInPath } from "./useReturnTo";

/** Sends guests to the sign-in page and back afterwards. */
export function RequireSession({ children }: { children: ReactNode }) {
  const { user, isPending } = useSession();
  const location = useLocation();
  if (isPending) return <PageLoading />;
  return user ? children : <Navigate to={signInPath(location)} replace />;
}
