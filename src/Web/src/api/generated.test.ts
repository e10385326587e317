import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { documents, names, target, typesOf } from "../../scripts/openapi.mjs";

it("types are those of the committed OpenAPI documents (npm run types)", { timeout: 60_000 }, async () => {
  const services = await names();
  expect(services).not.toEqual([]);
  for (const name of services) {
    expect(await readFile(new URL(`${name}.d.ts`, target), "utf8"), `${name}: run "npm run types"`).toBe(await typesOf(name));
  }
  expect((await readdir(target)).length).toBe((await readdir(documents)).length);
});
