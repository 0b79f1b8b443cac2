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

const CONDITIONS = ["types", "workerd", "edge-light", "deno", "bun", "node", "browser", "default"];

let packed;
let manifest;

before(async () => {
  packed = await packPackage();
  manifest = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
});

after(() => packed?.remove());

test("given the tarball, then it holds the licences, the built files and nothing besides", () => {
  const belongs =
    /^(LICENSE-APACHE|LICENSE-MIT|README\.md|package\.json|dist\/.+\.(js|d\.ts|wasm))$/;
  assert.deepEqual(
    packed.files.filter((file) => !belongs.test(file)),
    [],
  );
  for (const file of ["LICENSE-APACHE", "LICENSE-MIT", "README.md"]) {
    assert.ok(packed.files.includes(file), file);
  }
  assert.equal(packed.files.filter((file) => file.endsWith(".wasm")).length, 1);
  console.log(`${packed.files.length} files`);
});

test("given package.json, then nothing runs on install and nothing else is installed", () => {
  for (const word of ["scripts", "dependencies", "optionalDependencies", "peerDependencies"]) {
    assert.equal(manifest[word], undefined, word);
  }
});

test("given the exports, then every runtime has its condition, in the order that decides", () => {
  assert.deepEqual(Object.keys(manifest.exports["."]), CONDITIONS);
  for (const [name, target] of Object.entries(manifest.exports)) {
    if (typeof target === "object") assert.equal(Object.keys(target)[0], "types", name);
  }
});

test("given an entry, then a bundler may not drop its side effect", () => {
  const { types, ...entries } = manifest.exports["."];
  assert.deepEqual([...new Set(Object.values(entries))].sort(), [...manifest.sideEffects].sort());
});

test("given publint, then it has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: PACKAGE, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, manifest)),
    [],
  );
});

test("given Are The Types Wrong, then they are right wherever exports are understood", async () => {
  // Node takes modules by `require` since 20.19, which this rule does not know; a test runs it.
  const args = ["--profile", "node16", "--ignore-rules", "cjs-resolves-to-esm", "--no-color"];
  const printed = await run(process.execPath, [ATTW, packed.tarball, ...args], PACKAGE);
  // It ends in failure where it finds a problem; this is the row of an entry that it went through.
  assert.match(printed, /prestashop\/custom" +│ 🟢/);
});

for (const [module, moduleResolution] of [
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
]) {
  test(`given a newcomer's file, then tsc --strict finds nothing with ${moduleResolution}`, async () => {
    const folder = await packed.folder();
    const options = { module, moduleResolution, target: "es2022", lib: "es2022,dom,dom.iterable" };
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const args = [TSC, "--noEmit", "--strict", "--types", "", ...flags, "types.ts"];
    assert.equal(await run(process.execPath, args, folder), "");
  });
}
