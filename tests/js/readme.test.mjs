// The examples of both READMEs and the guides: they compile as they stand, and run against the demo store. The
// first results for each runtime are run in theirs, by tests/package/first-result.test.mjs, and those
// for a framework with it, by tests/adapters/newcomer.test.mjs.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startEdge } from "../browser/support/edge-worker.mjs";
import { startDemoServer } from "./support/demo-server.mjs";
import { KEYS } from "./support/demo-shop.mjs";
import { eachCase } from "./support/table.mjs";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TSC = join(ROOT, "node_modules/typescript/bin/tsc");
const VITEST = join(ROOT, "node_modules/vitest/vitest.mjs");
const ELSEWHERE = [join(ROOT, "tests/package/first-result"), join(ROOT, "www/examples")];
const GUIDES = "docs/guide";
const guides = (await readdir(join(ROOT, GUIDES))).map((file) => `${GUIDES}/${file}`);
const READMES = ["README.md", "pkg/README.md", ...guides];
const ADDRESS = "https://shop.example";
const KEY = "YOUR0WEBSERVICE0KEY0GOES0HERE000";
const WORKER = "https://worker.example";
const TOKEN = "YOUR-TOKEN";

/** As the worker of the tests calls the keys of the demo store. */
const WORKER_KEYS = { "shop 1": KEYS.shop1, "shop 2": KEYS.shop2, everything: KEYS.everything };

const PROJECT = {
  compilerOptions: {
    strict: true,
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"],
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    // MSW declares a WebSocket that is not that of TypeScript 7.
    skipLibCheck: true,
    rootDir: ".",
    outDir: "run",
  },
  include: ["*.ts"],
};

let folder;
let store;
let edge;
let blocks;

before(async () => {
  store = await startDemoServer();
  edge = await startEdge({ url: store.url, keys: WORKER_KEYS }, "https://dashboard.example");
  // Inside the repository, so that the package is found the way a user's project finds it.
  const parent = join(ROOT, "target");
  await mkdir(parent, { recursive: true });
  folder = await mkdtemp(join(parent, "readme-"));
  const elsewhere = (await Promise.all(ELSEWHERE.map(codeIn))).flat();
  blocks = (await Promise.all(READMES.map(blocksOf)))
    .flat()
    .filter(({ code }) => !elsewhere.includes(code));
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(PROJECT));
  for (const { file, code } of blocks) {
    const mine = code
      .replaceAll(ADDRESS, store.url)
      .replaceAll(KEY, KEYS.shop1)
      .replaceAll(WORKER, edge.url)
      .replaceAll(TOKEN, edge.tokens.writer);
    await writeFile(join(folder, `${file}.ts`), mine);
  }
});

after(async () => {
  await edge?.stop();
  await store?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

/** The code below a folder, file by file. */
async function codeIn(parent) {
  const files = await readdir(parent, { recursive: true });
  const code = files.filter((file) => /\.(ts|mjs|js)$/.test(file) && !/node_modules/.test(file));
  return Promise.all(code.map((file) => readFile(join(parent, file), "utf8")));
}

/** Vitest runs its tests itself, and finds them by their names. */
const isOfVitest = (code) => code.includes('from "vitest"');

/** A block of code, and what it says to print. */
const CODE =
  /^```(?:ts|js|typescript|javascript)\n(.*?)^```$(?:\n\nIt prints:\n\n```text\n(.*?)^```$)?/gms;

/** The blocks of a README that are code: `{ file, title, code, printed }`. */
async function blocksOf(readme) {
  const text = await readFile(join(ROOT, readme), "utf8");
  return [...text.matchAll(CODE)].map(([, code, printed], at) => ({
    file: `${readme.replace(/\W/g, "-").toLowerCase()}-${at + 1}${isOfVitest(code) ? ".test" : ""}`,
    title: `block ${at + 1} of ${readme}`,
    code,
    printed,
  }));
}

test("given the READMEs, then each shows code, with the address and the key to be replaced", () => {
  for (const readme of READMES.slice(0, 2)) {
    assert.ok(
      blocks.some(({ title }) => title.endsWith(` of ${readme}`)),
      readme,
    );
  }
  for (const { title, code } of blocks) {
    assert.match(code, /@aismarttalk\/prestashop/, title);
    assert.doesNotMatch(code, /\b(?!YOUR0WEBSERVICE0KEY0GOES0HERE000)[A-Z0-9]{32}\b/, title);
  }
});

/** Without what is wrong in the declarations of other packages, as those of MSW with newer libraries. */
const withoutForeign = (found) => found.replaceAll(/^node_modules\/.*\n(?: .*\n)*/gm, "");

test("given the blocks, then the compiler finds nothing in them", async () => {
  const { stdout } = await run(process.execPath, [TSC, "--project", folder]).catch(
    (failed) => failed,
  );
  assert.equal(withoutForeign(stdout).replaceAll(folder, ""), "");
  console.log(`${blocks.length} blocks compiled`);
});

test("given the demo store, then each block runs to its end and prints what it found", () =>
  eachCase(
    "blocks run",
    blocks.map(({ title, file, code, printed }) => [title, file, code, printed]),
    async (file, code, printed) => {
      const path = join(folder, "run", `${file}.js`);
      const line = isOfVitest(code) ? [VITEST, "run", "--root", join(folder, "run"), path] : [path];
      const { stdout } = await run(process.execPath, line);
      assert.ok(stdout.trim().length > 0, "it prints nothing");
      if (printed !== undefined) assert.equal(stdout, printed);
      assert.doesNotMatch(stdout, /undefined|NaN|\[object Object\]/);
      assert.ok(!stdout.includes(KEYS.shop1));
    },
  ));
