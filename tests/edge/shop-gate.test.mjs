// What a shop is given: every decision by a table, and the whole gate in virtual time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";

const { admit, newState, noted, returned, signOf, EFFECTS, openLine, retryAfterOf } = await load(
  "limits/gate-state.ts",
  "limits/shop-health.ts",
  "limits/gate-line.ts",
  "limits/retry-after.ts",
);

const START = Date.parse("2026-11-30T12:00:00.000Z");
const LIMITS = { atOnce: 6, perMinute: 600 };
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

/**
 * A shop in virtual time. `ask(priority)` lets a request out or says why not, `end(id, result)` ends
 * it; a script is a list of steps on it.
 */
function shopOf(limits = LIMITS) {
  let [now, state, ids] = [START, newState(limits, START), 0];
  const shop = {
    limits,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    ask: (priority = "call") => {
      ids += 1;
      const asking = { id: String(ids), priority, until: now + 20_000 };
      const { state: after, verdict } = admit(state, asking, limits, now);
      state = after ?? state;
      // As data, as processes share it.
      state = JSON.parse(JSON.stringify(state));
      return verdict.goes ? asking.id : `${verdict.because} ${verdict.waitMs}`;
    },
    end: (id, result) => {
      state = noted(state, id, { milliseconds: 50, ...result }, limits, now);
    },
    giveBack: (id) => {
      state = returned(state, id);
    },
    /** Asks and gets that answer. */
    gets: (status, more = {}) => {
      const id = shop.ask(more.priority);
      assert.match(id, /^\d+$/);
      shop.wait(more.milliseconds ?? 0);
      shop.end(id, { status, ...more });
    },
    /** As many as go out at once. */
    fill: (priority) => {
      const out = [];
      for (;;) {
        const told = shop.ask(priority);
        if (!/^\d+$/.test(told)) return { out, told };
        out.push(told);
      }
    },
  };
  return shop;
}

const goesOut = (told) => assert.match(told, /^\d+$/);
const failsOften = (shop, count) => {
  for (let failure = 0; failure < count; failure += 1) shop.gets(null);
};

const SCRIPTS = [
  ["no more than all it may have go out", (shop) => assert.equal(shop.fill().out.length, 6)],
  [
    "jobs leave a place to calls",
    (shop) => {
      assert.equal(shop.fill("job").out.length, 5);
      assert.equal(shop.fill("call").out.length, 1);
    },
  ],
  [
    "a place is free when its request ends",
    (shop) => {
      const { out, told } = shop.fill();
      assert.equal(told, "full 20000");
      shop.end(out[3], { status: 200 });
      goesOut(shop.ask());
      assert.match(shop.ask(), /^full/);
    },
  ],
  [
    "a place is free when its process is gone",
    (shop) => {
      shop.fill();
      shop.wait(19_999);
      assert.equal(shop.ask(), "full 1");
      shop.wait(1);
      assert.equal(shop.fill().out.length, 6);
    },
  ],
  [
    "a place that was not used costs nothing",
    (shop) => {
      for (let round = 0; round < 1_000; round += 1) shop.giveBack(shop.ask());
      assert.equal(shop.fill().out.length, 6);
    },
  ],
  [
    "a request that ends twice frees one place",
    (shop) => {
      const { out } = shop.fill();
      for (let time = 0; time < 3; time += 1) shop.end(out[0], { status: 200 });
      assert.equal(shop.fill().out.length, 1);
    },
  ],
  [
    "a caller that hangs up leaves the shop at work",
    (shop) => {
      const { out } = shop.fill();
      for (const id of out) shop.end(id, { status: null, hasLeft: true });
      assert.equal(shop.ask(), "full 950");
      shop.wait(950);
      assert.equal(shop.fill().out.length, 6);
    },
  ],
  [
    "a minute has so many and no more, a part of them at once",
    (shop) => {
      let sent = 0;
      for (let second = 0; second < 60; second += 1) {
        for (let id = shop.ask(); !id.startsWith("minute"); id = shop.ask()) {
          shop.end(id, { status: 200 });
          sent += 1;
        }
        if (second === 0) assert.ok(sent > 100 && sent <= 120, `${sent} at once`);
        shop.wait(1_000);
      }
      assert.ok(sent > 580 && sent <= 600, `${sent} a minute`);
    },
  ],
  [
    "a call is told how long the minute is over for",
    (shop) => {
      for (let id = shop.ask(); !id.startsWith("minute"); id = shop.ask())
        shop.end(id, { status: 200 });
      const [, waitMs] = shop.ask().split(" ");
      shop.wait(Number(waitMs));
      goesOut(shop.ask());
    },
  ],
  [
    "what is left of a minute is for looks first, then for calls",
    (shop) => {
      const used = { look: 0, call: 0, job: 0 };
      for (const priority of ["job", "call", "look"]) {
        for (let id = shop.ask(priority); !id.startsWith("minute"); id = shop.ask(priority)) {
          shop.end(id, { status: 200 });
          used[priority] += 1;
        }
      }
      assert.ok(used.call >= 1 && used.look >= 1, JSON.stringify(used));
    },
  ],
  [
    "a clock that is set back takes nothing away",
    (shop) => {
      shop.gets(200);
      shop.wait(-3_600_000);
      assert.equal(shop.fill().out.length, 6);
    },
  ],
  ...[
    ["429", { status: 429 }],
    ["an error of PHP", { status: 500 }],
    ["a gateway's error", { status: 502 }],
    ["no answer", { status: null }],
  ].map(([what, result]) => [
    `${what} halves what it is given, once for all that were out`,
    (shop) => {
      const { out } = shop.fill();
      shop.wait(100);
      for (const id of out.slice(0, 3)) shop.end(id, result);
      for (const id of out.slice(3)) shop.end(id, { status: 404 });
      shop.wait(1_000);
      assert.equal(shop.fill().out.length, 3);
    },
  ]),
  [
    "a shop that struggles is still given two",
    (shop) => {
      for (let error = 0; error < 9; error += 1) {
        shop.gets(500);
        shop.wait(10);
      }
      assert.equal(shop.fill().out.length, 2);
    },
  ],
  [
    "looks go out even then",
    (shop) => {
      for (let error = 0; error < 9; error += 1) shop.gets(500);
      assert.equal(shop.fill("look").out.length, 6);
    },
  ],
  [
    "much slower answers halve it, and it recovers one by one",
    (shop) => {
      for (let answer = 0; answer < 20; answer += 1) shop.gets(200, { milliseconds: 100 });
      shop.gets(200, { milliseconds: 2_500 });
      const counts = [];
      for (let step = 0; step < 5; step += 1) {
        const { out } = shop.fill();
        counts.push(out.length);
        for (const id of out) shop.giveBack(id);
        shop.wait(5_000);
        for (let answer = 0; answer < 8; answer += 1) shop.gets(200, { milliseconds: 1 });
      }
      assert.deepEqual(counts, [3, 4, 5, 6, 6]);
    },
  ],
  [
    "a shop that was quiet for long recovers no faster",
    (shop) => {
      shop.gets(500);
      shop.wait(3_600_000);
      shop.gets(200);
      assert.equal(shop.fill().out.length, 4);
    },
  ],
  [
    "a pause that it asks for is kept",
    (shop) => {
      shop.gets(429, { retryAfterMs: 30_000 });
      assert.equal(shop.ask(), "pause 30000");
      assert.equal(shop.ask("job"), "pause 30000");
      shop.wait(29_999);
      assert.equal(shop.ask(), "pause 1");
      shop.wait(1);
      goesOut(shop.ask());
    },
  ],
  [
    "a longer pause is not shortened by the next answer",
    (shop) => {
      const { out } = shop.fill();
      shop.end(out[0], { status: 429, retryAfterMs: 30_000 });
      shop.end(out[1], { status: 429, retryAfterMs: 1_000 });
      shop.end(out[2], { status: 200 });
      assert.equal(shop.ask(), "pause 30000");
    },
  ],
  [
    "a 503 may ask for one too",
    (shop) => {
      shop.gets(503, { retryAfterMs: 8_000 });
      assert.equal(shop.ask(), "pause 8000");
    },
  ],
  [
    "a pause of ages is a mistake",
    (shop) => {
      shop.gets(429, { retryAfterMs: 99_999_999_999_000 });
      shop.wait(1_000);
      goesOut(shop.ask());
    },
  ],
  [
    "a look waits for the end of a short pause, and not for that of a long one",
    (shop) => {
      shop.gets(429, { retryAfterMs: 4_000 });
      assert.equal(shop.ask("look"), "pause 4000");
      shop.wait(4_000);
      shop.gets(429, { retryAfterMs: 60_000 });
      goesOut(shop.ask("look"));
    },
  ],
  [
    "four failures are not yet the end",
    (shop) => {
      failsOften(shop, 4);
      goesOut(shop.ask());
    },
  ],
  [
    "an answer in between is none at all",
    (shop) => {
      for (let round = 0; round < 9; round += 1) {
        failsOften(shop, 4);
        shop.gets(500);
      }
      goesOut(shop.ask());
    },
  ],
  [
    "five failures, and nothing is sent for a while",
    (shop) => {
      failsOften(shop, 5);
      assert.equal(shop.ask(), "down 5000");
      assert.equal(shop.ask("job"), "down 5000");
    },
  ],
  [
    "three that took long are enough",
    (shop) => {
      const { out } = shop.fill();
      shop.wait(10_000);
      for (const id of out.slice(0, 3)) shop.end(id, { status: null, milliseconds: 10_000 });
      assert.equal(shop.ask(), "down 5000");
    },
  ],
  [
    "callers that hang up say nothing",
    (shop) => {
      for (let caller = 0; caller < 9; caller += 1) {
        shop.gets(null, { hasLeft: true });
        shop.wait(1_000);
      }
      goesOut(shop.ask());
    },
  ],
  [
    "one probe tells for all, and fails for longer each time, up to a minute",
    (shop) => {
      failsOften(shop, 5);
      const downs = [];
      for (let probe = 0; probe < 6; probe += 1) {
        const [, waitMs] = shop.ask().split(" ");
        downs.push(Number(waitMs));
        shop.wait(Number(waitMs));
        const id = shop.ask();
        goesOut(id);
        assert.equal(shop.ask(), "down 1000");
        shop.end(id, { status: null });
      }
      assert.deepEqual(downs, [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    },
  ],
  [
    "a probe that is answered ends it",
    (shop) => {
      failsOften(shop, 5);
      shop.wait(5_000);
      shop.gets(404);
      goesOut(shop.ask());
      goesOut(shop.ask());
    },
  ],
  [
    "after a probe whose caller left, the next one finds out",
    (shop) => {
      failsOften(shop, 5);
      shop.wait(5_000);
      const probe = shop.ask();
      shop.end(probe, { status: null, hasLeft: true });
      goesOut(shop.ask());
    },
  ],
  [
    "after a probe that was not sent, the next one finds out",
    (shop) => {
      failsOften(shop, 5);
      shop.wait(5_000);
      shop.giveBack(shop.ask());
      goesOut(shop.ask());
    },
  ],
  [
    "after a probe whose process died, the next one finds out",
    (shop) => {
      failsOften(shop, 5);
      shop.wait(5_000);
      shop.ask();
      shop.wait(20_000);
      goesOut(shop.ask());
    },
  ],
  [
    "requests that were out before it was down do not prolong it",
    (shop) => {
      const { out } = shop.fill();
      for (const id of out.slice(0, 5)) shop.end(id, { status: null });
      shop.wait(1_000);
      shop.end(out[5], { status: null });
      assert.equal(shop.ask(), "down 4000");
    },
  ],
  [
    "a look goes out while it is down, and its answer ends it",
    (shop) => {
      failsOften(shop, 5);
      shop.gets(200, { priority: "look" });
      goesOut(shop.ask());
    },
  ],
];

test("given what happens at a shop, then that is what it is given next", () =>
  eachCase(
    "scripts",
    SCRIPTS.map(([name, script]) => [name, script]),
    (script) => script(shopOf()),
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
