// esbuild, which follows no `new URL(…, import.meta.url)`: it is told to take the file along.
import { join } from "node:path";
import { build, version } from "esbuild";
import { inspectOutput } from "../support/output.mjs";
import { serve } from "../support/site.mjs";
import { missing, visit } from "../support/visit.mjs";

export const ROWS = [
  { name: `esbuild ${version}, in Chromium`, missing: () => missing("Chromium"), run: runBundled },
];

async function runBundled(context) {
  const output = join(context.folder, "out");
  await build({
    absWorkingDir: context.folder,
    entryPoints: ["page-custom.mjs"],
    outdir: output,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    loader: { ".wasm": "file" },
    logLevel: "silent",
  });
  const site = await serve(output, context.shop);
  try {
    const reports = await visit("Chromium", `${site.url}/page-custom.js.html`, context);
    return { ...reports, ...(await inspectOutput(output)) };
  } finally {
    await site.close();
  }
}
