import { expect, it } from "vitest";
import { slugFrom } from "./slug";

it.each([
  ["Ada's Corner", "ada-s-corner"],
  ["  Émile & Zoë!  ", "emile-zoe"],
  ["日本", ""],
  ["x".repeat(39) + " y", "x".repeat(39)],
])("makes an address from %s", (name, slug) => expect(slugFrom(name)).toBe(slug));
