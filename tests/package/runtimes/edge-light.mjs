// Vercel's edge runtime, from a function that is bundled the way Vercel does it.
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { EdgeRuntime } from "edge-runtime";
import { build } from "esbuild";
import { inspectOutput, wasmFiles } from "../support/output.mjs";

const { version } = createRequire(import.meta.url)("edge-runtime/package.json");

export const ROWS = [{ name: `edge-runtime ${version}`, run: runFunction }];

/** The global under which the deployed module is found. */
const DEPLOYED = "wasm_0";

async function runFunction({ folder, shop, key }) {
  const query = new URLSearchParams({ url: shop, key });
  const text = await askFunction({ folder, entry: "edge-light.mjs", query });
  return { ...JSON.parse(text), ...(await inspectOutput(join(folder, "out"))) };
}

/** Bundles a function, runs it with its variables, and asks it once. */
export async function askFunction({ folder, entry, query = "", variables = {} }) {
  const output = join(folder, "out");
  await build({
    absWorkingDir: folder,
    entryPoints: { "edge-light": entry },
    outdir: output,
    bundle: true,
    format: "iife",
    target: "es2022",
    conditions: ["edge-light", "worker", "browser"],
    plugins: [moduleImports(output)],
    logLevel: "silent",
  });
  const [wasm] = await wasmFiles(output);
  const module = await WebAssembly.compile(await readFile(join(output, wasm)));
  const runtime = new EdgeRuntime({
    initialCode: await readFile(join(output, "edge-light.js"), "utf8"),
    codeGeneration: { strings: false, wasm: false },
    extend: (context) =>
      Object.assign(context, { [DEPLOYED]: module, process: { env: variables } }),
  });
  const response = await runtime.dispatchFetch(`http://edge.example/?${query}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return text;
}

/** `x.wasm?module` is the module that is deployed beside the code. */
function moduleImports(output) {
  return {
    name: "module-imports",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({
        path: join(resolveDir, path.replace("?module", "")),
        namespace: "deployed",
      }));
      onLoad({ filter: /./, namespace: "deployed" }, async ({ path }) => {
        await mkdir(output, { recursive: true });
        await copyFile(path, join(output, basename(path)));
        return { contents: `export default globalThis.${DEPLOYED};` };
      });
    },
  };
}
