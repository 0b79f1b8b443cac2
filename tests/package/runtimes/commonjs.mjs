// A project of CommonJS in TypeScript, under the `module` that knows no modules by `require`.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { run } from "../support/run.mjs";

const require = createRequire(import.meta.url);
const TSC = join(require.resolve("typescript/package.json"), "../bin/tsc");
const TYPES = join(require.resolve("@types/node/package.json"), "../..");
const { version } = require("typescript/package.json");

export const ROWS = [{ name: `Node, TypeScript ${version} as CommonJS`, run: runCompiled }];

async function runCompiled({ folder, shop, key }) {
  await writeFile(join(folder, "package.json"), '{ "type": "commonjs" }');
  const options = { module: "node16", target: "es2022", types: "node", typeRoots: TYPES };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  await run(process.execPath, [TSC, "--strict", ...flags, "commonjs.ts"], folder);
  return JSON.parse(await run(process.execPath, ["commonjs.js", shop, key], folder));
}
