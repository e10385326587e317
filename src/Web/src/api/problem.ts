/** A problem+json answer (RFC 9457), or the lack of any answer (`code: "offline"`). */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  readonly errors: Record<string, string[]>;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, body: unknown, retryAfter: string | null = null) {
    const details = isRecord(body) ? body : {};
    const code = typeof details.code === "string" ? details.code : codeOf(status);
    super(typeof details.detail === "string" ? details.detail : code);
    this.name = "ApiProblem";
    this.code = code;
    this.status = status;
    this.details = details;
    this.errors = isRecord(details.errors) ? (details.errors as Record<string, string[]>) : {};
    const seconds = Number(retryAfter);
    this.retryAfterSeconds = retryAfter && Number.isFinite(seconds) ? seconds : null;
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function codeOf(status: number): string {
  if (status === 0) return "offline";
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 409) return "conflict";
  if (status === 413) return "payload_too_large";
  if (status === 429) return "rate_limited";
  if (status === 502 || status === 503 || status === 504) return "unavailable";
  return status >= 500 ? "internal" : "unknown";
}
