// In an empty folder, with the tarball and its README alone: a test, a page, a Server Action and an
// agent's tools. The code is that of the README's blocks; each is typed, run and timed.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { BROWSERS, programOf } from "../browser/support/browsers.mjs";
import { shopValues, startDemoServer } from "../browser/support/demo-server.mjs";
import { startEdge } from "../browser/support/edge-worker.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { eachCase } from "../js/support/table.mjs";
import {
  build,
  install as installNext,
  missing as nextMissing,
  start,
} from "../package/bundlers/next.mjs";
import { run } from "../package/support/run.mjs";
import { serve } from "../package/support/site.mjs";
import { missing as browserMissing } from "../package/support/visit.mjs";
import { converse } from "./support/agents/ai-sdk.mjs";
import { EXAMPLES, install } from "./support/example-folder.mjs";
import { arrive, checkTypes, follow, stopwatch, write } from "./support/newcomer.mjs";
import { sendForm } from "./support/next-form.mjs";
import { blocksOf } from "./support/readme-files.mjs";

let newcomer;
let store;

before(async () => {
  const watch = stopwatch();
  [newcomer, store] = await Promise.all([arrive(), startDemoServer()]);
  watch.lap("packed and installed in");
  console.log(watch.told());
});

after(async () => {
  await store?.stop();
  await newcomer?.remove();
});

const shopVariables = () => ({ SHOP_URL: store.url, SHOP_KEY: store.keys.everything });

/** For a program of Node, with the settings that the README advises. */
async function prepareForNode(folder) {
  await write(folder, "package.json", JSON.stringify({ type: "module" }));
  await write(folder, "tsconfig.json", newcomer.settings);
}

test("given the README, then a first test is typed, passes, and fails for another price", async () => {
  const watch = stopwatch();
  const folder = await newcomer.folder();
  const { code } = blocksOf(newcomer.section("Testing")).find((one) =>
    one.code.includes('"node:test"'),
  );
  assert.match(code, /@aismarttalk\/prestashop\/testing/);
  await prepareForNode(folder);
  await write(folder, "first.test.ts", code);
  await install(folder, ["@types/node"]);
  await checkTypes(folder, "first.test.ts", ["demo.changes()", "demo.chnages()"]);
  watch.lap("a first test: types");
  // Not as a part of this test run.
  const runIt = () =>
    run(process.execPath, ["--test", "first.test.js"], folder, { NODE_TEST_CONTEXT: undefined });
  assert.match(await runIt(), /pass [1-9]\d*\n.*fail 0\n/s);
  watch.lap("run");
  const built = await readFile(join(folder, "first.test.js"), "utf8");
  await write(folder, "first.test.js", built.replace("24.900000", "24.910000"));
  await assert.rejects(runIt(), /24\.910000/);
  console.log(watch.told());
});

test("given the README, then a React page shows the worker's orders, and its errors", async (t) => {
  const leftOut = browserMissing("Chromium");
  if (leftOut !== undefined) return leaveOut(t, leftOut);
  const watch = stopwatch();
  const folder = await newcomer.folder();
  // The worker has to know the page's address, and the page that of the worker.
  const site = await serve(join(folder, "dist"), "http://127.0.0.1:*");
  const edge = await startEdge(store, site.url);
  try {
    const change = (text) =>
      text.replace("https://worker.example", edge.url).replace("YOUR-TOKEN", edge.tokens.reader);
    const files = await follow(newcomer.section("A page with React"), folder, "tanstack-query", {
      change,
    });
    const page = files.find((file) => file.endsWith(".tsx"));
    await checkTypes(folder, page, ['"find_orders", {', '"find_orders", { lmit: 2,']);
    watch.lap("a React page: types");
    await run(process.execPath, ["node_modules/vite/bin/vite.js", "build"], folder);
    watch.lap("build");
    const asked = "orders?display=[reference]&sort=[id_DESC]&limit=20";
    const references = await shopValues(store, asked, "reference");
    const shown = await shownAt(site.url, references.length);
    assert.deepEqual(shown.match(/^[A-Z]+(?=:)/gm), references);
    watch.lap("run");
    console.log(watch.told());
    await replaceIn(join(folder, "dist/assets"), edge.tokens.reader, "nobody");
    assert.match(await shownAt(site.url, 1), /token/i);
  } finally {
    await edge.stop();
    await site.close();
  }
});

/** What the page shows, once it has as many paragraphs. */
async function shownAt(url, count) {
  const browser = await BROWSERS.Chromium.launch(programOf(BROWSERS.Chromium), { isDark: false });
  try {
    await browser.open(`${url}/index.html`);
    const isThere = (wanted) => document.querySelectorAll("main p").length >= wanted;
    await browser.waitFor(isThere, count).catch((error) => {
      throw new Error([error.message, ...browser.complaints].join("\n"));
    });
    return await browser.evaluate(() => document.querySelector("main").innerText);
  } finally {
    await browser.close();
  }
}

/** Replaces a text in each file of a folder. */
async function replaceIn(folder, from, to) {
  for (const file of await readdir(folder)) {
    const text = await readFile(join(folder, file), "utf8");
    await write(folder, file, text.replaceAll(from, to));
  }
}

/** What is typed into the form, and what the page says of it. */
const FORMS = [
  ["a new price", { id: "5", price: "31.40" }, /^Saved\.$/],
  ["the same price", { id: "5", price: "31.40" }, /already/],
  ["no price", { id: "5", price: "a lot" }, /price/],
  ["a product that is not there", { id: "99999", price: "1" }, /no such record|99999/],
];

test("given the README, then a Server Action of Next.js saves, and says what is wrong", async (t) => {
  const leftOut = nextMissing();
  if (leftOut !== undefined) return leaveOut(t, leftOut);
  const watch = stopwatch();
  const folder = await newcomer.folder();
  const given = ["next", "react", "react-dom"];
  await follow(newcomer.section("A Server Action in Next.js"), folder, "next", { given });
  await write(folder, "package.json", JSON.stringify({ private: true }));
  // The route of the example is built beside it, because a build takes long.
  const route = "app/products/route.ts";
  await write(folder, route, await readFile(join(EXAMPLES, "next", route), "utf8"));
  await installNext(folder, { withTypes: true });
  await build(folder);
  watch.lap("a Server Action: types and build");
  const server = await start(folder, "start", shopVariables());
  try {
    await eachCase("forms sent", FORMS, async (fields, says) => {
      const told = await sendForm(server.url, fields);
      assert.match(told, says);
      assert.ok(!told.includes(store.keys.everything), "the key is on the page");
    });
    const [price] = await shopValues(store, "products?display=[price]&filter[id]=[5]", "price");
    assert.equal(price, "31.400000");
    const { products } = await (await fetch(`${server.url}/products?words=tea`)).json();
    assert.ok(products.length > 0 && products.every(({ id, name }) => id > 0 && name.length > 0));
    watch.lap("run");
  } finally {
    await server.stop();
  }
  await checkTypes(folder, "app/actions.ts", ["saved.written", "saved.writen"]);
  console.log(watch.told());
});

test("given the README, then tools of the AI SDK read, and write what a person approves", async () => {
  const watch = stopwatch();
  const folder = await newcomer.folder();
  await prepareForNode(folder);
  await follow(newcomer.section("Tools for an agent"), folder, "ai-sdk");
  await install(folder, ["@types/node"]);
  await checkTypes(folder, "shop-tools.ts", [
    "annotations.readOnlyHint",
    "annotations.readOnlyHnit",
  ]);
  watch.lap("tools of the AI SDK: types");
  const { shopTools } = await import(pathToFileURL(join(folder, "shop-tools.js")).href);
  const entry = join(folder, "node_modules/@aismarttalk/prestashop/dist/node.js");
  const { PrestaShop } = await import(pathToFileURL(entry).href);
  const shop = new PrestaShop({ url: store.url, key: store.keys.everything });
  const noteOf = async () =>
    (await shopValues(store, "customers?display=[note]&filter[id]=[4]", "note"))[0];
  const talk = (name, input, approves) =>
    converse({ tools: shopTools(shop), call: { name, input }, approves });
  assert.match((await talk("get_product", { id: 5 })).told, /"id":5/);
  await talk("update_customer", { id: 4, note: "Declined." }, false);
  assert.notEqual(await noteOf(), "Declined.");
  await talk("update_customer", { id: 4, note: "Approved." }, true);
  assert.equal(await noteOf(), "Approved.");
  watch.lap("run");
  console.log(watch.told());
});
