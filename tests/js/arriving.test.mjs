// Lists that are read while they arrive: in any pieces, cut, stopped, and of any size.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { client, demoShop } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { watchInstances } from "./support/instances.mjs";
import { seedOf } from "./support/made-shop.mjs";
import { eachCase } from "./support/table.mjs";

const SIZE = { products: 60, orders: 40, customers: 30 };
/** Memory of wasm while a list of any size is read: pieces, and rows that are not handed on yet. */
const MOST_WASM = 4 << 20;

const started = watchInstances();
const wasmBytes = () => started.at(-1).exports.memory.buffer.byteLength;

/** Pieces of a body, as a stream: each of the size that `next` says. */
function streamOf(body, next, behind = (controller) => controller.close()) {
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= body.length) return behind(controller);
      const to = Math.min(body.length, from + next());
      controller.enqueue(body.slice(from, to));
      from = to;
    },
  });
}

/** A fetch of a demo store whose answers come in pieces. */
function inPieces(demo, next, behind) {
  return async (url, init) => {
    const { status, headers, body } = demo.send(init.method, url, init.headers, init.body);
    demo.log.push(url);
    return new Response(streamOf(body, next, behind), { status, headers });
  };
}

/** The same without a stream: its body is read as a whole. */
const whole = (demo) => async (url, init) => {
  const { status, headers, body } = demo.send(init.method, url, init.headers, init.body);
  return { status, headers, arrayBuffer: async () => body.slice().buffer };
};

const QUESTIONS = [
  ["products", {}],
  ["products", { filter: { active: true } }],
  ["products", { filter: { active: true }, limit: 5, offset: 2 }],
  ["orders", { sort: "date_add_DESC" }],
  ["customers", { display: ["id", "email"] }],
  ["addresses", {}],
];

async function all(rows) {
  const found = [];
  for await (const row of rows) found.push(row);
  return found;
}

/** A list without an end in memory: the same record with another id, again and again. */
function manyProducts(demo, count) {
  const { headers, body } = demo.send("GET", "/api/products?display=full&filter[id]=30", {
    Authorization: `Basic ${btoa("DEMO0KEY0FOR0EVERYTHING000000003:")}`,
  });
  const text = new TextDecoder().decode(body);
  const start = text.indexOf("<product>");
  const end = text.lastIndexOf("</product>") + "</product>".length;
  const one = text.slice(start, end);
  const encoder = new TextEncoder();
  let id = 0;
  let bytes = 0;
  const stream = () =>
    new ReadableStream({
      pull(controller) {
        const texts = [];
        if (id === 0) texts.push(text.slice(0, start));
        for (let at = 0; at < 8 && id < count; at += 1) {
          id += 1;
          texts.push(one.replace("[30]", `[${id}]`));
        }
        if (id >= count) texts.push(text.slice(end));
        const piece = encoder.encode(texts.join(""));
        bytes += piece.length;
        controller.enqueue(piece);
        if (id >= count) controller.close();
      },
    });
  return { fetch: async () => new Response(stream(), { headers }), bytes: () => bytes };
}

// First, because memory is never given back: whole bodies need more of it.
test("given a list of any length, then wasm holds a part of it, and others get their turn", async () => {
  const demo = demoShop(SIZE);
  await client(demo).products.get(30);
  const before = wasmBytes();
  const many = manyProducts(demo, 3_000);
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 1);
  const rows = await client(demo, { fetch: many.fetch }).products.list();
  clearInterval(ticking);
  assert.equal(rows.length, 3_000);
  assert.deepEqual([rows[0].id, rows.at(-1).id], [1, 3_000]);
  const grown = wasmBytes() - before;
  console.log(`${many.bytes()} bytes: wasm grew by ${grown}, and a timer fired ${turns} times`);
  assert.ok(grown <= MOST_WASM, `wasm grew by ${grown} bytes`);
  assert.ok(turns >= 2, `a timer fired ${turns} times`);
});

test("given any pieces, then lists and pages are those of the whole bodies", async () => {
  const seed = seedOf();
  console.log(`SEED=${seed}`);
  let state = seed;
  const drawn = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return 1 + ((state >>> 8) % 70_000);
  };
  const demo = demoShop(SIZE);
  const plain = client(demo, { fetch: whole(demo) });
  const ways = [
    ["small pieces", () => 997],
    ["large pieces", () => 10 << 20],
    ["pieces of any size", drawn],
  ];
  await eachCase("ways", ways, async (next) => {
    const shop = client(demo, { fetch: inPieces(demo, next) });
    for (const [resource, query] of QUESTIONS) {
      const [one, other] = [shop, plain].map((one) => one.resource(resource));
      assert.deepEqual(await one.list(query), await other.list(query), resource);
      const { limit, offset, sort, ...pages } = query;
      const [found, expected] = await Promise.all(
        [one, other].map((one) => all(one.iterate({ ...pages, pageSize: 40 }))),
      );
      assert.deepEqual(found, expected, resource);
    }
  });
});

test("given a body that breaks off, then the list is read again, and nothing comes twice", async () => {
  const demo = demoShop(SIZE);
  const expected = await client(demo, { fetch: whole(demo) }).products.list();
  let failures = 2;
  const cut = async (url, init) => {
    const { status, headers, body } = demo.send(init.method, url, init.headers, init.body);
    failures -= 1;
    const stream =
      failures < 0
        ? streamOf(body, () => 30_000)
        : streamOf(
            body.slice(0, Math.floor(body.length * 0.9)),
            () => 30_000,
            (controller) => controller.error(new TypeError("terminated")),
          );
    return new Response(stream, { status, headers });
  };
  assert.deepEqual(await client(demo, { fetch: cut, retries: 2 }).products.list(), expected);
  assert.equal(failures, -1);
});

test("given a body that does not end well, then the list fails as its whole does", async () => {
  const demo = demoShop(SIZE);
  const changes = [
    ["no end", (text) => text.slice(0, -60)],
    ["a second document", (text) => `${text}<prestashop/>`],
    [
      "a record twice as long",
      (text) => text.replace(/<\/product>(?=[\s\S]{1,9000}$)/, "<id/></product>"),
    ],
    ["a byte that is no text", (text) => text, (body) => body.fill(0xff, -9_000, -8_990)],
    ["an element of its own", (text) => text.replace("</products>", "<order/></products>")],
  ];
  await eachCase("bodies", changes, async (change, spoil = (body) => body) => {
    const { status, headers, body } = demo.send("GET", "/api/products?display=full", {
      Authorization: `Basic ${btoa("DEMO0KEY0FOR0EVERYTHING000000003:")}`,
    });
    const changed = spoil(new TextEncoder().encode(change(new TextDecoder().decode(body))));
    const failureOf = async (response) => {
      const shop = client(demo, { fetch: async () => response });
      return shop.products.list().then(
        () => assert.fail("it was read"),
        ({ name, kind, message, hint, retryable }) => ({ name, kind, message, hint, retryable }),
      );
    };
    const pieces = new Response(
      streamOf(changed, () => 20_000),
      { status, headers },
    );
    const asWhole = { status, headers, arrayBuffer: async () => changed.slice().buffer };
    assert.deepEqual(await failureOf(pieces), await failureOf(asWhole));
  });
});

test("given a body that never ends, then the limit and the signal end it, and its stream", async () => {
  const demo = demoShop(SIZE);
  let cancelled = 0;
  const endless = async (url, init) => {
    const { status, headers, body } = demo.send(init.method, url, init.headers, init.body);
    const start = body.slice(0, body.lastIndexOf(60, body.length - 40));
    let from = 0;
    const stream = new ReadableStream({
      async pull(controller) {
        await turn();
        const piece = from < start.length ? start.slice(from, from + 50_000) : start.slice(-9_000);
        controller.enqueue(new Uint8Array(piece));
        from += 50_000;
      },
      cancel() {
        cancelled += 1;
      },
    });
    return new Response(stream, { status, headers });
  };
  const limited = client(demo, { fetch: endless, maxAnswerBytes: 2_000_000 });
  await assertFails(limited.products.list(), "MalformedResponseError");
  const controller = new AbortController();
  const stopped = client(demo, { fetch: endless }).products.list({ signal: controller.signal });
  setTimeout(() => controller.abort(), 30);
  await assertFails(stopped, "AbortedError");
  await turn();
  assert.equal(cancelled, 2);
});

test("given pieces whose buffer is handed on meanwhile, then the list fails and is not short", async () => {
  const demo = demoShop(SIZE);
  const { headers, body } = demo.send("GET", "/api/products?display=full", {
    Authorization: `Basic ${btoa("DEMO0KEY0FOR0EVERYTHING000000003:")}`,
  });
  const given = [];
  let from = 0;
  const stream = new ReadableStream({
    pull(controller) {
      for (const piece of given.splice(0))
        structuredClone(piece.buffer, { transfer: [piece.buffer] });
      if (from >= body.length) return controller.close();
      const piece = body.slice(from, from + 30_000);
      from += 30_000;
      given.push(piece);
      controller.enqueue(piece);
    },
  });
  const shop = client(demo, { fetch: async () => new Response(stream, { headers }) });
  await assert.rejects(shop.products.list(), ({ kind }) =>
    ["network", "malformed_response"].includes(kind),
  );
});
