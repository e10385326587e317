import { useQueryClient } from "@tanstack/react-query";
import { api, ask, cookieSession } from "@/api/client";
import { sessionKey } from "@/api/queryClient";

import type { Account, RegisterBody } from "@/api/shapes";
import { hub } from "@/realtime/hub";
import { forgetGuest } from "./guest";
import { rememberSession, sessionQuery } from "./session";

/** Sign-in, sign-up and sign-out; each replaces everything that was known for the person before. */
export function useSessionActions() {
  const client = useQueryClient();

  async function become(user: Account | null) {
    forgetGuest();
    rememberSession(user);
    client.setQueryData(sessionQuery.queryKey, user);
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    await hub.restart();
    return user;
  }

  return {
    register: async (body: RegisterBody) => become((await ask(api.POST("/api/auth/register", { body, headers: cookieSession }))).user),
    login: async (body: { login: string; password: string }) =>
      become((await ask(api.POST("/api/auth/login", { body, headers: cookieSession }))).user),
    logout: async () => {
      await ask(api.POST("/api/auth/logout"));
      await become(null);
    },
  };
}
