import { mkdir, writeFile } from "node:fs/promises";
import { names, target, typesOf } from "./openapi.mjs";

await mkdir(target, { recursive: true });
for (const name of await names()) {
  await writeFile(new URL(`${name}.d.ts`, target), await typesOf(name));
  console.log(`types of ${name}`);
}
