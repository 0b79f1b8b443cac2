// Pages that do not get the WebAssembly, in real browsers: the error names the address, what came,
// and the word that a policy lacks.
import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { BROWSERS, programOf } from "../browser/support/browsers.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { packPackage } from "./support/clean-folder.mjs";
import { serve } from "./support/site.mjs";
import { missing } from "./support/visit.mjs";

const FILE = "node_modules/@aismarttalk/prestashop/dist/wasm/prestashop_bg.wasm";
const SCRIPT = `
  import { ready } from "./${FILE.replace("wasm/prestashop_bg.wasm", "browser.js")}";
  globalThis.told = await ready().then(() => "fine", (error) => error.message);
`;

/** What is done to a site or its policy, and what the error must say. */
const CASES = {
  nothing: [{}, /^fine$/],
  "no 'wasm-unsafe-eval'": [
    { policy: { scripts: "" } },
    /Add 'wasm-unsafe-eval' to `script-src` of the page's Content-Security-Policy\./,
  ],
  "no 'self' in connect-src": [
    { policy: { connect: "" } },
    /add this address to `connect-src` of the page's Content-Security-Policy\./,
  ],
  "no file": [
    { adapt: (file) => rm(file) },
    /status 404 and application\/wasm, and is no WebAssembly/,
  ],
  "another file": [
    { adapt: (file) => writeFile(file, "<!doctype html>") },
    /status 200 and application\/wasm, and is no WebAssembly/,
  ],
  "a file that ends too early": [
    { adapt: (file) => writeFile(file, "\0asm\u0001\0\0\0\u0001") },
    /prestashop_bg\.wasm: .*(?:WebAssembly\.compile\(\)|wasm validation error)/,
  ],
};

let packed;

before(async () => {
  packed = await packPackage();
});

after(() => packed?.remove());

for (const browser of ["Chromium", "Firefox"]) {
  test(`given a page of ${browser} that gets no WebAssembly, then the error says why`, async (t) => {
    const leftOut = missing(browser);
    if (leftOut !== undefined) return leaveOut(t, leftOut);
    const opened = await BROWSERS[browser].launch(programOf(BROWSERS[browser]), { isDark: false });
    try {
      for (const [name, [{ policy, adapt }, expected]] of Object.entries(CASES)) {
        const told = await tell(opened, policy, adapt);
        assert.match(told.text, expected, name);
        if (told.text === "fine") continue;
        assert.ok(told.text.includes(` cannot be loaded from ${told.address}: `), told.text);
        assert.match(told.text, /`provide` of @aismarttalk\/prestashop\/custom\.$/, name);
      }
      console.log(`${Object.keys(CASES).length} pages in ${browser}`);
    } finally {
      await opened.close();
    }
  });
}

async function tell(browser, policy, adapt) {
  const folder = await packed.folder(null);
  await writeFile(join(folder, "page.mjs"), SCRIPT);
  await adapt?.(join(folder, FILE));
  const site = await serve(folder, "https://shop.example", policy);
  try {
    await browser.open(`${site.url}/page.mjs.html`);
    await browser.waitFor(() => globalThis.told !== undefined);
    const text = await browser.evaluate(() => globalThis.told);
    return { text, address: `${site.url}/${FILE}` };
  } finally {
    await site.close();
  }
}
