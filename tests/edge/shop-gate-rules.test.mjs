// What a shop is given next, by what happened there: each rule a script in virtual time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { failsOften, goesOut, shopOf } from "./support/gate-shop.mjs";

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
    "failures of a moment are none of a shop that is down",
    (shop) => {
      for (let failure = 0; failure < 20; failure += 1) shop.gets(null);
      goesOut(shop.ask());
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
      shop.wait(3_000);
      for (const id of out.slice(0, 5)) shop.end(id, { status: null, milliseconds: 3_000 });
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
