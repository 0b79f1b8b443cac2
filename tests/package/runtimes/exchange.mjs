// The entry with the exchange alone, in each kind of runtime and in a bundler.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build as esbuild } from "esbuild";
import { build as vite, version as viteVersion } from "vite";
import { EXCHANGED } from "../apps/exchanges.mjs";
import { inspectOutput } from "../support/output.mjs";
import { run, startsNot } from "../support/run.mjs";
import { page, serve } from "../support/site.mjs";
import { missing, visit } from "../support/visit.mjs";
import * as workerd from "../support/workerd.mjs";
import { BUN_FLAGS, bun, DENO_FLAGS, deno } from "./command-line.mjs";
import { askFunction } from "./edge-light.mjs";

const require = createRequire(import.meta.url);
const versionOf = (name) => require(`${name}/package.json`).version;

const row = (name, run, without) => ({
  name: `exchange alone, ${name}`,
  missing: without,
  checks: EXCHANGED,
  run,
});

const commandLine = (name, program, args, app) => {
  const ask = async ({ folder, shop, key }) => {
    const env = { DENO_DIR: join(folder, "deno"), NO_COLOR: "1" };
    return JSON.parse(await run(program(), [...args(), app, shop, key], folder, env));
  };
  return row(name, ask, () => startsNot(program()));
};
const node = () => process.execPath;

async function runWorker({ folder, shop, key }) {
  const output = join(folder, "out");
  const entry = join(folder, "exchange/worker.mjs");
  const server = await workerd.start(await workerd.bundle({ entry, output }));
  try {
    const response = await fetch(`${server.url}/?${new URLSearchParams({ url: shop, key })}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text}\n${server.said()}`);
    return { ...JSON.parse(text), ...(await inspectOutput(output)) };
  } finally {
    await server.stop();
  }
}

async function runFunction({ folder, shop, key }) {
  const query = new URLSearchParams({ url: shop, key });
  const text = await askFunction({ folder, entry: "exchange/edge-light.mjs", query });
  return { ...JSON.parse(text), ...(await inspectOutput(join(folder, "out"))) };
}

/** Serves a folder, and reads what its page reports. */
async function visited(browser, folder, path, context) {
  const site = await serve(folder, context.shop);
  try {
    return await visit(browser, `${site.url}/${path}`, context);
  } finally {
    await site.close();
  }
}

async function runVite(context) {
  await writeFile(join(context.folder, "index.html"), page("exchange/page.mjs"));
  const common = { configFile: false, logLevel: "error", build: { target: "es2022" } };
  await vite({ ...common, root: context.folder });
  const output = join(context.folder, "dist");
  const reports = await visited("Chromium", output, "index.html", context);
  return { ...reports, ...(await inspectOutput(output)) };
}

async function runEsbuild(context) {
  const output = join(context.folder, "out");
  await esbuild({
    absWorkingDir: context.folder,
    entryPoints: ["exchange/page-custom.mjs"],
    outdir: output,
    bundle: true,
    format: "esm",
    target: "es2022",
    loader: { ".wasm": "file" },
    logLevel: "silent",
  });
  const reports = await visited("Chromium", output, "page-custom.js.html", context);
  return { ...reports, ...(await inspectOutput(output)) };
}

const browsers = ["Chromium", "Firefox"].map((browser) =>
  row(
    browser,
    (context) => visited(browser, context.folder, "exchange-plain-script.mjs.html", context),
    () => missing(browser),
  ),
);

export const ROWS = [
  commandLine(`Node ${process.versions.node}, import`, node, () => [], "exchange/import.mjs"),
  commandLine(`Node ${process.versions.node}, require`, node, () => [], "exchange/require.cjs"),
  commandLine(
    `Deno ${versionOf("deno")}`,
    node,
    () => [deno(), ...DENO_FLAGS],
    "exchange/import.mjs",
  ),
  commandLine(`Bun ${versionOf("bun")}`, bun, () => BUN_FLAGS, "exchange/import.mjs"),
  row(`workerd ${workerd.version}`, runWorker, workerd.missing),
  row(`edge-runtime ${versionOf("edge-runtime")}`, runFunction),
  ...browsers,
  row(`Vite ${viteVersion}, build, in Chromium`, runVite, () => missing("Chromium")),
  row("esbuild, in Chromium", runEsbuild, () => missing("Chromium")),
];
