// What whoever runs the worker sees of it: its log, its traces, and whether it can work.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { trace } from "@opentelemetry/api";
import { load } from "./support/here.mjs";
import { createWorker, journaled, PACKAGE_ACTIONS } from "./support/journaled.mjs";
import { COMMAND_LINE } from "./support/runtimes/command-line.mjs";

const { hintForCallers, visibleJson, readTraceparent } = await load(
  "hints.ts",
  "mcp/visible.ts",
  "tracing/traceparent.ts",
);

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";
const KEY_LIKE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

const requestsIn = (lines) => lines.filter((line) => "route" in line);
const failuresIn = (lines) => lines.filter((line) => "failed" in line);

test("given an error that nobody expected, then the log has its name, message and stack, masked", async (t) => {
  const [action] = PACKAGE_ACTIONS.filter(({ name }) => name === "get_product");
  const broken = {
    ...action,
    run: async () => {
      throw new RangeError(`no room for jane@shop.example and ${KEY_LIKE}`);
    },
  };
  const edge = await journaled(
    t,
    {},
    {
      actions: PACKAGE_ACTIONS.map((one) => (one === action ? broken : one)),
    },
  );
  const { status, body } = await edge.run("get_product", { id: 5 });
  assert.equal(`${status} ${body.kind}`, "500 internal");
  assert.ok(!body.detail.includes("no room"));
  const [failure] = failuresIn(edge.lines);
  assert.equal(`urn:uuid:${failure.request}`, body.instance);
  assert.equal(failure.failed, "worker");
  assert.equal(failure.error.name, "RangeError");
  assert.equal(failure.error.message, "no room for *** and ***");
  assert.match(failure.error.stack[0], /^at /);
});

test("given a store that fails, then the log says which, and the caller no more than that", async (t) => {
  const journal = {
    get: async () => Promise.reject(new Error("journal gone")),
    put: async () => Promise.reject(new Error("journal gone")),
    delete: async () => {},
    list: async () => ({ keys: [], list_complete: true }),
  };
  const host = {
    rateLimiter: { limit: async () => Promise.reject(new Error("limiter gone")) },
    cache: {
      match: async () => Promise.reject(new Error("cache gone")),
      put: async () => Promise.reject(new Error("cache gone")),
    },
  };
  const edge = await journaled(t, { JOURNAL_KV: journal }, { host });
  const input = { id: 5, name: "Another name", language: "en" };
  const { body } = await edge.run("update_product_content", input);
  assert.equal(`${body.kind} ${body.saved}`, "journal_unwritable no");
  const failed = failuresIn(edge.lines);
  for (const part of ["journal", "rate_limiter", "cache"]) {
    const line = failed.find((one) => one.failed === part);
    assert.match(line?.error.message ?? "no line", / gone$/, part);
  }
});

test("given a write, then its line has the record, the change, what was saved, and its trace", async (t) => {
  const edge = await journaled(t);
  const input = { id: 5, name: "Another name", language: "en" };
  const { id } = await edge.run("update_product_content", input);
  await edge.run("update_product_content", { ...input, preview: true });
  await edge.run("get_product", { id: 5 });
  await edge.run("get_product", { id: "none" });
  const [written, previewed, read, refused] = requestsIn(edge.lines);
  assert.equal(written.change, id);
  assert.deepEqual(
    [written, previewed, read, refused].map(({ record, saved, change }) => [
      record,
      saved,
      change === null,
    ]),
    [
      ["products/5", "yes", false],
      ["products/5", "no", true],
      [null, "no", true],
      [null, "no", true],
    ],
  );
  assert.match(written.trace, /^[0-9a-f]{32}$/);
});

const TRACEPARENTS = [
  ["a version 00", `00-${TRACE}-${SPAN}-01`, TRACE],
  ["a later version with more fields", `cc-${TRACE}-${SPAN}-01-what-else`, TRACE],
  ["a version 00 with more fields", `00-${TRACE}-${SPAN}-01-what-else`, undefined],
  ["the version that is none", `ff-${TRACE}-${SPAN}-01`, undefined],
  ["a trace of zeros", `00-${"0".repeat(32)}-${SPAN}-01`, undefined],
  ["a span of zeros", `00-${TRACE}-${"0".repeat(16)}-01`, undefined],
  ["capitals", `00-${TRACE.toUpperCase()}-${SPAN}-01`, undefined],
  ["another text", "hello", undefined],
  ["nothing", null, undefined],
];

test("given a traceparent, then a right one is read and a wrong one counts as none", (t) => {
  for (const [what, header, traceId] of TRACEPARENTS) {
    assert.equal(readTraceparent(header)?.traceId, traceId, what);
  }
  t.diagnostic(`${TRACEPARENTS.length} headers`);
});

test("given a trace, then the shop's requests and the log belong to it, each a span of its own", async (t) => {
  const edge = await journaled(t);
  const seen = [];
  edge.shop.before = async ({ headers }) => void seen.push(headers.traceparent);
  const traceparent = `00-${TRACE}-${SPAN}-01`;
  await edge.fetch("/v1/sites/one/actions/get_product", "writer", {
    method: "POST",
    headers: { traceparent, "Content-Type": "application/json" },
    body: JSON.stringify({ id: 5 }),
  });
  assert.ok(seen.length >= 1);
  const spans = seen.map((header) => readTraceparent(header));
  for (const span of spans) assert.deepEqual([span.traceId, span.isSampled], [TRACE, true]);
  assert.equal(new Set([SPAN, ...spans.map(({ spanId }) => spanId)]).size, seen.length + 1);
  assert.equal(requestsIn(edge.lines).at(-1).trace, TRACE);
});

test("given OpenTelemetry is set up, then it records the request and what went to the shop", async (t) => {
  const ended = [];
  const tracer = recorder(ended);
  trace.setGlobalTracerProvider({ getTracer: () => tracer });
  t.after(() => trace.disable());
  const edge = await journaled(t);
  const traceparent = `00-${TRACE}-${SPAN}-01`;
  await edge.fetch("/v1/sites/one/access", "writer", { headers: { traceparent } });
  const [shop, server] = [ended[0], ended.at(-1)];
  assert.equal(server.name, "GET");
  assert.equal(server.attributes["http.route"], "/v1/sites/:site/access");
  assert.equal(server.attributes["http.response.status_code"], 200);
  assert.equal(server.parent, SPAN);
  assert.equal(shop.name, "GET shop");
  assert.equal(shop.parent, server.spanId);
  assert.ok(!JSON.stringify(ended).includes(edge.shop.url));
});

/** The part of a tracer that a deployment sets up. */
function recorder(ended) {
  let made = 0;
  return {
    startSpan: (name, _, context) => {
      made += 1;
      const spanId = String(made).padStart(16, "a");
      const attributes = {};
      const parent = trace.getSpanContext(context)?.spanId;
      return {
        spanContext: () => ({ traceId: TRACE, spanId, traceFlags: 1 }),
        setAttributes: (given) => Object.assign(attributes, given),
        setStatus: () => {},
        end: () => ended.push({ name, spanId, parent, attributes }),
      };
    },
  };
}

test("given a store that is gone, then /readyz says so by its name, and /healthz that the worker lives", async (t) => {
  const journal = {
    get: async () => null,
    put: async () => {},
    delete: async () => {},
    list: async () => Promise.reject(new Error("gone")),
  };
  const edge = await journaled(t, { JOURNAL_KV: journal });
  const ready = await edge.fetch("/readyz", "writer");
  assert.equal(ready.status, 503);
  const { ok, checks } = await ready.json();
  assert.deepEqual({ ok, checks }, { ok: false, checks: { sites: "ok", journal: "failed" } });
  assert.equal((await edge.fetch("/healthz", "writer")).status, 200);
});

test("given no token is configured, then /readyz says no", async () => {
  const response = await createWorker({})(new Request("https://worker.example/readyz"));
  assert.equal(response.status, 503);
});

const STARTS = [
  ["a port that is none", { PORT: "http" }, /^The setting `PORT` is not a port\.\n$/],
  ["an address of another machine", { HOST: "203.0.113.7" }, /set `PORT` and `HOST` to an address/],
];

for (const [name, runtime] of Object.entries(COMMAND_LINE)) {
  test(`given ${name} and an address that cannot be, then the worker ends with a sentence`, async (t) => {
    const missing = await runtime.missing();
    if (missing) return t.skip(missing);
    const busy = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => busy.once("listening", resolve));
    t.after(() => busy.close());
    const taken = { PORT: String(busy.address().port) };
    const starts = [...STARTS, ["a port in use", taken, /Another program listens there already/]];
    for (const [what, settings, sentence] of starts) {
      const said = await startsAndEnds(runtime, settings);
      assert.match(said, sentence, `${what}: ${said}`);
      assert.ok(!/^\s+at /m.test(said), said);
    }
    t.diagnostic(`${starts.length} starts`);
  });
}

async function startsAndEnds(runtime, settings) {
  const said = [];
  await assert.rejects(runtime.start(settings, (text) => said.push(String(text))));
  return said.join("");
}

const HIDDEN = [
  ["a zero-width space", "a\u200bb"],
  ["a turned direction", "\u202egpj.exe"],
  ["tags that spell a text", "ok\u{e0069}\u{e0067}\u{e006e}"],
  ["a soft hyphen and a joiner", "so\u00adft \u200d"],
  ["a variation selector", "x\ufe0f\u{e0100}"],
];

test("given hidden characters in texts, then a model sees escapes, and the data stays the same", (t) => {
  for (const [what, text] of HIDDEN) {
    const json = visibleJson({ name: text });
    assert.match(json, /^[\x20-\x7e]*$/, what);
    assert.deepEqual(JSON.parse(json), { name: text }, what);
  }
  const plain = { name: 'Crème brûlée "日本" مرحبا 🙂', id: 5 };
  assert.equal(visibleJson(plain), JSON.stringify(plain));
  t.diagnostic(`${HIDDEN.length + 1} texts`);
});

/** What only a programmer who makes a client can set. */
const OPTIONS =
  /\b(?:timeoutMs|settleTimeoutMs|maxAnswerBytes|retries|AbortSignal|edge worker|a client)\b/;
const CORE = fileURLToPath(new URL("../../src", import.meta.url));

test("given the hints of the package, then none of a worker names an option of the client", (t) => {
  const files = readdirSync(CORE, { recursive: true }).filter((file) => file.endsWith(".rs"));
  const texts = files
    .filter((file) => /^(?:actions|client|webservice)\b/.test(file))
    .flatMap((file) => readFileSync(join(CORE, file), "utf8").match(/"(?:[^"\\\n]|\\.)*"/g) ?? [])
    .map((text) => text.slice(1, -1))
    .filter((text) => /[.!]$/.test(text) && (OPTIONS.test(text) || / shopId\b/.test(text)));
  assert.ok(texts.length >= 8, `${texts.length} hints`);
  for (const text of texts) {
    const hint = hintForCallers(text);
    assert.ok(!OPTIONS.test(hint), `${text} → ${hint}`);
    assert.ok(!/\b(?:give|with the same) .*shopId/i.test(hint), `${text} → ${hint}`);
  }
  t.diagnostic(`${texts.length} hints`);
});
