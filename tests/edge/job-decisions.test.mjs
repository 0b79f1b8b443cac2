// What becomes of an item of a job: a table of all that can happen to it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";

const { afterFailure, afterLook, holdMs, waitMs, problem } = await load(
  "jobs/decide.ts",
  "problem.ts",
);

const NOW = Date.parse("2026-03-01T12:00:00Z");
const CHANGE = "2026-03-01T12:00:00.000Z-3f0c8a52-6d1e-4b7a-9c35-0e8d2f4b6a71";
const HOUR_MS = 3_600_000;

const itemOf = (more) => ({
  ...{ job: "job", row: 1, action: "update_product_seo", input: {}, record: "products/5" },
  ...{ shown: null, change: CHANGE, sent: null, attempts: 0, due: 0, problem: null },
  state: "ready",
  ...more,
});

/** `[what happened, item, failure, state, shop]`; the state of an item that is tried again is as before. */
const FAILURES = [
  ["a preview of no record", { state: "new" }, ["not_found"], "refused", "answers"],
  ["a preview of a slow shop", { state: "new" }, ["timeout", { retryable: true }], "new", "fails"],
  ["a preview with a wrong key", { state: "new" }, ["authentication"], "new", "refuses"],
  ["a right that the key lacks", {}, ["permission"], "ready", "refuses"],
  ["a value that the shop refuses", {}, ["validation"], "failed", "answers"],
  ["a record that changed since the preview", {}, ["conflict"], "failed", "answers"],
  ["a shop that is down", {}, ["shop_down", { retryable: true }], "ready", "fails"],
  ["a record that others write", {}, ["busy", { retryable: true }], "ready", "answers"],
  ["a process that is shutting down", {}, ["stopping", { retryable: true }], "ready", "answers"],
  ["an earlier write that is not known", {}, ["outcome_unknown"], "ready", "answers"],
  ["the last try", { attempts: 5 }, ["timeout", { retryable: true }], "failed", "answers"],
  [
    "the last try, while the shop is to blame",
    { attempts: 5 },
    ["shop_down", { retryable: true }],
    "ready",
    "fails",
  ],
  ["a lost answer", {}, ["outcome_unknown", {}, true], "looking", "fails"],
  ["a sent write that was not saved", {}, ["server", { retryable: true }, true], "ready", "fails"],
  ["a sent write that was refused", {}, ["validation", {}, true], "failed", "answers"],
  [
    "others' values behind a write",
    {},
    ["conflict", { saved: "unknown" }, true],
    "unknown",
    "answers",
  ],
  ["a part that was saved", {}, ["validation", { saved: "yes" }, true], "failed", "answers"],
];

test("given a failure, then the item is tried again only where nothing can be saved", async () => {
  await eachCase(
    "failures",
    FAILURES,
    async (more, [kind, details, isSent = false], state, shop) => {
      const item = itemOf(more);
      const failed = problem(kind, "It failed.", details);
      const context = { problem: failed, isSent, change: CHANGE, now: NOW, failures: 0 };
      const { move, shop: told } = afterFailure(item, context);
      assert.deepEqual([move.state, told], [state, shop]);
      const isAgain = state === "new" || state === "ready";
      if (isAgain) {
        assert.ok(!isSent || failed.saved === "no", "what may be saved is never sent again");
        assert.equal(move.change, null);
      }
      if (state === "failed" && !isSent) assert.equal(move.problem.saved, "no");
      if (state === "looking" || failed.saved === "yes") assert.equal(move.change, CHANGE);
    },
  );
});

test("given a wait that the shop asks for, then the item waits for so long", () => {
  const slow = problem("rate_limited", "Too many.", { retryable: true, retryAfterMs: 90_000 });
  const context = { problem: slow, isSent: false, change: null, now: NOW, failures: 0 };
  assert.equal(afterFailure(itemOf({}), context).move.due, NOW + 90_000);
});

test("given a look at a write, then the item ends, is looked at again, or is written again", async () => {
  const sent = NOW - 60_000;
  const old = NOW - 25 * HOUR_MS;
  const lost = problem("outcome_unknown", "Lost.");
  const cases = [
    ["it is there", { sent }, "written", "written"],
    ["it is not there", { sent }, "not saved", "ready"],
    [
      "it is not there, again and again",
      { sent, attempts: 5, problem: lost },
      "not saved",
      "failed",
    ],
    ["nobody knows yet", { sent }, "not yet", "looking"],
    ["nobody knows after a day", { sent: old }, "not yet", "unknown"],
    ["others' values are there", { sent }, "unknown", "unknown"],
  ];
  await eachCase("looks", cases, async (more, seen, state) => {
    const move = afterLook(itemOf({ state: "looking", ...more }), seen, NOW);
    assert.equal(move.state, state);
    if (state === "looking") assert.ok(move.due > NOW && move.due <= NOW + 60_000);
    if (state === "failed") assert.equal(move.problem.saved, "no");
    if (state === "ready" || state === "failed") assert.equal(move.change, null);
    else assert.equal(move.change, CHANGE);
  });
});

test("given failures in a row, then waits get longer up to a bound", () => {
  const waits = Array.from({ length: 100 }, (_, at) => [waitMs(at), holdMs(at)]);
  assert.deepEqual(
    waits.slice(0, 8).map(([, hold]) => hold),
    [0, 0, 0, 0, 0, 1_000, 2_000, 4_000],
  );
  for (const [at, [wait, hold]] of waits.slice(1).entries()) {
    assert.ok(wait >= waits[at][0] && wait <= 60_000 && hold >= waits[at][1] && hold <= 300_000);
  }
});
