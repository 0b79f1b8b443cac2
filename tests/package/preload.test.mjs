// What the READMEs say about the WebAssembly of a page: its sizes, and the line that preloads it, in
// real browsers, from a folder as it stands and from what Vite makes of it.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";
import { BROWSERS, programOf } from "../browser/support/browsers.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { packPackage } from "./support/clean-folder.mjs";
import { serve } from "./support/site.mjs";
import { missing } from "./support/visit.mjs";

const PACKAGE = "node_modules/@aismarttalk/prestashop";
const READMES = ["README.md", "docs/guide/pages.md"];
/** How far a size in the READMEs may be from that of the module. */
const TOLERANCE = 0.1;
const SIZES = /(\d+) kB: (\d+) kB with gzip, (\d+) kB with brotli/g;
/** In the order in which the READMEs tell them. */
const MODULES = ["prestashop_bg.wasm", "exchange_bg.wasm"];
const SCRIPT = (entry) => `
  import { ready } from "${entry}";
  await ready();
  globalThis.loaded = performance.getEntriesByType("resource")
    .filter(({ name }) => name.endsWith(".wasm"))
    .map(({ initiatorType }) => initiatorType);
`;

let packed;
/** The README's line as it stands, and the page without it. */
let links;

before(async () => {
  packed = await packPackage();
  const readme = await readFile(new URL("../../docs/guide/pages.md", import.meta.url), "utf8");
  const [, link] = /^```html\n(<link\s+rel="preload".*?\/>)\n```$/ms.exec(readme);
  links = { preloads: [link, ["link"]], "does not preload": ["", ["fetch"]] };
});

after(() => packed?.remove());

const SITES = {
  "a folder as it stands": (link) => folderWith(link, `./${PACKAGE}/dist/browser.js`),
  "what Vite builds": async (link) => {
    const root = await folderWith(link, "@aismarttalk/prestashop");
    await build({ configFile: false, logLevel: "error", root, build: { target: "es2022" } });
    return join(root, "dist");
  },
};

for (const browser of ["Chromium", "Firefox"]) {
  test(`given a page of ${browser} that preloads, then the WebAssembly is downloaded once`, async (t) => {
    const leftOut = missing(browser);
    if (leftOut !== undefined) return leaveOut(t, leftOut);
    const opened = await BROWSERS[browser].launch(programOf(BROWSERS[browser]), { isDark: false });
    let pages = 0;
    try {
      for (const [place, make] of Object.entries(SITES)) {
        for (const [what, [link, expected]] of Object.entries(links)) {
          const { loaded, requested } = await visit(opened, await make(link));
          assert.deepEqual(loaded, expected, `${place}, ${what}`);
          assert.equal(requested, 1, `${place}, ${what}`);
          pages += 1;
        }
      }
      console.log(`${pages} pages in ${browser}`);
    } finally {
      await opened.close();
    }
  });
}

test("given the modules, then the READMEs tell their sizes", async () => {
  const folder = new URL("../../pkg/dist/wasm/", import.meta.url);
  const modules = await Promise.all(MODULES.map((file) => readFile(new URL(file, folder))));
  const sizes = modules.map((bytes) => [bytes, gzipSync(bytes), brotliCompressSync(bytes)]);
  for (const readme of READMES) {
    const text = await readFile(new URL(`../../${readme}`, import.meta.url), "utf8");
    const told = [...text.replaceAll("\n", " ").matchAll(SIZES)];
    assert.equal(told.length, MODULES.length, `${readme} tells the sizes of each file`);
    for (const [at, [, ...said]] of told.entries()) {
      const real = sizes[at].map(({ length }) => length / 1_000);
      const isNear = said.every((size, form) => Math.abs(size / real[form] - 1) <= TOLERANCE);
      const is = real.map((size) => size.toFixed(0)).join(", ");
      assert.ok(isNear, `${readme} says ${said} kB of ${MODULES[at]}: raw, gzip, brotli are ${is}`);
    }
  }
  console.log(`${MODULES.length} modules in ${READMES.length} READMEs`);
});

async function folderWith(link, entry) {
  const folder = await packed.folder(null);
  await writeFile(join(folder, "page.mjs"), SCRIPT(entry));
  const script = '<script type="module" src="./page.mjs"></script>';
  const page = `<!doctype html><html lang="en"><head><title>A page</title>${link}</head>${script}</html>`;
  await writeFile(join(folder, "index.html"), page);
  return folder;
}

async function visit(browser, folder) {
  const site = await serve(folder, "https://shop.example");
  try {
    await browser.open(`${site.url}/index.html`);
    await browser.waitFor(() => globalThis.loaded !== undefined);
    const loaded = await browser.evaluate(() => globalThis.loaded);
    const requested = site.requested.filter((path) => path.endsWith(".wasm")).length;
    return { loaded, requested };
  } finally {
    await site.close();
  }
}
