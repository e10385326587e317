import { expect, it } from "vitest";
import { safePath } from "./useReturnTo";

it.each(["/", "/streams/ada", "/wallet?from=gift"])("goes back to %s", (path) => expect(safePath(path)).toBe(path));

it.each(["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", null])("does not go to %s", (path) =>
  expect(safePath(path)).toBeNull(),
);
