/** The page, and a shop whose list arrives at once or as fast as a line carries it. */

import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Bytes of a millisecond at 10 Mbit/s. */
const BYTES_PER_MS = 10_000_000 / 8 / 1_000;
const TICK_MS = 4;
const SCRIPT = fileURLToPath(new URL("./page.mjs", import.meta.url));
const PAGE =
  '<!doctype html><html lang="en"><title>Arriving</title><script type="module" src="/page.js"></script></html>';

/** `{ url, answer, close }`: `answer` is set to what the shop answers next, `{ body, isSlow }`. */
export async function serve() {
  const files = await bundle();
  const site = { answer: null };
  const server = createServer((request, response) => {
    if (request.url.startsWith("/api/products")) {
      const { body, isSlow } = site.answer;
      const type = "text/xml;charset=utf-8";
      response.writeHead(200, { "Content-Type": type, "PSWS-Version": "8.2.1" });
      return isSlow ? drip(response, body) : response.end(body);
    }
    const { type, content } = files[request.url] ?? { type: "text/html", content: PAGE };
    return response.writeHead(200, { "Content-Type": type }).end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  site.url = `http://127.0.0.1:${server.address().port}`;
  site.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return site;
}

async function drip(response, body) {
  const start = performance.now();
  for (let sent = 0; sent < body.length && !response.destroyed; ) {
    const due = Math.floor((performance.now() - start) * BYTES_PER_MS);
    if (due > sent) response.write(body.subarray(sent, due));
    sent = Math.max(sent, due);
    await sleep(TICK_MS);
  }
  response.end();
}

/** What Vite makes of the page, by path. */
async function bundle() {
  const { output } = await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("../..", import.meta.url)),
    build: {
      write: false,
      target: "es2022",
      assetsInlineLimit: 0,
      rollupOptions: { input: SCRIPT, output: { entryFileNames: "page.js" } },
    },
  });
  return Object.fromEntries(
    output.map(({ fileName, code, source }) => [
      `/${fileName}`,
      {
        type: fileName.endsWith(".wasm") ? "application/wasm" : "text/javascript",
        content: code ?? source,
      },
    ]),
  );
}
