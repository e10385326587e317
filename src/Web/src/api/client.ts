import createClient, { type Middleware } from "openapi-fetch";
import { ApiProblem } from "./problem";
import type { paths } from "./schema";

/** Cookie sign-in needs a header no other site can send (docs/conventions.md, CSRF). */
const csrf: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET" && request.method !== "HEAD") request.headers.set("X-CSRF", "1");
    return request;
  },
};

export const api = createClient<paths>({
  baseUrl: typeof location === "undefined" ? "" : location.origin,
  credentials: "same-origin",
  fetch: (request: Request) => globalThis.fetch(request),
});
api.use(csrf);

/** Asks for a session cookie instead of tokens in the answer. */
export const cookieSession = { "X-Session": "cookie" };

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer's body, or a thrown {@link ApiProblem}. */
export async function ask<T>(answer: Promise<Answered<T>>): Promise<T> {
  let answered: Answered<T>;
  try {
    answered = await answer;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiProblem(0, { detail: String(cause) });
  }
  const { data, error, response } = answered;
  if (!response.ok) throw new ApiProblem(response.status, error, response.headers.get("Retry-After"));
  return data as T;
}
