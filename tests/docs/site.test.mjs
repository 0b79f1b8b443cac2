// The site of `npm run docs`: groups, search, a playground, each page as Markdown, llms.txt.
import assert from "node:assert/strict";
import { access, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import { actions } from "@aismarttalk/prestashop";
import lunr from "lunr";
import { eachCase } from "../js/support/table.mjs";

const SITE = fileURLToPath(new URL("../../docs/dist/", import.meta.url));
const GROUPS = ["Start", "Actions", "Resources", "Errors", "Types"];

const read = (page) => readFile(join(SITE, page), "utf8");
const reference = JSON.parse(await read("reference.json"));
const all = await readdir(SITE, { recursive: true });
const isPage = (name) => !/^(?:assets|playground|hierarchy\.html)/.test(name);
const pages = all.filter((name) => name.endsWith(".html") && isPage(name));
const texts = all.filter((name) => name.endsWith(".md") && isPage(name));

test("given the reference, then its exports stand in the five groups, and once each", () => {
  const shown = reference.children.flatMap(({ groups = [] }) => groups.map(({ title }) => title));
  assert.deepEqual(
    shown.filter((title) => !GROUPS.includes(title)),
    [],
  );
  const [entry] = reference.children;
  assert.deepEqual(
    entry.groups.map(({ title }) => title),
    GROUPS,
  );
  const reused = reference.children.flatMap(({ children = [] }) =>
    children.filter(({ variant }) => variant === "reference"),
  );
  assert.deepEqual(reused, []);
  const groupOf = (name) =>
    entry.groups.find(({ children }) =>
      children.some((id) => entry.children.find((one) => one.id === id)?.name === name),
    )?.title;
  const where = ["PrestaShop", "ActionMap", "Product", "NotFoundError", "Exchange"].map(groupOf);
  assert.deepEqual(where, GROUPS);
});

test("given the guides, then each is a page of the site, and llms.txt names it", async () => {
  const guides = await readdir(new URL("../../docs/guide/", import.meta.url));
  const text = await read("llms.txt");
  assert.equal(reference.documents.length, guides.length);
  for (const { name } of reference.documents) assert.ok(text.includes(`[${name}](`), name);
  console.log(`${guides.length} guides`);
});

/** As the box on each page searches: words by the index, the last one also as a beginning. */
async function search() {
  const script = await read("assets/search.js");
  const [, packed] = /"([^"]+)"/.exec(script);
  const { rows, index } = JSON.parse(inflateSync(Buffer.from(packed, "base64")).toString());
  const found = lunr.Index.load(index);
  return (words) =>
    found.search(`${words} ${words}*`).map(({ ref }) => {
      const { name, parent = "" } = rows[Number(ref)];
      return `${parent}.${name}`;
    });
}

test("given a word, then the search finds what it is about", async () => {
  const find = await search();
  await eachCase(
    "searches",
    [
      ["tracking", "set_tracking_number"],
      ["parcel", "parcels"],
      ["cors", "NetworkError"],
      ["firewall", "BlockedError"],
      ["demoShop", "demoShop"],
      ["EdgeShop", "EdgeShop"],
      ["translate", "translate"],
    ].map(([words, expected]) => [words, words, expected]),
    (words, expected) => {
      const found = find(words).slice(0, 25);
      assert.ok(
        found.some((name) => name.endsWith(`.${expected}`)),
        found.join(" "),
      );
    },
  );
});

test("given the pages, then each is there as Markdown, and says where", async () => {
  for (const page of pages) {
    const text = page.replace(/\.html$/, ".md");
    assert.ok(texts.includes(text), page);
    const [, href] = /<link rel="alternate" type="text\/markdown" href="([^"]+)"/.exec(
      await read(page),
    );
    await access(join(SITE, dirname(page), href));
  }
  assert.equal(texts.length, pages.length);
  assert.ok(pages.length > 200);
  console.log(`${pages.length} pages`);
});

test("given the Markdown and llms.txt, then every link of theirs leads to a file", async () => {
  let count = 0;
  for (const page of [...texts, "llms.txt"]) {
    const prose = (await read(page)).replaceAll(/^```.*?^```$/gms, "");
    for (const [, target] of prose.matchAll(/\]\(((?!https?:|mailto:|#)[^)\s#]+)/g)) {
      await assert.doesNotReject(access(join(SITE, dirname(page), target)), `${page}: ${target}`);
      count += 1;
    }
  }
  assert.ok(count > 1_000);
  console.log(`${count} links`);
});

test("given llms.txt, then it names each entry, each export and each action", async () => {
  const text = await read("llms.txt");
  const names = reference.children.flatMap(({ name, children = [] }) => [
    name,
    ...children.map((child) => child.name),
  ]);
  for (const name of [...names, ...actions.map((one) => one.name)]) {
    assert.ok(text.includes(`[${name}](`), name);
  }
  assert.match(text, /^# .+\n\n> .+/);
  console.log(`${names.length} names and ${actions.length} actions`);
});

test("given the playground, then it is the console, with all that its page names", async () => {
  const page = await read("playground/index.html");
  const named = [...page.matchAll(/(?:src|href)="(\.?\/?assets\/[^"]+)"/g)];
  assert.ok(named.length > 0);
  for (const [, file] of named) await access(join(SITE, "playground", file));
  assert.match(await read("index.html"), /href="\.\/playground\/index\.html"/);
});
