// Bundles for servers, by bundlers that leave the file of the WebAssembly behind: one folder that is
// deployed without node_modules.
import { existsSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as esbuild from "esbuild";
import * as vite from "vite";
import { BUN_FLAGS, bun, DENO_FLAGS, deno } from "../runtimes/command-line.mjs";
import { runAlone } from "../support/alone.mjs";
import { run, startsNot } from "../support/run.mjs";
import { folderOf, versionOf } from "../support/tools.mjs";

const require = createRequire(import.meta.url);
const BUN = `Bun ${require("bun/package.json").version}`;

export const ROWS = [
  { name: `esbuild ${esbuild.version}, AWS Lambda`, run: runLambda },
  { name: `Vite ${vite.version}, for servers`, run: runVite },
  { name: `unbuild ${versionOf("unbuild")}`, run: runUnbuild },
  { name: `${BUN}, bundled`, missing: () => startsNot(bun()), run: runBun },
  { name: `${BUN}, bundled for Node`, missing: () => startsNot(bun()), run: runBunForNode },
  {
    name: `Deno ${require("deno/package.json").version}, bundled`,
    missing: () => startsNot(process.execPath, [deno()]),
    run: runDeno,
  },
];

/** As its command line and those of AWS do it: one file of CommonJS. */
async function runLambda(context) {
  await esbuild.build({
    absWorkingDir: context.folder,
    entryPoints: { index: "lambda.mjs" },
    outdir: "out",
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    logLevel: "silent",
  });
  const calling = `require("./index.js")
    .handler({ url: process.argv[2], key: process.argv[3] })
    .then((reports) => console.log(JSON.stringify(reports)));`;
  await writeFile(join(context.folder, "out/call.js"), calling);
  return runAlone(context, "out", "call.js");
}

/** With all packages in the bundle, as for a server without node_modules. */
async function runVite(context) {
  await vite.build({
    configFile: false,
    logLevel: "error",
    root: context.folder,
    ssr: { noExternal: true },
    build: {
      ssr: "import.mjs",
      outDir: "out",
      rollupOptions: { output: { entryFileNames: "[name].mjs" } },
    },
  });
  return runAlone(context, "out", "import.mjs");
}

async function runUnbuild(context) {
  // What package.json calls a dependency is left to be installed.
  await writeFile(join(context.folder, "package.json"), '{ "private": true }');
  const config = {
    entries: ["import"],
    outDir: "out",
    failOnWarn: false,
    rollup: { inlineDependencies: true },
  };
  const text = `export default ${JSON.stringify(config)};`;
  await writeFile(join(context.folder, "build.config.mjs"), text);
  await run(process.execPath, [join(folderOf("unbuild"), "dist/cli.mjs")], context.folder);
  return runAlone(context, "out", "import.mjs");
}

async function runBun(context) {
  await bundleByBun(context, "bun");
  return runAlone(context, "out", "import.js", [bun(), ...BUN_FLAGS]);
}

async function runBunForNode(context) {
  await bundleByBun(context, "node");
  await writeFile(join(context.folder, "out/package.json"), '{ "type": "module" }');
  return runAlone(context, "out", "import.js");
}

const bundleByBun = ({ folder }, target) =>
  run(bun(), ["build", "import.mjs", `--target=${target}`, "--outdir", "out"], folder);

async function runDeno(context) {
  const { folder } = context;
  await installBundlerOfDeno(folder);
  const env = { DENO_DIR: join(folder, "deno"), NO_COLOR: "1" };
  const args = [deno(), "bundle", "import.mjs", "-o", "out/import.mjs"];
  await run(process.execPath, args, folder, env);
  const flags = DENO_FLAGS.filter((flag) => flag !== "--allow-read");
  return runAlone(context, "out", "import.mjs", [process.execPath, deno(), ...flags]);
}

/** Deno bundles by an esbuild that it downloads, unless its cache has that version. */
async function installBundlerOfDeno(folder) {
  const platform = `${process.platform}-${process.arch}`;
  const program = join(folderOf("esbuild"), `../@esbuild/${platform}/bin/esbuild`);
  if (!existsSync(program)) return;
  const cache = join(folder, `deno/dl/esbuild-${versionOf("esbuild")}`);
  await mkdir(cache, { recursive: true });
  await copyFile(program, join(cache, `esbuild-${platform}`));
}
