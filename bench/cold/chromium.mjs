/** Chromium: a page as Vite builds it, in a new browser each time. */

import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { BROWSERS, programOf } from "../../tests/browser/support/browsers.mjs";
import { page, serve } from "../../tests/package/support/site.mjs";
import { missing as missingBrowser } from "../../tests/package/support/visit.mjs";

export const missing = () => missingBrowser("Chromium");
export const TITLE = "Chromium";
export const HOLDS =
  "from `await import` in a page to the object: modules and WebAssembly from a local server, " +
  "compiled, preflight and request";

const APP = fileURLToPath(new URL("./apps/page.mjs", import.meta.url));

export async function prepare(contender, question) {
  const root = await mkdtemp(join(tmpdir(), "prestashop-cold-"));
  await cp(APP, join(root, "page.mjs"));
  await writeFile(join(root, "index.html"), page("page.mjs"));
  await build({
    configFile: false,
    logLevel: "error",
    root,
    resolve: { alias: { contender: fileURLToPath(contender) } },
    build: { target: "es2022" },
  });
  const site = await serve(join(root, "dist"), new URL(question.get("url")).origin);
  const close = async () => {
    await site.close();
    await rm(root, { recursive: true, maxRetries: 5 });
  };
  return { once: () => visit(`${site.url}/index.html?${question}`), close };
}

async function visit(url) {
  const browser = await BROWSERS.Chromium.launch(programOf(BROWSERS.Chromium), { isDark: false });
  try {
    await browser.open(url);
    await browser
      .waitFor(() => globalThis.measured !== undefined)
      .catch((error) => {
        throw new Error([error.message, ...browser.complaints].join("\n"));
      });
    return await browser.evaluate(() => globalThis.measured);
  } finally {
    await browser.close();
  }
}
