/** What runs in the page: how long it is held up while a list arrives. */

import { PrestaShop, ready } from "@aismarttalk/prestashop";

const memories = [];
for (const name of ["instantiate", "instantiateStreaming"]) {
  const given = WebAssembly[name];
  WebAssembly[name] = async (...values) => {
    const made = await given(...values);
    memories.push((made.instance ?? made).exports.memory);
    return made;
  };
}

/** The longest time between two turns of a page that asks for the next one at once. */
async function watched(work) {
  const { port1, port2 } = new MessageChannel();
  const tasks = [];
  const seen = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  seen.observe({ entryTypes: ["longtask"] });
  let longest = 0;
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  const start = last;
  const count = await work();
  const took = performance.now() - start;
  // Long tasks are told a little later.
  await new Promise((resolve) => setTimeout(resolve, 100));
  port1.close();
  seen.disconnect();
  return { count, longest, took, longtask: Math.max(0, ...tasks.map((task) => task.duration)) };
}

globalThis.list = async (path) => {
  await ready();
  const shop = new PrestaShop({ url: location.origin + path, key: "A".repeat(32) });
  return watched(async () => (await shop.products.list()).length);
};

/** The same body as JSON of the same values, as any page reads it. */
globalThis.json = (path) =>
  watched(async () => (await (await fetch(`${location.origin}${path}/json`)).json()).length);

globalThis.memory = () => Math.max(0, ...memories.map(({ buffer }) => buffer.byteLength));
globalThis.isLoaded = true;
