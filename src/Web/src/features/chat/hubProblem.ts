import { ApiProblem, isProblem } from "@/api/problem";

/** A refusal by the hub as a problem. SignalR passes on only text: "… HubException: code: what to tell". */
export function hubProblem(error: unknown): ApiProblem {
  if (isProblem(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const [, code, detail] = /HubException: ([a-z_]+)(?:: (.*))?$/s.exec(text) ?? [];
  return code ? new ApiProblem(400, { code, detail }) : new ApiProblem(0, { detail: text });
}
