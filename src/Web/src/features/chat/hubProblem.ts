import { ApiProblem, isProblem } from "@/api/problem";

/**
 * A refusal by the hub as a problem. SignalR passes only text: "… HubException: <code>[: detail]",
 * or the problem itself as JSON.
 */
export function hubProblem(error: unknown): ApiProblem {
  if (isProblem(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const json = /\{.*\}$/s.exec(text)?.[0];
  if (json) {
    try {
      const body = JSON.parse(json) as { status?: number };
      return new ApiProblem(body.status ?? 400, body);
    } catch {
      // Not JSON after all: the code is looked for in the text.
    }
  }
  const code = /HubException: ([a-z][a-z_]+)\b/.exec(text)?.[1];
  return code ? new ApiProblem(400, { code, detail: text }) : new ApiProblem(0, { detail: text });
}
