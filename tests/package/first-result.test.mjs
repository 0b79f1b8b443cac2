// The first result of the package's README: in each runtime of its table, from the packed package,
// against the demo store; and a newcomer who has nothing but that README.
import assert from "node:assert/strict";
import { cp, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { BROWSERS, programOf } from "../browser/support/browsers.mjs";
import { shopValues, startDemoServer } from "../browser/support/demo-server.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { askRoute, missing as nextMissing } from "./bundlers/next.mjs";
import { BUN_FLAGS, bun, DENO_FLAGS, deno } from "./runtimes/command-line.mjs";
import { askFunction } from "./runtimes/edge-light.mjs";
import { packPackage } from "./support/clean-folder.mjs";
import { run, startsNot } from "./support/run.mjs";
import { page, serve } from "./support/site.mjs";
import { missing as browserMissing } from "./support/visit.mjs";
import { bundle, start, missing as workerdMissing } from "./support/workerd.mjs";

const require = createRequire(import.meta.url);
const FILES = fileURLToPath(new URL("first-result/", import.meta.url));
const TSC = join(require.resolve("typescript/package.json"), "../bin/tsc");
const NODE_TYPES = join(require.resolve("@types/node/package.json"), "..");

/** How the file of each runtime is run: its text goes out, what a user would see comes back. */
const RUNTIMES = {
  "node.mjs": { run: commandLine(() => [process.execPath]) },
  "deno.ts": {
    missing: () => startsNot(process.execPath, [deno()]),
    run: commandLine(() => [process.execPath, deno(), ...DENO_FLAGS, "--check", "--allow-env"]),
  },
  "bun.ts": { missing: () => startsNot(bun()), run: commandLine(() => [bun(), ...BUN_FLAGS]) },
  "cloudflare.ts": { missing: workerdMissing, run: askWorker },
  "vercel.ts": { run: askVercel },
  "next.mjs": { missing: nextMissing, run: askNext },
  "bundler.ts": { missing: () => browserMissing("Chromium"), run: visitBuilt },
  "browser.mjs": { missing: () => browserMissing("Firefox"), run: visitFiles },
};

let packed;
let store;
let expected;
let readme;

before(async () => {
  packed = await packPackage();
  store = await startDemoServer();
  const asked = "products?display=[id,name,price]&limit=3&sort=[id_ASC]&language=1";
  const [ids, names, prices] = await Promise.all(
    ["id", "language", "price"].map((element) => shopValues(store, asked, element)),
  );
  expected = ids.map((id, at) => `${id} ${names[at]} ${prices[at]}`);
  const installed = join(await packed.folder(null), "node_modules/@aismarttalk/prestashop");
  readme = await readFile(join(installed, "README.md"), "utf8");
});

after(async () => {
  await store?.stop();
  await packed?.remove();
});

const variables = () => ({ SHOP_URL: store.url, SHOP_KEY: store.keys.everything });

function commandLine(words) {
  return (folder, file) => {
    const [program, ...args] = words();
    const env = { ...variables(), DENO_DIR: join(folder, "deno"), NO_COLOR: "1" };
    return run(program, [...args, file], folder, env);
  };
}

async function askWorker(folder, file) {
  const output = join(folder, "out");
  const entry = join(folder, file);
  const server = await start(await bundle({ entry, output, variables: variables() }));
  try {
    return linesOf(await (await fetch(server.url)).text());
  } finally {
    await server.stop();
  }
}

/** Vercel calls the function that the file exports. */
async function askVercel(folder, file) {
  const entry = "calls-it.mjs";
  const calling = `addEventListener("fetch", (event) => event.respondWith(handler(event.request)));`;
  await writeFile(join(folder, entry), `import handler from "./${file}";\n${calling}\n`);
  return linesOf(await askFunction({ folder, entry, variables: variables() }));
}

/** Next finds a route by its place. The build knows no shop, as on a build server. */
async function askNext(folder, file) {
  await mkdir(join(folder, "app"));
  await rename(join(folder, file), join(folder, "app/route.js"));
  return linesOf(await askRoute({ folder, variables: variables() }));
}

const linesOf = (json) =>
  JSON.parse(json)
    .map((row) => row.join(" "))
    .join("\n");

async function visitBuilt(folder, file) {
  await writeFile(join(folder, "index.html"), page(file));
  await build({ configFile: false, logLevel: "error", root: folder, build: { target: "es2022" } });
  return visit("Chromium", join(folder, "dist"), "index.html");
}

function visitFiles(folder, file) {
  return visit("Firefox", folder, `${file}.html`);
}

/** Opens the page and answers its questions. */
async function visit(name, folder, path) {
  const site = await serve(folder, store.url);
  const browser = await BROWSERS[name].launch(programOf(BROWSERS[name]), { isDark: false });
  try {
    browser.answers.push(store.url, store.keys.everything);
    await browser.open(`${site.url}/${path}`);
    await browser.waitFor(() => document.body.innerText.includes("\n"));
    return await browser.evaluate(() => document.body.innerText);
  } finally {
    await browser.close();
    await site.close();
  }
}

/** What the README has a newcomer install besides. */
async function installNodeTypes(folder) {
  for (const [name, from] of [
    ["@types/node", NODE_TYPES],
    ["undici-types", join(require.resolve("undici-types/package.json"), "..")],
  ]) {
    await cp(from, join(folder, "node_modules", name), { recursive: true });
  }
}

/** What every first result asks for. */
const LIST = `shop.products.list({ limit: 3, display: ["id", "name", "price"] })`;
/** How a row begins that says what differs there. */
const ROWS = {
  "node.mjs": "Node",
  "deno.ts": "Deno",
  "bun.ts": "Bun",
  "cloudflare.ts": "Cloudflare",
  "vercel.ts": "Vercel",
  "next.mjs": "Next.js",
  "bundler.ts": "page with",
  "browser.mjs": "page without",
};

const firstSection = () => readme.split("\n## ").find((text) => text.startsWith("A first result"));

const rowsOf = (section) =>
  section
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1);

/** The code that the row of a file shows, without commands, other files and what is left to choose. */
async function differencesOf(file) {
  const row = rowsOf(firstSection()).find((line) => line.startsWith(`| ${ROWS[file]}`));
  assert.ok(row !== undefined, "the README has no row for it");
  const shown = [...row.split(" | ")[1].matchAll(/`([^`]+)`/g)].map(([, code]) => code);
  return shown.filter((code) => !/^(?:node|deno|bun) |^fetch$|runtime = "edge"/.test(code));
}

const inOneLine = (code) => code.replaceAll(/\s+/g, " ");

/** The blocks of the README, `{ language, code }`. */
const blocks = () =>
  [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({
    language,
    code,
  }));

for (const [file, { missing, run: runIt }] of Object.entries(RUNTIMES)) {
  test(`given the README's ${file}, then its ten lines print the first products`, async (t) => {
    const leftOut = await missing?.();
    if (leftOut !== undefined) {
      return leaveOut(t, leftOut);
    }
    const code = await readFile(join(FILES, file), "utf8");
    assert.ok(code.trimEnd().split("\n").length <= 10, "more than ten lines");
    assert.ok(code.includes(LIST), "it asks for something else");
    for (const said of await differencesOf(file)) {
      assert.ok(inOneLine(code).includes(inOneLine(said)), `it has no ${said}`);
    }
    const printed = await runIt(await packed.folder(FILES), file);
    assert.deepEqual(printed.trim().split("\n"), expected);
  });
}

test("given the files, then each has its runtime, and the README a row for it", async () => {
  assert.deepEqual((await readdir(FILES)).sort(), Object.keys(RUNTIMES).sort());
  assert.equal(blocks().filter(({ code }) => code.includes(LIST)).length, 1);
  const rows = rowsOf(firstSection());
  assert.equal(rows.length, Object.keys(RUNTIMES).length);
  console.log(`${rows.length} runtimes`);
});

test("given the files for bundlers, then tsc --strict finds nothing in them", async () => {
  const folder = await packed.folder(FILES);
  await installNodeTypes(folder);
  const options = {
    module: "esnext",
    moduleResolution: "bundler",
    target: "es2022",
    types: "node",
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const files = ["cloudflare.ts", "vercel.ts", "bundler.ts"];
  const args = [TSC, "--noEmit", "--strict", ...flags, ...files];
  assert.equal(await run(process.execPath, args, folder), "");
});

test("given an empty folder and the README, then a newcomer gets there, with strict types", async () => {
  const folder = await packed.folder(null);
  const lines = await readFile(join(FILES, "node.mjs"), "utf8");
  const { code } = blocks().find((block) => block.code === lines);
  const advice = blocks().find(({ language }) => language === "json");
  await writeFile(join(folder, "first.mts"), code);
  await writeFile(join(folder, "tsconfig.json"), advice.code);
  await installNodeTypes(folder);
  assert.equal(await run(process.execPath, [TSC, "--noEmit", "--strict"], folder), "");

  await run(process.execPath, [TSC], folder);
  const printed = await run(process.execPath, ["first.mjs"], folder, variables());
  assert.deepEqual(printed.trim().split("\n"), expected);

  // The types are there: a mistake is one.
  await writeFile(join(folder, "first.mts"), code.replace("name[", "nmae["));
  await assert.rejects(run(process.execPath, [TSC, "--noEmit", "--strict"], folder), /nmae/);
});
