import { Radio } from "lucide-react";
import { Link, NavLink, useLocation } from "react-router";
import { useSession } from "@/features/auth/session";
import { signInPath } from "@/features/auth/useReturnTo";
import { NotificationBell } from "@/features/notifications/NotificationBell";
import { BalancePill } from "@/features/wallet/BalancePill";
import { ButtonLink } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { brand } from "@/brand";
import { AccountMenu } from "./AccountMenu";
import { ThemeButton } from "./ThemeButton";
import { Wordmark } from "./Wordmark";

export function TopBar() {
  const { user, isGuest } = useSession();
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-bg/85 backdrop-blur-md">
      <div className="mx-auto flex h-16 w-full max-w-[110rem] items-center gap-1 px-4 sm:gap-2 sm:px-6">
        <Link to="/" aria-label={`${brand.name}, home`} className="mr-auto rounded-md sm:mr-4">
          <Wordmark className="max-[420px]:[&]:text-[0px]" />
        </Link>
        <nav aria-label="Main" className="mr-auto hidden sm:block">
          <NavLink
            to="/live"
            className={({ isActive }) =>
              cx("rounded-md px-3 py-2 font-semibold hover:bg-raised", isActive ? "text-text" : "text-muted hover:text-text")
            }
          >
            Live now
          </NavLink>
        </nav>
        {user && (
          <>
            <BalancePill />
            <ButtonLink
              to="/creator/go-live"
              size="sm"
              icon={<Radio size={17} />}
              aria-label="Go live"
              className="max-sm:size-11 max-sm:px-0"
            >
              <span className="max-sm:hidden">Go live</span>
            </ButtonLink>
            <NotificationBell />
            <AccountMenu user={user} />
          </>
        )}
        {isGuest && <GuestActions />}
      </div>
    </header>
  );
}

function GuestActions() {
  const location = useLocation();
  const search = signInPath(location).slice("/auth/login".length);
  const inAuth = location.pathname.startsWith("/auth/");
  return (
    <>
      <ThemeButton />
      <ButtonLink to={inAuth ? "/auth/login" : `/auth/login${search}`} look="quiet" size="sm">
        Sign in
      </ButtonLink>
      <ButtonLink to={inAuth ? "/auth/register" : `/auth/register${search}`} size="sm">
        Join
      </ButtonLink>
    </>
  );
}
