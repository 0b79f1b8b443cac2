/** Runs in the page: reads lists, and watches how long the page is held up meanwhile. */

import { PrestaShop, ready } from "@aismarttalk/prestashop";

const memories = [];
WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(made, given) {
    const instance = new made(...given);
    if (instance.exports.memory) memories.push(instance.exports.memory);
    return instance;
  },
});

globalThis.list = async () => {
  await ready();
  const shop = new PrestaShop({ url: location.origin, key: "A".repeat(32) });
  return watch(async () => (await shop.products.list()).length);
};
globalThis.bytes = () =>
  watch(async () => {
    await (await fetch("/api/products")).arrayBuffer();
    return null;
  });
globalThis.memory = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
globalThis.isReady = true;

/** The longest time between two turns of a page that asks for the next one all the time. */
async function watch(work) {
  const { port1, port2 } = new MessageChannel();
  const blocks = [];
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    blocks.push(now - last);
    last = now;
    port2.postMessage(null);
  };
  const tasks = [];
  const observer = new PerformanceObserver((seen) => tasks.push(...seen.getEntries()));
  observer.observe({ entryTypes: ["longtask"] });
  port2.postMessage(null);
  const start = performance.now();
  const count = await work();
  const took = performance.now() - start;
  // What is observed is told a moment later.
  await new Promise((resolve) => setTimeout(resolve, 100));
  port1.close();
  observer.disconnect();
  return {
    count,
    took,
    longest: blocks.reduce((most, block) => Math.max(most, block), 0),
    longtask: tasks.reduce((most, { duration }) => Math.max(most, duration), 0),
  };
}
