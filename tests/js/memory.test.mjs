// iterate in a big shop: one page and the one ahead at a time, and memory that stays as it is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { PrestaShop } from "@aismarttalk/prestashop";
import { startDemoServer } from "./support/demo-server.mjs";
import { client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { watchInstances } from "./support/instances.mjs";
import { watchedShop } from "./support/watched-shop.mjs";

const PRODUCTS = 20_000;
const PAGE_SIZE = 100;
const PAGES = PRODUCTS / PAGE_SIZE;
/** What may come to the JavaScript heap: above the noise of the engine, far below what is leaked. */
const HEAP_MARGIN = 3_000_000;
/** Two steps of the allocator, for calls that happen to be under way together. */
const WASM_MARGIN = 256 << 10;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const started = watchInstances();
const wasmBytes = () => started.at(-1).exports.memory.buffer.byteLength;

const heapBytes = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

let store;

before(async () => {
  // One of the first products belongs to another shop.
  store = await startDemoServer("--products", String(PRODUCTS + 1), "--orders", "20");
});

after(() => store?.stop());

// First, because memory is never given back: after the big pages below there is room for leaks.
test("given thousands of exchanges, then none leaves anything behind", async () => {
  const [first, last] = [1000, 5000];
  const demo = demoShop();
  const shop = client(demo);
  let wasm;
  let heap;
  for (let exchange = 1; exchange <= last; exchange += 1) {
    await shop.languages.get(1, { display: ["id"] });
    demo.log.length = 0;
    if (exchange === first) [wasm, heap] = [wasmBytes(), heapBytes()];
  }
  assert.equal(wasmBytes(), wasm);
  const grown = heapBytes() - heap;
  assert.ok(grown < HEAP_MARGIN, `the heap grew by ${grown} bytes`);
  console.log(`${last} exchanges: ${wasm / 1024} KiB of wasm memory, heap ${grown} bytes more`);
});

test("given a fetch that never settles, then stopped calls leave nothing behind", async () => {
  const WAYS = [
    ["no response", () => new Promise(() => {})],
    [
      "no body",
      async () => ({ status: 200, headers: {}, arrayBuffer: () => new Promise(() => {}) }),
    ],
    [
      "no piece",
      async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })),
    ],
  ];
  for (const [name, fetch] of WAYS) {
    const shop = client({ fetch }, { timeoutMs: 1, retries: 0 });
    let wasm;
    for (let round = 1; round <= 80; round += 1) {
      const calls = Array.from({ length: 100 }, () =>
        shop.products.get(1).catch(({ kind }) => kind),
      );
      assert.deepEqual([...new Set(await Promise.all(calls))], ["timeout"], name);
      if (round === 20) wasm = wasmBytes();
    }
    // It grows in steps; a hundred bytes of each call would be five of them.
    assert.ok(wasmBytes() - wasm <= WASM_MARGIN, `${name}: ${wasmBytes() - wasm} bytes`);
  }
  console.log(`8000 calls each of ${WAYS.length} functions`);
});

/** What is asked of each product, small pages before large ones for the reason above. */
const WALKS = [
  ["three fields", ["id", "name", "price"]],
  ["every field, about 11 kB of XML", "full"],
];

for (const [title, display] of WALKS) {
  test(`given ${PRODUCTS} products with ${title}, then one page and the one ahead are held`, async () => {
    const watched = await watchedShop(store.url);
    try {
      const shop = new PrestaShop({ url: watched.url, key: KEYS.everything, retries: 0 });
      const rows = shop.products.iterate({ display, pageSize: PAGE_SIZE });
      const seen = await walk(rows, watched);
      check(seen, watched);
      const megabytes = (watched.bytes / 1e6).toFixed(0);
      const heap = Math.max(...seen.heap) - seen.heap[0];
      console.log(
        `${seen.taken} products, ${watched.requests.length} requests, ${megabytes} MB of XML: ` +
          `${seen.wasm[0] / 1024} KiB of wasm memory, heap at most ${heap} bytes more`,
      );
    } finally {
      await watched.stop();
    }
  });
}

/**
 * Takes every row; at the first of a page waits until the page ahead is answered, as a slow
 * consumer does, so that whatever else would be asked for is.
 */
async function walk(rows, watched) {
  const seen = { taken: 0, wasm: [], heap: [] };
  let lastId = 0;
  for await (const row of rows) {
    assert.ok(row.id > lastId, `${row.id} behind ${lastId}`);
    lastId = row.id;
    seen.taken += 1;
    watched.taken = seen.taken;
    const page = Math.ceil(seen.taken / PAGE_SIZE);
    if (seen.taken % PAGE_SIZE === 1) {
      await watched.answered(page + 1);
      await turn();
      // Collecting takes longer than all the rest: now and then is enough.
      if (page % 10 === 0) seen.heap.push(heapBytes());
    }
    if (page > 1 && seen.taken % PAGE_SIZE === 0) seen.wasm.push(wasmBytes());
  }
  return seen;
}

function check({ taken, wasm, heap }, { requests, mostAtOnce }) {
  assert.equal(taken, PRODUCTS);
  // The last page is full, so that one more is asked for.
  assert.equal(requests.length, PAGES + 1);
  assert.equal(mostAtOnce, 1);
  for (const [page, takenBefore] of requests.entries()) {
    const least = Math.max(0, page - 1) * PAGE_SIZE;
    assert.ok(takenBefore >= least, `page ${page + 1} after ${takenBefore} rows, not ${least}`);
  }
  assert.deepEqual([...new Set(wasm)], [wasm[0]], "the wasm memory grew after the second page");
  const grown = Math.max(...heap) - heap[0];
  assert.ok(grown < HEAP_MARGIN, `the heap grew by ${grown} bytes`);
}
