// fetch: what it is given, what it may answer, and redirects that nobody follows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { startServer } from "./support/http-server.mjs";
import { eachCase } from "./support/table.mjs";

const USER_AGENT =
  "aismarttalk-prestashop (+https://www.npmjs.com/package/@aismarttalk/prestashop)";
const SIZE = { products: 24, orders: 5, customers: 5 };

test("given a fetch of the user's, then it gets an address and what to send", async () => {
  const calls = [];
  const demo = demoShop(SIZE);
  const fetch = function (...args) {
    calls.push({ receiver: this, args });
    return demo.fetch(...args);
  };
  await client({ fetch }).products.get(1);
  const [{ receiver, args }] = calls;
  assert.equal(receiver, undefined);
  assert.equal(args.length, 2);
  const [url, init] = args;
  assert.equal(url, `${ADDRESS}/api/products/1`);
  const { signal, ...rest } = init;
  assert.ok(signal instanceof AbortSignal);
  assert.deepEqual(rest, {
    method: "GET",
    headers: {
      Authorization: `Basic ${btoa(`${KEYS.everything}:`)}`,
      "User-Agent": USER_AGENT,
    },
    redirect: "manual",
  });
});

test("given a redirect, then it is told and the target sees no request", () =>
  eachCase(
    "redirects",
    [301, 302, 303, 307, 308].map((status) => [String(status), status]),
    async (status) => {
      const target = await startServer((_, response) => response.end("stolen"));
      const shop = await startServer((_, response) => {
        response.writeHead(status, { Location: `${target.url}/api/products/1` }).end();
      });
      try {
        const options = { url: shop.url, fetch: undefined, retries: 3 };
        const error = await assertFails(client({}, options).products.get(1), "WrongAddressError");
        assert.equal(error.status, status);
        assert.ok(error.hint.includes(target.url), error.hint);
        assert.equal(target.seen.length, 0);
        assert.equal(shop.seen.length, 1);
      } finally {
        await Promise.all([target.stop(), shop.stop()]);
      }
    },
  ));

test("given the runtime's own fetch, then the server sees what the shop needs and no more", async () => {
  const demo = demoShop(SIZE);
  const server = await startServer((request, response) => {
    const { status, headers, body } = demo.send("GET", request.url, request.headers);
    response.writeHead(status, headers).end(body);
  });
  try {
    const product = await client({}, { url: server.url, fetch: undefined }).products.get(1);
    assert.equal(product.id, 1);
    const [{ method, url, headers }] = server.seen;
    assert.equal(method, "GET");
    assert.equal(url, "/api/products/1");
    assert.equal(headers.authorization, `Basic ${btoa(`${KEYS.everything}:`)}`);
    assert.equal(headers["content-type"], undefined);
    assert.equal(headers["output-format"], undefined);
  } finally {
    await server.stop();
  }
});

const nothing = async () => undefined;

/** Functions that fail or answer nonsense, as hand-made ones do. */
const FETCHES = [
  [
    "throws an Error",
    () => {
      throw new Error("broken");
    },
    "NetworkError",
  ],
  [
    "throws a text",
    () => {
      throw "broken";
    },
    "NetworkError",
  ],
  [
    "throws undefined",
    () => {
      throw undefined;
    },
    "NetworkError",
  ],
  [
    "rejects with an Error",
    async () => {
      throw new Error("broken");
    },
    "NetworkError",
  ],
  ["rejects with a text", () => Promise.reject("broken"), "NetworkError"],
  ["rejects with null", () => Promise.reject(null), "NetworkError"],
  ["rejects with a number", () => Promise.reject(42), "NetworkError"],
  ["rejects with a Proxy", () => Promise.reject(trap()), "NetworkError"],
  ["answers undefined", nothing, "NetworkError"],
  ["answers null", async () => null, "NetworkError"],
  ["answers a text", async () => "<prestashop/>", "NetworkError"],
  ["answers no promise", () => 42, "NetworkError"],
  ["answers an empty object", async () => ({}), "NetworkError"],
  ["answers a Proxy", async () => trap(), "NetworkError"],
  ["has a body of texts", async () => new Response(textStream()), "NetworkError"],
  ["has a body that fails", async () => new Response(failingStream()), "NetworkError"],
  ["has a body that was read", readAlready, "NetworkError"],
  [
    "has a body of another kind",
    async () => ({ status: 200, arrayBuffer: async () => "x" }),
    "NetworkError",
  ],
  ["is a network error", async () => Response.error(), "WrongAddressError"],
];

function trap() {
  const refuse = () => {
    throw new Error("trapped");
  };
  return new Proxy({}, { get: (_, name) => (name === "then" ? undefined : refuse()) });
}

function textStream() {
  return new ReadableStream({ start: (controller) => controller.enqueue("text") });
}

function streamOf(bytes) {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

function failingStream() {
  return new ReadableStream({
    pull: (controller) => controller.error(new Error("cut")),
    cancel: () => Promise.reject(new Error("cannot be cancelled")),
  });
}

async function readAlready() {
  const response = new Response("<prestashop/>");
  await response.text();
  return response;
}

test("given a fetch that fails or answers nonsense, then the error is one of ours", async () => {
  let unhandled = 0;
  const count = () => {
    unhandled += 1;
  };
  process.on("unhandledRejection", count);
  await eachCase("odd fetch functions", FETCHES, async (fetch, name) => {
    const error = await assertFails(client({ fetch }).products.get(1), name);
    assert.match(error.request.url, /products\/1$/);
  });
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", count);
  assert.equal(unhandled, 0);
});

test("given responses that are not of this runtime's class, then they are read all the same", async () => {
  const demo = demoShop(SIZE);
  const { body } = demo.send("GET", `${ADDRESS}/api/products/1?ws_key=${KEYS.everything}`);
  const buffer = body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength);
  const elsewhere = new (runInNewContext("Uint8Array"))(body);
  const shapes = [
    ["an ArrayBuffer", { status: 200, headers: new Map(), arrayBuffer: async () => buffer }],
    ["bytes", { status: 200, headers: new Headers(), arrayBuffer: () => body }],
    ["no headers", { status: 200, arrayBuffer: async () => buffer }],
    ["a stream", { status: 200, headers: new Headers(), body: new Blob([body]).stream() }],
    // As in the jsdom of a test runner, which has such classes of its own.
    ["an ArrayBuffer of another realm", { status: 200, arrayBuffer: async () => elsewhere.buffer }],
    ["bytes of another realm", { status: 200, arrayBuffer: () => elsewhere }],
    ["a stream of another realm's bytes", { status: 200, body: streamOf(elsewhere) }],
  ];
  await eachCase("hand-made responses", shapes, async (response) => {
    const product = await client({ fetch: async () => response }).products.get(1);
    assert.equal(product.id, 1);
  });
});

test("given a hand-made response with its headers in a plain object, then they are read", async () => {
  const headers = { "Retry-After": "7", "PSWS-Version": "8.2.1" };
  const fetch = async () => ({ status: 429, headers, arrayBuffer: async () => new ArrayBuffer(0) });
  const shop = client({ fetch });
  const error = await assertFails(shop.products.get(1), "RateLimitedError");
  assert.equal(error.retryAfterMs, 7000);
  assert.equal(shop.version, "8.2.1");
});

/** The demo store's faults that reading has to stand, and what comes of them. */
const FAULTS = [
  ["bom", null],
  ["newline", null],
  ["echo", null],
  ["notice", null],
  ["control-characters", null],
  ["html-503", "ServerError"],
  ["html-200", "WrongAddressError"],
  ["fatal-200", "ServerError"],
  ["empty-500", "ServerError"],
  ["redirect", "WrongAddressError"],
  ["disabled", "WebserviceDisabledError"],
  ["no-authorization", "AuthenticationError"],
  ["truncated", "MalformedResponseError"],
  ["json", "MalformedResponseError"],
];

test("given a fault of the host, then the value is right or the error is", () =>
  eachCase(
    "faults",
    FAULTS.map(([fault, name]) => [fault, fault, name]),
    async (fault, name) => {
      const shop = client(demoShop(SIZE), { url: `${ADDRESS}/~${fault}` });
      if (name !== null) return assertFails(shop.languages.list(), name);
      const codes = (await shop.languages.list()).map(({ iso_code }) => iso_code.slice(0, 2));
      return assert.deepEqual(codes, ["en", "fr", "de", "ar"]);
    },
  ));

test("given an answer of 64 MB, then it is read; one without end is stopped at the limit", async () => {
  const demo = demoShop(SIZE);
  const shop = client(demo, { url: `${ADDRESS}/~huge`, timeoutMs: 600_000 });
  assert.equal((await shop.languages.list()).length, 4);

  const block = new Uint8Array(1 << 20).fill(32);
  const server = await startServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/xml" });
    const more = () => {
      while (!response.destroyed && response.write(block));
    };
    response.on("drain", more);
    more();
  });
  try {
    const options = { url: server.url, fetch: undefined, timeoutMs: 600_000 };
    const error = await assertFails(client({}, options).products.get(1), "MalformedResponseError");
    assert.match(error.message, /bytes/);
    await server.closed;
  } finally {
    await server.stop();
  }
});

/** Content types that say something else than the body is. */
const TYPES = ["text/html", "application/json", "application/octet-stream", "image/png", ""];

test("given a wrong content type, then the document counts", () =>
  eachCase(
    "content types",
    TYPES.map((type) => [type || "none", type]),
    async (type) => {
      const demo = demoShop(SIZE, {
        reshape: (sent) => ({ ...sent, headers: { "Content-Type": type } }),
      });
      assert.equal((await client(demo).products.get(1)).id, 1);
    },
  ));

test("given an observer that fails, then what it watches does not", async () => {
  const observers = [
    () => {
      throw new Error("observer");
    },
    () => Promise.reject(new Error("observer")),
  ];
  let unhandled = 0;
  const count = () => {
    unhandled += 1;
  };
  process.on("unhandledRejection", count);
  for (const onExchange of observers) {
    assert.equal((await client(demoShop(SIZE), { onExchange }).products.get(1)).id, 1);
  }
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", count);
  assert.equal(unhandled, 0);
});
