import { Outlet, ScrollRestoration } from "react-router";
import { useNotificationFeed } from "@/features/notifications/useNotificationFeed";
import { Toaster } from "@/ui/Toaster";
import { TopBar } from "./TopBar";

export function Shell() {
  useNotificationFeed();
  return (
    <div className="spot flex min-h-dvh flex-col">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 font-semibold text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <TopBar />
      <main id="main" tabIndex={-1} className="mx-auto flex w-full max-w-[110rem] grow flex-col px-4 pb-10 outline-none sm:px-6">
        <Outlet />
      </main>
      <Toaster />
      <ScrollRestoration />
    </div>
  );
}
