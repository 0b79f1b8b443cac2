// Rollup for Node, with the plugin that follows `new URL(…, import.meta.url)`.
import { join } from "node:path";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { importMetaAssets } from "@web/rollup-plugin-import-meta-assets";
import { rollup, VERSION } from "rollup";
import { inspectOutput } from "../support/output.mjs";
import { run } from "../support/run.mjs";

export const ROWS = [{ name: `Rollup ${VERSION}, in Node`, run: runBundled }];

async function runBundled({ folder, shop, key }) {
  const output = join(folder, "out");
  const bundle = await rollup({
    input: join(folder, "import.mjs"),
    external: /^node:/,
    plugins: [nodeResolve({ exportConditions: ["node"] }), importMetaAssets()],
  });
  await bundle.write({ dir: output, format: "es", entryFileNames: "main.mjs" });
  await bundle.close();
  const printed = await run(process.execPath, ["main.mjs", shop, key], output);
  // Its code has a copy for the case that the file is left behind; a server downloads neither.
  const { "one .wasm": one } = await inspectOutput(output);
  return { ...JSON.parse(printed), "one .wasm": one };
}
