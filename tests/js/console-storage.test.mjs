// What the console keeps in the browser of the shops that were open: refs and names, never a secret
// unasked; what it begins with; and browsers that keep nothing.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { consoleModules } from "./support/console.mjs";
import { eachCase } from "./support/table.mjs";

const shops = await consoleModules("shop/ref.ts", "shop/remembered.ts", "shop/secrets.ts");
const { addressOf, forgetSecret, forgetShop, isSecretKept, isWebAddress, keepSecret } = shops;
const { opened, openingOf, recentShops, refOf, remember, targetOf } = shops;

const WORKER = { way: "worker", url: "https://worker.example", token: "t0ken", site: "clay" };
const DIRECT = { way: "direct", url: "https://shop.example", key: "A".repeat(32), auth: "basic" };
const REF = "worker:https://worker.example|clay";
const DEMO = "demo:8.2/shop-1";

/** A storage as a browser has one. */
function memory() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, String(text)),
    removeItem: (name) => void kept.delete(name),
    all: () => JSON.stringify([...kept]),
  };
}

function lend(name, get) {
  Object.defineProperty(globalThis, name, { configurable: true, get });
}

let local;
let tab;

beforeEach(() => {
  forgetSecret();
  local = memory();
  tab = memory();
  lend("localStorage", () => local);
  lend("sessionStorage", () => tab);
});

/** Targets as `[what, ref, without the secret]`; each comes back the same. */
const REFS = [
  ["the sample shop", DEMO],
  ["a version and a key", "demo:1.7/everything"],
  ["a host", "demo:9.0/shop-2/slow"],
  ["a host, and the key in the address", "demo:9.0/shop-2/slow|query"],
  ["a shop", "direct:https://shop.example"],
  ["a shop in a folder", "direct:https://shop.example/fr/boutique"],
  ["one of several shops", "direct:https://shop.example|2"],
  ["one of several, its key in the address", "direct:https://shop.example|2|query"],
  ["a worker", "worker:https://worker.example"],
  ["a site", REF],
  ["a worker on this machine", "worker:http://127.0.0.1:8787|shop-1"],
];

test("given a shop, then its ref leads to it and back", () =>
  eachCase(
    "refs",
    REFS.map(([what, ref]) => [what, ref]),
    async (ref) => {
      assert.equal(refOf(targetOf(ref)), ref);
    },
  ));

/** What is typed, and the one spelling of it. */
const ADDRESSES = [
  ["shop.example", "https://shop.example"],
  [" https://Shop.Example/ ", "https://shop.example"],
  ["https://shop.example/api", "https://shop.example"],
  ["https://shop.example/fr/api/", "https://shop.example/fr"],
  ["localhost:8080", "http://localhost:8080"],
  ["https://me:secret@shop.example/?ws_key=SECRET#secret", "https://shop.example"],
];

test("given an address as it is typed, then it has one spelling, and no secret", () =>
  eachCase(
    "addresses",
    ADDRESSES.map((one) => [one[0], ...one]),
    async (given, expected) => {
      assert.equal(addressOf(given), expected);
      assert.ok(isWebAddress(given));
    },
  ));

/** What names no shop. */
const NO_SHOPS = [
  "",
  "demo",
  "demo:",
  "demo:7.0/shop-1",
  "demo:8.2/nobody",
  "demo:8.2/shop-1/nowhere",
  "direct:",
  "direct:ftp://shop.example",
  "worker:javascript:alert(1)",
  "elsewhere:https://shop.example",
  "Demo:8.2/shop-1",
  "direct://",
];

test("given what names no shop, then it is none", () =>
  eachCase(
    "texts",
    NO_SHOPS.map((one) => [one || "nothing", one]),
    async (text) => {
      assert.equal(targetOf(text), null);
    },
  ));

test("given shops that were open, then refs and names are kept, newest first, and no secret", () => {
  for (const [target, name] of [
    [WORKER, "Clay & Leaf"],
    [DIRECT, "Tea"],
    [WORKER, "Clay & Leaf"],
  ]) {
    keepSecret(target, false);
    remember({ ref: refOf(target), name });
  }
  assert.deepEqual(recentShops(), [
    { ref: REF, name: "Clay & Leaf" },
    { ref: "direct:https://shop.example", name: "Tea" },
  ]);
  for (const secret of [WORKER.token, DIRECT.key]) {
    assert.ok(!(local.all() + tab.all()).includes(secret));
  }
  forgetShop(REF);
  assert.deepEqual(
    recentShops().map(({ name }) => name),
    ["Tea"],
  );
});

test("given a secret, then it opens its own worker and no other, and ends with the page unless it is kept", () => {
  keepSecret(WORKER, false);
  const elsewhere = { way: "worker", url: "https://evil.example", site: "clay" };
  assert.equal(opened({ way: "worker", url: WORKER.url, site: "other" }).token, WORKER.token);
  assert.equal(opened(elsewhere), null);
  assert.equal(opened({ way: "direct", url: WORKER.url, auth: "basic" }), null);
  assert.equal(isSecretKept(WORKER), false);
  keepSecret(WORKER, true);
  assert.ok(tab.all().includes(WORKER.token) && !local.all().includes(WORKER.token));
  keepSecret(WORKER, false);
  assert.ok(!tab.all().includes(WORKER.token));
});

/** What the page begins with: `[what, link, what was open (the last one last), kept?, expected]`. */
const OPENINGS = [
  ["nothing", null, [], [], { kind: "welcome", isLinkWrong: false }],
  ["a link to the sample shop", DEMO, [], [], { kind: "connect", way: "demo" }],
  ["a link without its secret", REF, [], [], { kind: "ask", way: "worker" }],
  ["a link with its secret", REF, [], [WORKER], { kind: "connect", way: "worker" }],
  ["a link that names no shop", "x", [REF], [WORKER], { kind: "welcome", isLinkWrong: true }],
  ["a real shop before", null, [REF], [], { kind: "ask", way: "worker" }],
  ["the sample shop alone before", null, [DEMO], [], { kind: "connect", way: "demo" }],
  [
    "the sample shop after a real one",
    null,
    [REF, DEMO],
    [],
    { kind: "welcome", isLinkWrong: false },
  ],
  [
    "the sample shop in a link, after a real one",
    DEMO,
    [REF],
    [],
    { kind: "connect", way: "demo" },
  ],
];

test("given what is remembered, then the page begins with that shop, or asks, and never with another", () =>
  eachCase("openings", OPENINGS, async (link, before, secrets, expected) => {
    local = memory();
    tab = memory();
    forgetSecret();
    for (const ref of before) remember({ ref, name: "A shop" });
    // Another tab: only what all of them share is there.
    tab = memory();
    for (const target of secrets) keepSecret(target, true);
    const { kind, target, isLinkWrong } = openingOf(link);
    const told = { kind, ...(target ? { way: target.way } : { isLinkWrong }) };
    assert.deepEqual(told, expected);
  }));

test("given this tab's shop, then it counts before what other tabs have opened since", () => {
  remember({ ref: REF, name: "Clay & Leaf" });
  const mine = tab;
  tab = memory();
  remember({ ref: DEMO, name: "Sample" });
  tab = mine;
  assert.deepEqual(
    [openingOf(null).kind, openingOf(null).ref, openingOf(null).name],
    ["ask", REF, "Clay & Leaf"],
  );
});

/** As browsers behave whose visitor, or whose frame, allows no storage; or whose storage is full or spoilt. */
const REFUSALS = [
  { what: "refuses its storage", get: () => denied("SecurityError") },
  {
    what: "has no room left",
    get: () => ({
      getItem: () => null,
      setItem: () => denied("QuotaExceededError"),
      removeItem: () => {},
    }),
  },
  { what: "has something else there", get: () => ({ ...memory(), getItem: () => '[7, {"ref":' }) },
  { what: "has another value there", get: () => ({ ...memory(), getItem: () => "7" }) },
];

for (const { what, get } of REFUSALS) {
  test(`given a browser that ${what}, then nothing is kept and nothing fails`, () => {
    lend("localStorage", get);
    lend("sessionStorage", get);
    remember({ ref: REF, name: "A shop" });
    keepSecret(WORKER, true);
    assert.deepEqual(recentShops(), []);
    assert.equal(opened(WORKER).token, WORKER.token, "as long as the page");
    assert.equal(openingOf(DEMO).kind, "connect");
    forgetSecret(WORKER);
    forgetShop(REF);
    assert.equal(opened({ way: "worker", url: WORKER.url }), null);
  });
}

function denied(name) {
  throw new DOMException("It is not allowed here.", name);
}
