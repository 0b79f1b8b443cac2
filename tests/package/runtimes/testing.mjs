// The shop to test against, in each kind of runtime and in bundlers.
import { copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build as esbuild, transform } from "esbuild";
import { createServer, build as vite, version as viteVersion } from "vite";
import { wasmFiles } from "../support/output.mjs";
import { run, startsNot } from "../support/run.mjs";
import { page, serve } from "../support/site.mjs";
import { folderOf, versionOf as toolVersionOf } from "../support/tools.mjs";
import { missing, visit } from "../support/visit.mjs";
import * as workerd from "../support/workerd.mjs";
import { BUN_FLAGS, bun, DENO_FLAGS, deno } from "./command-line.mjs";
import { askFunction } from "./edge-light.mjs";

const require = createRequire(import.meta.url);
const versionOf = (name) => require(`${name}/package.json`).version;
const node = () => process.execPath;

const commandLine = (name, program, args, app) => ({
  name,
  missing: () => startsNot(program()),
  run: async ({ folder }) => {
    const env = { DENO_DIR: join(folder, "deno"), NO_COLOR: "1" };
    return JSON.parse(await run(program(), [...args(), app], folder, env));
  },
});

async function runWorker({ folder }) {
  const output = join(folder, "out");
  const entry = join(folder, "testing/worker.mjs");
  const server = await workerd.start(await workerd.bundle({ entry, output }));
  try {
    const response = await fetch(server.url);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text}\n${server.said()}`);
    return JSON.parse(text);
  } finally {
    await server.stop();
  }
}

/** One module is all that such a function of the tests has: the shop answers without a client. */
async function runFunction({ folder }) {
  const text = await askFunction({ folder, entry: "testing/edge-light.mjs" });
  return { answer: text.includes("<id><![CDATA[5]]></id>") ? "ok" : text };
}

/** Serves a folder, and reads what its page reports; `shop` is an address that it asks. */
async function visited(browser, folder, path, shop = "") {
  const site = await serve(folder, shop);
  try {
    return await visit(browser, `${site.url}/${path}`, { shop: "", key: "" });
  } finally {
    await site.close();
  }
}

/** Both modules are there as files, each once. */
async function bothIn(output) {
  const names = (await wasmFiles(output)).map((file) => file.replace(/^.*[/\\]/, "")).sort();
  const isBoth = names.length === 2 && /^demo_store/.test(names[0]) && /^prestashop/.test(names[1]);
  return { "two .wasm": isBoth ? "ok" : names.join(", ") };
}

const plainScript = (browser) => ({
  name: `${browser}, without a bundler`,
  missing: () => missing(browser),
  run: ({ folder }) => visited(browser, folder, "testing-plain-script.mjs.html"),
});

/** What its server gives while developing. */
async function runViteServer({ folder }) {
  await writeFile(join(folder, "index.html"), page("testing/page.mjs"));
  const options = { configFile: false, logLevel: "error", root: folder };
  const server = await createServer({ ...options, server: { host: "127.0.0.1", port: 0 } });
  try {
    await server.listen();
    const { port } = server.httpServer.address();
    return await visit("Chromium", `http://127.0.0.1:${port}/`, { shop: "", key: "" });
  } finally {
    await server.close();
  }
}

async function runVite({ folder }) {
  await writeFile(join(folder, "index.html"), page("testing/page.mjs"));
  const common = { configFile: false, logLevel: "error", build: { target: "es2022" } };
  await vite({ ...common, root: folder });
  const output = join(folder, "dist");
  return { ...(await visited("Chromium", output, "index.html")), ...(await bothIn(output)) };
}

/** MSW stands outside of the folder, and its service worker is a file of the site. */
async function runMsw({ folder }) {
  const msw = join(require.resolve("msw/package.json"), "..");
  await symlink(msw, join(folder, "node_modules/msw"), "dir");
  await mkdir(join(folder, "public"));
  const script = "mockServiceWorker.js";
  await copyFile(join(msw, "lib", script), join(folder, "public", script));
  await writeFile(join(folder, "index.html"), page("testing/msw-page.mjs"));
  const common = { configFile: false, logLevel: "error", build: { target: "es2022" } };
  await vite({ ...common, root: folder });
  return visited("Chromium", join(folder, "dist"), "index.html", "https://shop.example");
}

async function runEsbuild({ folder }) {
  const output = join(folder, "out");
  await esbuild({
    absWorkingDir: folder,
    entryPoints: ["testing/page-custom.mjs"],
    outdir: output,
    bundle: true,
    format: "esm",
    target: "es2022",
    loader: { ".wasm": "file" },
    logLevel: "silent",
  });
  const reports = await visited("Chromium", output, "page-custom.js.html");
  return { ...reports, ...(await bothIn(output)) };
}

/** A bundle for Node, without the files beside it. */
async function runBundled({ folder }) {
  await esbuild({
    absWorkingDir: folder,
    entryPoints: ["testing/import.mjs"],
    outfile: join(folder, "alone/bundle.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "silent",
  });
  return JSON.parse(await run(process.execPath, ["bundle.mjs"], join(folder, "alone")));
}

const jest = (environment) => ({
  name: `Jest ${toolVersionOf("jest")}, ${environment}`,
  run: async ({ folder }) => {
    const { code } = await transform(await readFile(join(folder, "demo-shops.mjs"), "utf8"), {
      format: "cjs",
    });
    const checks = join(folder, "demo-shops.cjs");
    await writeFile(checks, code);
    const reports = join(folder, "reports.json");
    const args = [
      join(folderOf("jest"), "bin/jest.js"),
      "--rootDir",
      join(folder, "testing"),
      "--env",
      folderOf(`jest-environment-${environment}`),
      "--testMatch",
      "**/jest.test.cjs",
      "--cacheDirectory",
      join(folder, "jest-cache"),
      "--watchman=false",
    ];
    await run(process.execPath, args, folder, { CHECKS: checks, REPORTS: reports });
    return JSON.parse(await readFile(reports, "utf8"));
  },
});

/** Vitest stands outside of the folder, so its functions are globals there. */
const vitest = (environment) => ({
  name: `Vitest ${versionOf("vitest")}, ${environment}`,
  run: async ({ folder }) => {
    const reports = join(folder, "reports.json");
    const program = join(require.resolve("vitest/package.json"), "../vitest.mjs");
    const flags = ["--globals", "--environment", environment, "--root", join(folder, "testing")];
    const env = { REPORTS: reports, VITEST_SKIP_INSTALL_CHECKS: "1" };
    await run(process.execPath, [program, "run", ...flags, "vitest.test.js"], folder, env);
    return JSON.parse(await readFile(reports, "utf8"));
  },
});

const inChromium = () => missing("Chromium");

export const ROWS = [
  commandLine(`Node ${process.versions.node}, import`, node, () => [], "testing/import.mjs"),
  commandLine(`Node ${process.versions.node}, require`, node, () => [], "testing/require.cjs"),
  commandLine(
    `Deno ${versionOf("deno")}`,
    node,
    () => [deno(), ...DENO_FLAGS],
    "testing/import.mjs",
  ),
  commandLine(`Bun ${versionOf("bun")}`, bun, () => BUN_FLAGS, "testing/import.mjs"),
  { name: `workerd ${workerd.version}`, missing: workerd.missing, run: runWorker },
  { name: `edge-runtime ${versionOf("edge-runtime")}`, run: runFunction, checks: ["answer"] },
  { name: "Node, bundled by esbuild without the files", run: runBundled },
  jest("node"),
  jest("jsdom"),
  vitest("node"),
  vitest("jsdom"),
  { name: `Vite ${viteVersion}, build, in Chromium`, missing: inChromium, run: runVite },
  { name: `Vite ${viteVersion}, dev, in Chromium`, missing: inChromium, run: runViteServer },
  {
    name: `MSW ${versionOf("msw")}, in Chromium`,
    missing: inChromium,
    run: runMsw,
    checks: ["write", "fault"],
  },
  ...["Chromium", "Firefox"].map(plainScript),
  { name: "esbuild, in Chromium", missing: inChromium, run: runEsbuild },
];
