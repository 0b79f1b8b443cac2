// webpack, without configuration besides where things are.
import { createRequire } from "node:module";
import { join } from "node:path";
import webpack from "webpack";
import { inspectOutput } from "../support/output.mjs";
import { serve } from "../support/site.mjs";
import { missing, visit } from "../support/visit.mjs";

const { version } = createRequire(import.meta.url)("webpack/package.json");

export const ROWS = [
  { name: `webpack ${version}, in Chromium`, missing: () => missing("Chromium"), run: runBundled },
];

async function runBundled(context) {
  const output = join(context.folder, "out");
  await bundle({
    mode: "production",
    context: context.folder,
    entry: "./page.mjs",
    output: { path: output, filename: "main.js" },
  });
  const site = await serve(output, context.shop);
  try {
    const reports = await visit("Chromium", `${site.url}/main.js.html`, context);
    return { ...reports, ...(await inspectOutput(output)) };
  } finally {
    await site.close();
  }
}

async function bundle(options) {
  const compiler = webpack(options);
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, done) => (error ? reject(error) : resolve(done)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(stats.toString({ preset: "errors-only" }));
}
