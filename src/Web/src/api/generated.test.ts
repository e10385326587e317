import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { documents, names, target, typesOf } from "../../scripts/openapi.mjs";

/** Descriptions may lag behind; shapes may not. */
const shapesOf = (types: string) => types.replace(/\/\*\*.*?\*\/\s*/gs, "");

it("types are those of the committed OpenAPI documents (npm run types)", { timeout: 60_000 }, async () => {
  const services = await names();
  expect(services).not.toEqual([]);
  for (const name of services) {
    const committed = await readFile(new URL(`${name}.d.ts`, target), "utf8");
    expect(shapesOf(committed), `${name}: run "npm run types"`).toBe(shapesOf(await typesOf(name)));
  }
  expect((await readdir(target)).length).toBe((await readdir(documents)).length);
});
