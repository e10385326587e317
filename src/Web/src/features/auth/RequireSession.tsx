import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { PageLoading } from "@/app/PageLoading";
import { ProblemNote } from "@/ui/ProblemNote";
import { useSession } from "./session";
import { signInPath } from "./useReturnTo";

/** Sends guests to the sign-in page and back afterwards. */
export function RequireSession({ children }: { children: ReactNode }) {
  const { user, isPending, error, refetch } = useSession();
  const location = useLocation();
  if (isPending) return <PageLoading />;
  if (!user && error) {
    return (
      <div className="pt-8">
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  return user ? children : <Navigate to={signInPath(location)} replace />;
}
