// How often may be asked: with a token, with wrong ones, and with none.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { leaveOut } from "../js/support/left-out.mjs";
import { eachCase } from "../js/support/table.mjs";
import { makeCaller } from "./support/callers.mjs";
import { load } from "./support/here.mjs";
import { manage, SETTLED } from "./support/managed.mjs";
import { COMMAND_LINE } from "./support/runtimes/command-line.mjs";
import { startWorker } from "./support/worker.mjs";
import { ask as askWorker } from "./support/world.mjs";

const { memoryLimiter, boundLimiter, wrongTokens } = await load(
  "limits/rate.ts",
  "limits/wrong-tokens.ts",
);

/** Bytes of what is still referred to. */
function usedHeap() {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

const ADDRESS = "203.0.113.7";
const MINUTE = 60_000;
const wrong = (ask, address, headers) =>
  ask("GET", "/v1/actions", { token: "wrong", address, ...(headers && { headers }) });

/** How many of so many requests were let through. */
async function through(times, request) {
  let count = 0;
  let last;
  for (let at = 0; at < times; at += 1) {
    last = await request();
    if (last.status !== 429) count += 1;
  }
  return { count, last };
}

/** What counts by itself, with a token: `[what, method, path, body]`. */
const ROUTES = [
  ["the catalogue", "GET", "/v1/actions"],
  ["the sites", "GET", "/v1/sites"],
  ["an action of a site", "POST", "/v1/sites/tea/actions/no_such_action", {}],
  ["the changes of a site", "GET", "/v1/sites/tea/changes?limit=x"],
];

test("given more requests than a minute has, then each route with a token refuses the rest and says how long to wait", async () => {
  const { ask, lines } = manage({ settings: { RATE_PER_MINUTE: "5" } });
  await eachCase("routes", ROUTES, async (method, path, body) => {
    const request = () => ask(method, path, { caller: "writer", ...(body && { body }) });
    // Two are of one site.
    if (path.includes("/changes")) assert.equal((await request()).status, 429);
    const { count, last } = await through(8, request);
    assert.equal(count, path.includes("/changes") ? 0 : 5);
    assert.deepEqual([last.body.kind, last.body.retryable], ["too_many_requests", true]);
    assert.match(last.headers.get("Retry-After"), /^[1-9]\d?$/);
    assert.match(last.body.hint, /Wait \d+ s/);
    assert.equal(last.line.caller, "writer");
  });
  assert.equal((await ask("GET", "/v1/sites", { caller: "admin" })).status, 200, "others go on");
  const routes = await through(8, () => ask("GET", "/v1/admin/callers", { caller: "admin" }));
  assert.equal(routes.count, 5, "so does managing");
  const open = await through(8, () => ask("GET", "/openapi.json", { address: ADDRESS }));
  assert.equal(open.count, 5, "and what needs no token, by address");
  assert.equal((await ask("GET", "/openapi.json", { address: "203.0.113.8" })).status, 200);
  assert.equal((await ask("GET", "/healthz", { address: ADDRESS })).status, 200);
  assert.ok(lines.length > 40);
});

test("given callers with limits of their own, then these count, from the setting and from the store, and change at once", async () => {
  const slow = makeCaller("slow", { ratePerMinute: 2 });
  const fast = makeCaller("fast", { ratePerMinute: 40 });
  const entries = [...Object.values(SETTLED), slow, fast].map(({ entry }) => entry);
  const settings = { RATE_PER_MINUTE: "10", CALLERS: JSON.stringify(entries) };
  const { ask, admin } = manage({ settings });
  const sites = (token) => () => ask("GET", "/v1/sites", { token });
  assert.equal((await through(50, sites(slow.token))).count, 2);
  assert.equal((await through(50, sites(fast.token))).count, 40);
  assert.equal((await through(50, sites(SETTLED.writer.token))).count, 10);
  const { body } = await admin("POST", "", {
    name: "own",
    sites: "*",
    level: "read",
    ratePerMinute: 3,
  });
  assert.equal((await through(50, sites(body.token))).count, 3);
  await admin("PATCH", `/${body.caller.id}`, { ratePerMinute: 60_000 });
  await new Promise((done) => setTimeout(done, 10));
  assert.ok((await through(5, sites(body.token))).count >= 5, "it refills a thousand a second");
});

test("given a limit that a binding has, then a caller's own is counted in the process", async () => {
  const own = memoryLimiter(100);
  const limiter = boundLimiter({ limit: async () => ({ success: false }) }, own);
  assert.equal(await limiter.allow("a"), 60);
  assert.deepEqual([await limiter.allow("a", 1), (await limiter.allow("a", 1)) > 0], [true, true]);
  assert.notEqual(await limiter.allow("a", 1), true);
});

test("given wrong tokens, then an address is told to wait, others are not, and right tokens go on", async () => {
  const { ask } = manage({ settings: { WRONG_TOKENS_PER_MINUTE: "4" } });
  const { count, last } = await through(10, () => wrong(ask, ADDRESS));
  assert.deepEqual([count, last.body.kind, last.line.refused], [4, "too_many_requests", "unknown"]);
  assert.ok(Number(last.headers.get("Retry-After")) > 0);
  assert.equal((await wrong(ask, "203.0.113.8")).status, 401);
  const right = await ask("GET", "/v1/actions", { caller: "writer", address: ADDRESS });
  assert.equal(right.status, 200);
  const none = await through(10, () => ask("GET", "/v1/actions", { address: ADDRESS }));
  assert.deepEqual([none.count, none.last.status], [10, 401], "no token is no attempt");
  const unknown = await through(10, () => wrong(ask, undefined));
  assert.equal(unknown.count, 10, "where the runtime does not tell, nobody is counted");
});

test("given tokens that were right and have ended, then their users are told so, however often they come", async () => {
  const { ask, admin } = manage({ settings: { WRONG_TOKENS_PER_MINUTE: "2" } });
  const { body } = await admin("POST", "", { name: "app", sites: "*", level: "read" });
  await admin("PATCH", `/${body.caller.id}`, { disabled: true });
  const request = () => ask("GET", "/v1/actions", { token: body.token, address: ADDRESS });
  const { count, last } = await through(20, request);
  assert.deepEqual([count, last.status, last.line.refused], [20, 401, "disabled"]);
});

test("given ten times as many wrong tokens, then they are not looked up any more, and only tokens that were right lately are", async () => {
  let asked = 0;
  const around = (store) => ({
    ...store,
    findByHash: (hash) => {
      asked += 1;
      return store.findByHash(hash);
    },
  });
  const { ask, admin } = manage({ settings: { WRONG_TOKENS_PER_MINUTE: "3" }, around });
  const made = async (name) => (await admin("POST", "", { name, sites: "*", level: "read" })).body;
  const [lately, never] = [await made("lately"), await made("never")];
  const statusOf = async (token, address = ADDRESS) =>
    (await ask("GET", "/v1/actions", { token, address })).status;
  assert.equal(await statusOf(lately.token), 200);
  const before = asked;
  const { last } = await through(200, () => wrong(ask, ADDRESS));
  assert.ok(asked - before <= 32, `${asked - before} of 200 were looked up`);
  assert.equal(last.line.refused, "blocked");
  const none = await ask("GET", "/v1/actions", { address: ADDRESS });
  assert.deepEqual([none.status, none.line.refused], [401, "missing"]);
  assert.equal(await statusOf(lately.token), 200);
  assert.equal(await statusOf(never.token), 429);
  assert.equal(await statusOf(never.token, "203.0.113.9"), 200);
  await admin("PATCH", `/${lately.caller.id}`, { disabled: true });
  assert.equal(await statusOf(lately.token), 401, "it is looked up, and has ended");
});

/** Whose wrong tokens count together: `[what, setting, who is counted, who is counted with it, who is not]`. */
const PEOPLE = [
  ["an IPv4 address", "", [ADDRESS], [ADDRESS], ["203.0.113.8"]],
  ["IPv4 written as IPv6", "", [ADDRESS], [`::ffff:${ADDRESS}`], ["::ffff:203.0.113.8"]],
  ["a /64 of IPv6", "", ["2001:db8:1:2::1"], ["2001:db8:1:2:ffff::9"], ["2001:db8:1:3::1"]],
  [
    "a header of a proxy",
    "X-Real-IP",
    ["10.0.0.1", ADDRESS],
    ["10.0.0.2", ADDRESS],
    ["10.0.0.1", "203.0.113.8"],
  ],
  [
    "what the nearest proxy added to a list",
    "X-Forwarded-For",
    ["10.0.0.1", `1.1.1.1, ${ADDRESS}`],
    ["10.0.0.1", `2.2.2.2, 3.3.3.3,${ADDRESS}`],
    ["10.0.0.1", `${ADDRESS}, 203.0.113.8`],
  ],
  [
    "an address with a port",
    "X-Forwarded-For",
    ["10.0.0.1", `${ADDRESS}:443`],
    ["10.0.0.1", ADDRESS],
    ["10.0.0.1", "203.0.113.8"],
  ],
  [
    "IPv6 with a port",
    "X-Real-IP",
    ["10.0.0.1", "[2001:db8::1]:443"],
    ["10.0.0.1", "2001:db8::2"],
    ["10.0.0.1", "2001:db9::1"],
  ],
  [
    "a header that no proxy is set for",
    "",
    [ADDRESS, "1.1.1.1"],
    [ADDRESS, "2.2.2.2"],
    ["203.0.113.8", "1.1.1.1"],
  ],
  [
    "a header that names nobody",
    "X-Real-IP",
    ["10.0.0.1", ADDRESS],
    ["10.0.0.1", ADDRESS],
    ["10.0.0.1", "unknown"],
  ],
];

test("given addresses in all their forms, then people are counted, and nobody gets around it by a header of their own", () =>
  eachCase("forms", PEOPLE, async (header, one, same, another) => {
    const settings = { WRONG_TOKENS_PER_MINUTE: "1", CLIENT_ADDRESS_HEADER: header };
    const { ask } = manage({ settings });
    const status = async ([address, told]) => {
      const name = header || "X-Forwarded-For";
      return (await wrong(ask, address, told && { [name]: told })).status;
    };
    assert.deepEqual(
      [await status(one), await status(same), await status(another)],
      [401, 429, 401],
    );
  }));

test("given a header that is none, then the setting is wrong", () =>
  eachCase(
    "settings",
    [
      ["a list", { CLIENT_ADDRESS_HEADER: "X-Real-IP, X-Forwarded-For" }],
      ["a blank", { CLIENT_ADDRESS_HEADER: "X Real IP" }],
      ["no number", { WRONG_TOKENS_PER_MINUTE: "-1" }],
    ].map(([what, settings]) => [what, settings]),
    (settings) =>
      assert.throws(
        () => manage({ settings }),
        ({ setting }) => Object.hasOwn(settings, setting),
      ),
  ));

test("given fifty thousand addresses, then the memory of wrong tokens stays within its bounds, and clocks that are set back block nobody for longer", async () => {
  let now = 0;
  const counts = wrongTokens(1, () => now);
  const before = usedHeap();
  for (let at = 0; at < 50_000; at += 1) {
    const address = `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`;
    await counts.count(address);
    counts.right(`${at}`);
  }
  const grown = (usedHeap() - before) / 2 ** 20;
  console.log(`${grown.toFixed(1)} MB for 50,000 addresses and tokens`);
  assert.ok(grown < 32);
  for (let at = 0; at < 11; at += 1) await counts.count("a");
  const wait = counts.blocked("a", "never seen");
  assert.ok(wait >= 1 && wait <= 6, String(wait));
  assert.equal(counts.blocked("b", "never seen"), 0);
  now -= 10 * MINUTE;
  assert.equal(counts.blocked("a", "never seen"), 0);
  now += 20 * MINUTE;
  assert.equal(counts.blocked("a", "never seen"), 0);
});

for (const [runtime, { missing }] of Object.entries(COMMAND_LINE)) {
  test(`given wrong tokens in ${runtime}, then it tells the address, and they are counted`, async (t) => {
    const leftOut = await missing();
    if (leftOut !== undefined) return leaveOut(t, leftOut);
    const caller = makeCaller("writer");
    const worker = await startWorker(runtime, {
      callers: [caller.entry],
      WRONG_TOKENS_PER_MINUTE: "3",
    });
    try {
      const statuses = [];
      for (let at = 0; at < 6; at += 1) {
        const { status } = await askWorker(worker, { path: "/v1/sites", caller: { token: "no" } });
        statuses.push(status);
      }
      assert.deepEqual(statuses, [401, 401, 401, 429, 429, 429]);
      assert.equal((await askWorker(worker, { path: "/v1/sites", caller })).status, 200);
    } finally {
      await worker.stop();
    }
  });
}
