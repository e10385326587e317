/** What is typed, turned into what usernames may hold. */
export function usernameFrom(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[\s.-]+/g, "_")
    .replace(/[^a-z0-9_]/g, "");
}
