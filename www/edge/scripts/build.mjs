// One file for each runtime in dist/, the script that keeps the sites, and beside them the
// WebAssembly that all of them share.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { oauthLibrary } from "./oauth-library.mjs";

const ROOM = fileURLToPath(new URL("..", import.meta.url));
const OUTPUT = join(ROOM, "dist");
const WASM = fileURLToPath(import.meta.resolve("@aismarttalk/prestashop/wasm"));
const WASM_NAME = "./wasm/prestashop_bg.wasm";

/** How each runtime names itself in the `exports` of packages. */
const CONDITIONS = {
  cloudflare: ["workerd", "worker", "browser"],
  vercel: ["edge-light", "worker", "browser"],
  deno: ["deno", "worker", "browser"],
  bun: ["bun", "node"],
  node: ["node"],
};

/** Those that have the modules of Node, and databases. */
const PROCESSES = ["deno", "bun", "node"];

const BUNDLES = [
  ...Object.entries(CONDITIONS).map(([runtime, conditions]) => ({
    entry: `entries/${runtime}.ts`,
    platform: runtime === "node" ? "node" : "neutral",
    conditions,
    isProcess: PROCESSES.includes(runtime),
  })),
  ...["entries/command.ts", "entries/health.ts", "entries/stdio.ts", "scripts/sites.ts"].map(
    (entry) => ({
      entry,
      platform: "node",
      conditions: CONDITIONS.node,
      isProcess: true,
    }),
  ),
];

/** What each runtime provides. */
const BUILT_IN = ["node:*", "bun:*", "cloudflare:*"];
/** What `pg` asks for where it is not needed. */
const OPTIONAL = ["pg-native", "pg-cloudflare"];

/** Leaves the import of the file to the runtime. */
const besideTheCode = {
  name: "wasm-beside-the-code",
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/prestashop_bg\.wasm(?:\?module)?$/ }, ({ path }) => ({
      path: WASM_NAME + (path.endsWith("?module") ? "?module" : ""),
      external: true,
    }));
    // A copy in the code, which nobody needs where the file is beside it.
    onResolve({ filter: /\/wasm\/inline\.js$/ }, () => ({
      path: "./wasm/inline.js",
      external: true,
    }));
  },
};

/** Packages for Node ask for its modules without `node:`, which Deno does not know. */
const nodesOwn = {
  name: "nodes-own-modules",
  setup: ({ onResolve }) => {
    onResolve({ filter: new RegExp(`^(?:${builtinModules.join("|")})$`) }, ({ path }) => ({
      path: `node:${path}`,
      external: true,
    }));
  },
};

/** What packages in the form of CommonJS ask with, in files that are modules. */
const WITH_REQUIRE =
  'import{createRequire as requireHere}from"node:module";const require=requireHere(import.meta.url);';

/** The folder of a package in the path of a file of its. */
const OF_A_PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

await rm(OUTPUT, { recursive: true, force: true });
const packages = new Set();
for (const { entry, platform, conditions, isProcess } of BUNDLES) {
  const { metafile } = await build({
    metafile: true,
    absWorkingDir: ROOM,
    entryPoints: [entry],
    outdir: OUTPUT,
    bundle: true,
    format: "esm",
    target: "es2022",
    // One of them says to Bun that the WebAssembly is a file.
    supported: { "import-attributes": true },
    platform,
    mainFields: ["module", "main"],
    external: [...BUILT_IN, ...OPTIONAL],
    conditions,
    plugins: [
      besideTheCode,
      oauthLibrary({ isCloudflare: entry === "entries/cloudflare.ts" }),
      ...(isProcess ? [nodesOwn] : []),
    ],
    ...(isProcess && { banner: { js: WITH_REQUIRE } }),
    // Errors that name functions as the sources do; uploads are compressed anyway.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "eof",
    logLevel: "warning",
  });
  for (const input of Object.keys(metafile.inputs)) {
    const [folder] = OF_A_PACKAGE.exec(input) ?? [];
    if (folder !== undefined) packages.add(folder);
  }
}
for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) {
  await copyFile(join(ROOM, "../..", licence), join(ROOM, licence));
}
const wasm = join(OUTPUT, WASM_NAME);
await mkdir(dirname(wasm), { recursive: true });
await copyFile(WASM, wasm);
// Deployed by itself, dist/ lies below no other.
await writeFile(join(OUTPUT, "package.json"), '{ "type": "module" }\n');
// What of others is in there: nobody who installs the worker sees it otherwise.
await writeFile(join(OUTPUT, "bundled.json"), `${JSON.stringify(await bundled(), null, 2)}\n`);

/** Name, version and licence of each package that was bundled, by name. */
async function bundled() {
  const listed = await Promise.all(
    [...packages].map(async (folder) => {
      const text = await readFile(join(ROOM, folder, "package.json"), "utf8");
      const { name, version, license } = JSON.parse(text);
      return { name, version, license };
    }),
  );
  const key = ({ name, version }) => `${name}@${version}`;
  const unique = new Map(listed.map((one) => [key(one), one]));
  return [...unique.values()].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
