/**
 * 1,000 full products while they arrive in Chromium, over 10 Mbit/s and at once: how long the page is
 * held up at the most, and how much WebAssembly memory there is in the end.
 */

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseResponse } from "@aismarttalk/prestashop";
import { build } from "vite";
import { BROWSERS, programOf } from "../../tests/browser/support/browsers.mjs";
import { drawLists } from "../lists/draw.mjs";

const COUNT = 1_000;
/** Bytes of a millisecond at 10 Mbit/s. */
const BYTES_PER_MS = 10_000_000 / 8 / 1000;
const TICK_MS = 4;
/** The part of an address that makes the line slow. */
const SLOW = "/slow";

const program = programOf(BROWSERS.Chromium);
if (program === null) {
  console.log("\nLists while they arrive: skipped, there is no Chromium");
} else {
  await measure();
}

async function measure() {
  const files = await bundle();
  let body;
  let json;
  const server = createServer((request, response) => {
    const { url } = request;
    if (url.includes("/api/products")) return send(response, url, "text/xml;charset=utf-8", body);
    if (url.endsWith("/json")) return send(response, url, "application/json", json);
    const [type, content] = files.get(url) ?? ["text/html", PAGE];
    return response.writeHead(200, { "Content-Type": type }).end(content);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `http://127.0.0.1:${server.address().port}`;
  const { bodies, told } = drawLists("products", [COUNT], { host });
  body = bodies.get(COUNT);
  const values = parseResponse({ resource: "products" }, { status: 200, headers: {}, body });
  json = Buffer.from(JSON.stringify(values));
  const browser = await BROWSERS.Chromium.launch(program, { isDark: false, isBare: true });
  try {
    await browser.open(host);
    await browser.waitFor(() => globalThis.isLoaded === true);
    const list = (path) => globalThis.list(path);
    const parsed = (path) => globalThis.json(path);
    const megabytes = (body.length / 1e6).toFixed(1);
    console.log(`\n${COUNT} full ${told} while they arrive in Chromium: ${megabytes} MB`);
    console.log(`${"".padEnd(36)}longest block     long task          took`);
    await row("10 Mbit/s, this package", SLOW, list);
    const memory = await browser.evaluate(() => globalThis.memory());
    await row("10 Mbit/s, response.json()", SLOW, parsed);
    await row("at once, this package", "", list);
    await row("at once, response.json()", "", parsed);
    console.log(`WebAssembly memory behind the first list: ${(memory / 1e6).toFixed(1)} MB`);
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }

  async function row(name, path, work) {
    const { count, longest, longtask, took } = await browser.evaluate(work, path);
    assert.equal(count, COUNT, name);
    const task = longtask === 0 ? "none" : `${longtask.toFixed(0)} ms`;
    const figures = [`${longest.toFixed(1)} ms`, task, `${took.toFixed(0)} ms`];
    console.log(name.padEnd(36) + figures.map((one) => one.padStart(13)).join(" "));
  }
}

/** At once, or as a line of 10 Mbit/s does. */
async function send(response, url, type, content) {
  response.writeHead(200, { "Content-Type": type, "PSWS-Version": "8.2.1" });
  const start = performance.now();
  for (let sent = 0; url.startsWith(SLOW) && sent < content.length; ) {
    const due = Math.floor((performance.now() - start) * BYTES_PER_MS);
    response.write(content.subarray(sent, due));
    sent = due;
    await sleep(TICK_MS);
  }
  response.end(url.startsWith(SLOW) ? undefined : content);
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title>
<script type="module" src="/page.js"></script>`;

/** What the page loads, by path. */
async function bundle() {
  const { output } = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      assetsInlineLimit: 0,
      rollupOptions: {
        input: fileURLToPath(new URL("./page.mjs", import.meta.url)),
        preserveEntrySignatures: false,
        output: { entryFileNames: "page.js" },
      },
    },
  });
  return new Map(
    output.map(({ fileName, code, source }) => [
      `/${fileName}`,
      [fileName.endsWith(".wasm") ? "application/wasm" : "text/javascript", code ?? source],
    ]),
  );
}
