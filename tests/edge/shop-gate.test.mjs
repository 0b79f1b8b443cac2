// How a shop is judged, and who goes next: every decision by a table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";

const { signOf, EFFECTS, openLine, retryAfterOf } = await load(
  "limits/shop-health.ts",
  "limits/gate-line.ts",
  "limits/retry-after.ts",
);

const USUAL = { answers: 10, milliseconds: 100 };
const NEW = { answers: 3, milliseconds: 100 };
const OF_SHOP = { isOfShop: true };

/** A result, how long answers usually take, and what that says. */
const SIGNS = [
  ["an answer", { status: 200, milliseconds: 90 }, USUAL, "answered"],
  ["a record that is missing", { status: 404, milliseconds: 90 }, USUAL, "answered"],
  ["a key that is refused", { status: 401, milliseconds: 90 }, USUAL, "answered"],
  ["a redirect", { status: 302, milliseconds: 90 }, USUAL, "answered"],
  ["a firewall", { status: 403, milliseconds: 90 }, USUAL, "answered"],
  ["too many requests", { status: 429, milliseconds: 90 }, USUAL, "throttled"],
  [
    "the same from a module of the shop",
    { status: 429, ...OF_SHOP, milliseconds: 9 },
    USUAL,
    "throttled",
  ],
  ["a Webservice that is off", { status: 503, ...OF_SHOP, milliseconds: 9 }, USUAL, "answered"],
  ["a value the shop refuses", { status: 500, ...OF_SHOP, milliseconds: 9 }, USUAL, "answered"],
  ["an error of PHP", { status: 500, milliseconds: 90 }, USUAL, "erred"],
  ["what a shop does not know", { status: 501, milliseconds: 90 }, USUAL, "erred"],
  ...[502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530].map((status) => [
    `a gateway's ${status}`,
    { status, milliseconds: 90 },
    USUAL,
    "failed",
  ]),
  ["no answer", { status: null, milliseconds: 90 }, USUAL, "failed"],
  ["a caller that hung up", { status: null, hasLeft: true, milliseconds: 90 }, USUAL, "none"],
  ["an answer that took long", { status: 200, milliseconds: 2_100 }, USUAL, "slow"],
  [
    "one that took long where all do",
    { status: 200, milliseconds: 2_100 },
    { answers: 10, milliseconds: 900 },
    "answered",
  ],
  ["one that took long where none is known", { status: 200, milliseconds: 2_100 }, NEW, "answered"],
  ["ten times as long, and still fast", { status: 200, milliseconds: 1_000 }, USUAL, "answered"],
];

test("given how a request ended, then that says how the shop is", () =>
  eachCase("signs", SIGNS, (result, usual, sign) => {
    assert.equal(signOf(result, usual), sign);
    assert.ok(sign in EFFECTS);
  }));

const waits = [
  ["seconds", { "Retry-After": "7" }, 7_000],
  ["no time at all", { "Retry-After": "0" }, 0],
  [
    "a date",
    { "Retry-After": "Mon, 30 Nov 2026 12:00:09 GMT", Date: "Mon, 30 Nov 2026 12:00:00 GMT" },
    9_000,
  ],
  [
    "a date gone by",
    { "Retry-After": "Mon, 30 Nov 2026 11:00:00 GMT", Date: "Mon, 30 Nov 2026 12:00:00 GMT" },
    0,
  ],
  ["a date alone", { "Retry-After": "Mon, 30 Nov 2026 12:00:09 GMT" }, null],
  ["something else", { "Retry-After": "é; DROP" }, null],
  ["a fraction", { "Retry-After": "1.5" }, null],
  ["nothing", {}, null],
];

test("given what an answer asks for, then that is how long it waits", () =>
  eachCase("waits", waits, (headers, expected) =>
    assert.equal(retryAfterOf(new Headers(headers)), expected),
  ));

/** Who comes, as `priority caller`, and the order in which they go. */
const LINES = [
  ["in order", ["call a", "call a", "call a"], "a0 a1 a2"],
  ["callers take turns", ["call a", "call a", "call a", "call b", "call c"], "a0 b0 c0 a1 a2"],
  ["a look goes first", ["call a", "job j", "look l", "call b"], "l0 a0 b0 j0"],
  ["looks in order, whoever makes them", ["look a", "look b", "look a"], "a0 b0 a1"],
  ["jobs take turns too", ["job a", "job a", "job b"], "a0 b0 a1"],
  [
    "a job after nine calls",
    [...Array(12).fill("call a"), "job j", "job j"],
    "a0 a1 a2 a3 a4 a5 a6 a7 a8 j0 a9 a10 a11 j1",
  ],
];

const lineOf = (who, most = 100) => {
  const line = openLine(most);
  const counts = new Map();
  const told = who.map((one) => {
    const [priority, caller] = one.split(" ");
    const at = counts.get(caller) ?? 0;
    counts.set(caller, at + 1);
    const displaced = line.add({ priority, caller, name: `${caller}${at}` });
    return displaced?.name ?? null;
  });
  const order = [];
  for (let [first] = line.next(); first !== undefined; [first] = line.next()) {
    order.push(first.name);
    line.went(first);
  }
  return { told: told.filter((one) => one !== null), order: order.join(" "), size: line.size };
};

test("given who waits, then that is the order in which they go", () =>
  eachCase("lines", LINES, (who, expected) => {
    const { order, told, size } = lineOf(who);
    assert.equal(order, expected);
    assert.deepEqual([told, size], [[], 0]);
  }));

/** Who comes to a line of four, who gets no room, and who goes. */
const FULL = [
  ["the one too many", ["call a", "call a", "call a", "call a", "call a"], "a4", "a0 a1 a2 a3"],
  [
    "the newest of who has most",
    ["call a", "call a", "call a", "call a", "call b"],
    "a3",
    "a0 b0 a1 a2",
  ],
  [
    "nobody who has as few",
    ["call a", "call b", "call c", "call d", "call e"],
    "e0",
    "a0 b0 c0 d0",
  ],
  ["a job for a call", ["call a", "job j", "job j", "call a", "call b"], "j1", "a0 b0 a1 j0"],
  ["no call for a job", ["call a", "call a", "call a", "call a", "job j"], "j0", "a0 a1 a2 a3"],
  ["nobody for a look", ["call a", "call a", "call a", "call a", "look l"], "", "l0 a0 a1 a2 a3"],
];

test("given a line that is full, then room is taken from who has most of it", () =>
  eachCase("full lines", FULL, (who, expected, order) => {
    const full = lineOf(who, 4);
    assert.deepEqual([full.told.join(" "), full.order, full.size], [expected, order, 0]);
  }));
