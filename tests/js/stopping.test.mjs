// Signals and time limits: a call ends when its caller says so, wherever it stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { client, demoShop } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { startServer } from "./support/http-server.mjs";
import { eachCase } from "./support/table.mjs";

const SIZE = { products: 24, orders: 5, customers: 5 };
const HOUR = 3_600_000;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

async function first(rows) {
  for await (const row of rows) return row;
  return undefined;
}

/** Every way to ask, with a signal. */
const CALLS = [
  ["get", (shop, signal) => shop.products.get(1, { signal })],
  ["list", (shop, signal) => shop.products.list({ signal })],
  ["iterate", (shop, signal) => first(shop.products.iterate({ signal }))],
  ["access", (shop, signal) => shop.access({ signal })],
  ["run", (shop, signal) => shop.run("list_languages", {}, { signal })],
];

/** Counts rejections that nobody handles while `work` runs and a moment after. */
async function unhandledDuring(work) {
  let count = 0;
  const see = () => {
    count += 1;
  };
  process.on("unhandledRejection", see);
  await work();
  await turn();
  await turn();
  process.off("unhandledRejection", see);
  return count;
}

test("given a signal that fired before, then nothing is sent", () =>
  eachCase("calls", CALLS, async (call) => {
    const demo = demoShop(SIZE);
    await assertFails(call(client(demo), AbortSignal.abort()), "AbortedError");
    assert.equal(demo.log.length, 0);
  }));

test("given a signal that fires while the shop is silent, then the call and its fetch end", () =>
  eachCase("calls", CALLS, async (call) => {
    const controller = new AbortController();
    let fetched;
    const demo = demoShop(SIZE, {
      before: (_, init) => {
        fetched = init.signal;
        queueMicrotask(() => controller.abort());
        return new Promise(() => {});
      },
    });
    const shop = client(demo, { retries: 3, timeoutMs: HOUR });
    const error = await assertFails(call(shop, controller.signal), "AbortedError");
    assert.equal(error.retryable, false);
    assert.equal(demo.log.length, 1);
    assert.equal(fetched.aborted, true);
  }));

test("given a signal that fires between two tries, then the wait ends and nothing is sent again", async () => {
  const controller = new AbortController();
  const demo = demoShop(SIZE, {
    reshape: () => {
      setImmediate(() => controller.abort());
      return { status: 503, headers: { "Retry-After": "20" }, body: "" };
    },
  });
  const call = client(demo, { retries: 3 }).products.get(1, { signal: controller.signal });
  await assertFails(call, "AbortedError");
  assert.equal(demo.log.length, 1);
});

/** A body that comes byte by byte and never ends; `cancelled` resolves when nobody reads on. */
function dripping() {
  let tellCancelled;
  const cancelled = new Promise((resolve) => {
    tellCancelled = resolve;
  });
  let started;
  const reading = new Promise((resolve) => {
    started = resolve;
  });
  const source = {
    async pull(controller) {
      started();
      await turn();
      controller.enqueue(new Uint8Array([32]));
    },
    cancel: tellCancelled,
  };
  // Nothing is pulled before somebody reads.
  const body = new ReadableStream(source, { highWaterMark: 0 });
  return { body, reading, cancelled };
}

test("given a body that drips, then the time limit holds for it too, and the stream is let go", async () => {
  const { body, cancelled } = dripping();
  const shop = client({ fetch: async () => new Response(body) }, { timeoutMs: 50 });
  const error = await assertFails(shop.products.get(1), "TimeoutError");
  assert.equal(error.retryable, true);
  assert.match(error.message, /50 ms/);
  await cancelled;
});

test("given a signal that fires while a body drips, then the call ends and the stream is let go", async () => {
  const { body, reading, cancelled } = dripping();
  const controller = new AbortController();
  const shop = client({ fetch: async () => new Response(body) }, { timeoutMs: HOUR });
  const call = shop.products.get(1, { signal: controller.signal });
  await reading;
  controller.abort();
  await assertFails(call, "AbortedError");
  await cancelled;
});

/** What a server does instead of answering. */
const SILENT = [
  ["nothing", () => {}],
  ["headers only", (response) => response.writeHead(200).flushHeaders()],
  [
    "drips",
    (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(timer));
    },
  ],
];

test("given a server that never finishes, then the time limit ends the call and its connection", () =>
  eachCase("silent servers", SILENT, async (answer) => {
    const server = await startServer((_, response) => answer(response));
    try {
      const demo = { url: server.url, fetch: undefined, timeoutMs: 100 };
      await assertFails(client({}, demo).products.get(1), "TimeoutError");
      await server.closed;
      assert.equal(server.seen.length, 1);
    } finally {
      await server.stop();
    }
  }));

test("given a server that never finishes, then a signal ends the call and its connection", () =>
  eachCase("silent servers", SILENT, async (answer) => {
    const controller = new AbortController();
    const server = await startServer((_, response) => {
      answer(response);
      setImmediate(() => controller.abort());
    });
    try {
      const shop = client({}, { url: server.url, fetch: undefined, timeoutMs: HOUR });
      await assertFails(shop.products.get(1, { signal: controller.signal }), "AbortedError");
      await server.closed;
    } finally {
      await server.stop();
    }
  }));

test("given garbage that is collected while a server is silent, then its connection still ends", () =>
  eachCase("silent servers", SILENT, async (answer) => {
    const controller = new AbortController();
    const server = await startServer(async (_, response) => {
      answer(response);
      for (let round = 0; round < 3; round += 1) {
        collectGarbage();
        await turn();
      }
      controller.abort();
    });
    try {
      const shop = client({}, { url: server.url, fetch: undefined, timeoutMs: HOUR });
      await assertFails(shop.products.get(1, { signal: controller.signal }), "AbortedError");
      await server.closed;
    } finally {
      await server.stop();
    }
  }));

test("given a time limit, then it is tried again like a lost connection", async () => {
  let sent = 0;
  const demo = demoShop(SIZE, {
    before: () => {
      sent += 1;
      return sent === 1 ? new Promise(() => {}) : undefined;
    },
  });
  const product = await client(demo, { retries: 1, timeoutMs: 200 }).products.get(1);
  assert.equal(product.id, 1);
  assert.equal(sent, 2);
});

/** A fetch that heeds no signal, and what becomes of it after the call has ended. */
const LATE = [
  ["answers", (resolve) => resolve(new Response("late"))],
  ["fails", (_, reject) => reject(new Error("late"))],
  ["fails without an error", (_, reject) => reject(undefined)],
];

test("given a fetch that heeds no signal, then what it does later disturbs nobody", () =>
  eachCase("late ends", LATE, async (end) => {
    const controller = new AbortController();
    let settle;
    const late = new Promise((resolve, reject) => {
      settle = () => end(resolve, reject);
    });
    const shop = client({ fetch: () => late });
    const unhandled = await unhandledDuring(async () => {
      const call = shop.products.get(1, { signal: controller.signal });
      setImmediate(() => controller.abort());
      await assertFails(call, "AbortedError");
      settle();
      await turn();
    });
    assert.equal(unhandled, 0);
  }));

test("given a signal that never fires, then its listeners are gone when the call is over", async () => {
  const { signal } = new AbortController();
  let listening = 0;
  for (const [method, step] of [
    ["addEventListener", 1],
    ["removeEventListener", -1],
  ]) {
    const original = signal[method].bind(signal);
    signal[method] = (...args) => {
      listening += step;
      return original(...args);
    };
  }
  const shop = client(demoShop(SIZE));
  for (const [, call] of CALLS) await call(shop, signal);
  await turn();
  assert.equal(listening, 0);
});

test("given a call that ended well, then no timer keeps the process awake", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  await client(demoShop(SIZE), { timeoutMs: HOUR }).products.list();
  await turn();
  assert.equal(timers(), before);
});
