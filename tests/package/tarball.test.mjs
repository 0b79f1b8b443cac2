// What is published: the files, the promises of package.json, the types.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { packPackage } from "./support/clean-folder.mjs";
import { run } from "./support/run.mjs";

const require = createRequire(import.meta.url);
const PACKAGE = fileURLToPath(new URL("../../pkg/", import.meta.url));
const TSC = join(require.resolve("typescript/package.json"), "../bin/tsc");
const ATTW = join(require.resolve("@arethetypeswrong/cli/package.json"), "../dist/index.js");
// An older compiler, which the other one brings: of before the arrays of bytes had a parameter.
const OLDER_TSC = join(
  createRequire(require.resolve("@arethetypeswrong/core")).resolve("typescript"),
  "../tsc.js",
);
const TYPES = join(require.resolve("@types/node/package.json"), "../..");

const CONDITIONS = ["types", "workerd", "edge-light", "deno", "bun", "node", "browser", "default"];

/** The entries with a module of their own. */
const ENTRIES = [".", "./exchange", "./testing"];

let packed;
let manifest;

before(async () => {
  packed = await packPackage();
  manifest = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
});

after(() => packed?.remove());

test("given the tarball, then it holds the licences, the built files and nothing besides", () => {
  const belongs =
    /^(LICENSE-APACHE|LICENSE-MIT|README\.md|package\.json|dist\/.+\.(c?js|d\.c?ts|wasm))$/;
  assert.deepEqual(
    packed.files.filter((file) => !belongs.test(file)),
    [],
  );
  for (const file of ["LICENSE-APACHE", "LICENSE-MIT", "README.md"]) {
    assert.ok(packed.files.includes(file), file);
  }
  assert.deepEqual(packed.files.filter((file) => file.endsWith(".wasm")).sort(), [
    "dist/wasm/demo_store_bg.wasm",
    "dist/wasm/exchange_bg.wasm",
    "dist/wasm/prestashop_bg.wasm",
  ]);
  console.log(`${packed.files.length} files`);
});

test("given package.json, then nothing runs on install and nothing else is installed", () => {
  for (const word of ["scripts", "dependencies", "optionalDependencies", "peerDependencies"]) {
    assert.equal(manifest[word], undefined, word);
  }
});

test("given the exports, then every runtime has its condition, in the order that decides", () => {
  for (const entry of ENTRIES) {
    assert.deepEqual(Object.keys(manifest.exports[entry]), CONDITIONS, entry);
  }
  for (const [name, target] of Object.entries(manifest.exports)) {
    if (typeof target === "object") assert.equal(Object.keys(target)[0], "types", name);
  }
});

test("given an entry, then a bundler may not drop its side effect", () => {
  const targets = ENTRIES.flatMap((entry) => {
    const { types, ...entries } = manifest.exports[entry];
    return Object.values(entries).flatMap((target) =>
      typeof target === "string" ? target : Object.values(target),
    );
  });
  assert.deepEqual([...new Set(targets)].sort(), [...manifest.sideEffects].sort());
});

test("given `require`, then only who cannot take a module gets CommonJS", () => {
  const branches = ENTRIES.flatMap((entry) => {
    const targets = Object.values(manifest.exports[entry]).filter((target) => target.default);
    const custom = entry === "." ? "./custom" : `${entry}/custom`;
    return [...targets, manifest.exports[custom]];
  });
  const withCode = branches.filter(({ require }) => /\.cjs$/.test(require));
  assert.equal(withCode.length, 4 * ENTRIES.length);
  for (const { types, ...conditions } of withCode) {
    // Node and bundlers take the first: one client, however it is imported.
    assert.deepEqual(Object.keys(conditions), ["module", "module-sync", "require", "default"]);
  }
});

test("given publint, then it has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: PACKAGE, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, manifest)),
    [],
  );
});

test("given Are The Types Wrong, then they are right wherever exports are understood", async () => {
  // The files of the WebAssembly are for bundlers and edge runtimes.
  const args = [
    "--profile",
    "node16",
    "--exclude-entrypoints",
    "wasm",
    "exchange/wasm",
    "testing/wasm",
    "--no-color",
  ];
  const printed = await run(process.execPath, [ATTW, packed.tarball, ...args], PACKAGE);
  // It ends in failure where it finds a problem; these are the rows of the entries that it went through.
  const entries = ["", "/custom", "/exchange", "/exchange/custom", "/testing", "/testing/custom"];
  for (const entry of [...entries, "/edge", "/messages"]) {
    const row = `"@aismarttalk/prestashop${entry}" +│ 🟢 \\(CJS\\) +│ 🟢 \\(ESM\\) +│ 🟢 `;
    assert.match(printed, new RegExp(row, "u"));
  }
});

// An older compiler knows of no `require` of modules, which these files become with nodenext.
for (const [tsc, module, moduleResolution, compiler] of [
  [TSC, "nodenext", "nodenext", "nodenext"],
  [TSC, "esnext", "bundler", "bundler"],
  [OLDER_TSC, "esnext", "bundler", "bundler, and an older compiler"],
]) {
  test(`given a newcomer's file, then tsc --strict finds nothing with ${compiler}`, async () => {
    const lib = "es2022,dom,dom.iterable";
    const options = { module, moduleResolution, lib, typeRoots: "none" };
    assert.equal(await compiled(tsc, options, "types.ts"), "");
  });

  test(`given no types of a browser, then tsc --strict finds nothing with ${compiler}`, async () => {
    const options = { module, moduleResolution, lib: "es2022", types: "node", typeRoots: TYPES };
    assert.equal(await compiled(tsc, options, "types-server.ts"), "");
  });
}

for (const [tsc, compiler] of [
  [TSC, "this compiler"],
  [OLDER_TSC, "an older compiler"],
]) {
  test(`given a file of CommonJS, then tsc --strict finds nothing with node16 and ${compiler}`, async () => {
    const lib = "es2022,dom,dom.iterable";
    const options = { module: "node16", moduleResolution: "node16", lib, typeRoots: "none" };
    assert.equal(await compiled(tsc, options, "types-commonjs.cts"), "");
  });
}

/** What a compiler says of a file of the apps; it looks into the declarations of the package too. */
async function compiled(tsc, options, file) {
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const args = [tsc, "--noEmit", "--strict", "--target", "es2022", ...flags, file];
  return run(process.execPath, args, await packed.folder());
}
