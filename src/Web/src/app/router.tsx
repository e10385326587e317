import type { ComponentType } from "react";
import { createBrowserRouter } from "react-router";
import { RequireSession } from "@/features/auth/RequireSession";
import LivePage from "@/features/live/LivePage";
import { CrashPage } from "./CrashPage";
import { NotFoundPage } from "./NotFoundPage";
import { PageLoading } from "./PageLoading";
import { Shell } from "./Shell";

type Page = Promise<{ default: ComponentType }>;

function open(load: () => Page) {
  return async () => ({ Component: (await load()).default });
}

/** Pages for signed-in people. */
function personal(load: () => Page) {
  return async () => {
    const { default: Content } = await load();
    return {
      Component: () => (
        <RequireSession>
          <Content />
        </RequireSession>
      ),
    };
  };
}

export const router = createBrowserRouter([
  {
    Component: Shell,
    ErrorBoundary: CrashPage,
    HydrateFallback: PageLoading,
    children: [
      { index: true, Component: LivePage },
      { path: "live", Component: LivePage },
      { path: "streams/:slug", lazy: open(() => import("@/features/watch/WatchPage")) },
      { path: "creator/go-live", lazy: personal(() => import("@/features/studio/GoLivePage")) },
      { path: "creator/studio/:streamId", lazy: personal(() => import("@/features/studio/StudioPage")) },
      { path: "creator/dashboard", lazy: personal(() => import("@/features/studio/DashboardPage")) },
      { path: "wallet", lazy: personal(() => import("@/features/wallet/WalletPage")) },
      { path: "notifications", lazy: personal(() => import("@/features/notifications/NotificationsPage")) },
      { path: "settings", lazy: personal(() => import("@/features/settings/SettingsPage")) },
      { path: "auth/login", lazy: open(() => import("@/features/auth/LoginPage")) },
      { path: "auth/register", lazy: open(() => import("@/features/auth/RegisterPage")) },
      { path: "auth/onboard", lazy: personal(() => import("@/features/auth/OnboardPage")) },
      { path: "*", Component: NotFoundPage },
    ],
  },
]);
