/** One way to read a list, in a process of its own: what it needs at most, and what its rows keep. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const [contender, url] = process.argv.slice(2);
const key = "YOUR0WEBSERVICE0KEY0GOES0HERE000";

/** The memories of the WebAssembly that is started here. */
const memories = [];
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(made, given) {
    const instance = new made(...given);
    if (instance.exports.memory) memories.push(instance.exports.memory);
    return instance;
  },
});

/** Each prepared before the first byte is asked for, then run. */
const CONTENDERS = {
  body: async () => async () => (await fetch(`${url}/xml`)).arrayBuffer(),
  json: async () => async () => (await fetch(`${url}/json`)).json(),
  list: async () => {
    const { PrestaShop, ready } = await import("@aismarttalk/prestashop");
    await ready();
    const shop = new PrestaShop({ url, key });
    return () => shop.products.list();
  },
  parseResponse: async () => {
    const { parseResponse, ready } = await import("@aismarttalk/prestashop");
    await ready();
    return async () => {
      const { status, headers, body } = await whole(`${url}/xml`);
      return parseResponse(
        { resource: "products", query: { display: "full" } },
        { status, headers, body },
      );
    };
  },
  "fast-xml-parser": async () => {
    const { XMLParser } = await import("fast-xml-parser");
    const parser = new XMLParser({ ignoreAttributes: false });
    return async () => {
      const text = await (await fetch(`${url}/xml`)).text();
      return parser.parse(text).prestashop.products.product;
    };
  },
};

const run = await CONTENDERS[contender]();
await (await fetch(`${url}/empty`)).text();
collectGarbage();
const before = process.memoryUsage();
const { maxRSS } = process.resourceUsage();
const rows = await run();
const peak = process.resourceUsage().maxRSS;
collectGarbage();
const kept = process.memoryUsage().heapUsed - before.heapUsed;
console.log(
  JSON.stringify({
    // Where the peak was before, nothing can be said of what came after.
    peak: peak > maxRSS ? peak * 1024 - before.rss : 0,
    kept,
    wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    count: rows.length ?? null,
  }),
);

async function whole(address) {
  const response = await fetch(address);
  const body = await response.arrayBuffer();
  return { status: response.status, headers: response.headers, body };
}
