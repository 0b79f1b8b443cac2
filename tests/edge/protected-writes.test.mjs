// Writes at a shop that is protected: what a refusal leaves behind, and what is never refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./support/here.mjs";
import { journaled, refusal } from "./support/journaled.mjs";
import { ENDINGS, makeLate } from "./support/late-shop.mjs";

const { openGate } = await load("limits/gate.ts");

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A gate that refuses the nth request which may be refused; `seen` are the priorities of all. */
function refusing(nth) {
  const seen = [];
  const gate = openGate({ atOnce: 9, perMinute: 100_000 });
  const enter = async (installation, entry) => {
    seen.push(entry.priority);
    const refusable = seen.filter((one) => one !== "look").length;
    if (entry.priority !== "look" && refusable === nth) {
      throw refusal("shop_down", "Down.", { retryable: true, retryAfterMs: 5_000 });
    }
    return gate.enter(installation, entry);
  };
  return { seen, host: { gate: () => ({ enter }) } };
}

const WRITES = [
  ["update_product_content", { id: 5, name: { en: "Another name" } }],
  ["update_order_status", { id: 5, state: 4 }],
  ["update_customer", { id: 3, note: "Prefers a call." }],
];

test("given a gate that refuses any one request of a write, then nothing is written or noted, or all of it is", async (t) => {
  let [refused, written] = [0, 0];
  for (const [action, input] of WRITES) {
    for (let nth = 1; nth < 40; nth += 1) {
      const { host, seen } = refusing(nth);
      const edge = await journaled(t, {}, { host });
      const sent = [];
      edge.shop.before = async ({ method, url }) => {
        if (method !== "GET") sent.push(url);
      };
      const { status, body, id, text } = await edge.run(action, input);
      const { changes } = (await edge.list()).body;
      if (status === 200) {
        assert.ok(body.written, text);
        assert.equal(changes.length, 1);
        // Behind the write everything is a look.
        assert.equal(seen.slice(seen.indexOf("look")).includes("call"), false, String(seen));
        written += 1;
        break;
      }
      assert.deepEqual(
        [status, body.kind, body.saved, body.retryable],
        [504, "shop_down", "no", true],
        text,
      );
      assert.deepEqual([sent, changes, id], [[], [], null]);
      refused += 1;
    }
  }
  console.log(`${refused} refusals of requests of ${WRITES.length} writes, and ${written} writes`);
  assert.equal(written, WRITES.length);
  assert.ok(refused >= 2 * WRITES.length);
});

test("given a shop that takes one request at a time, then every write goes through, and none waits for itself", async (t) => {
  for (const [action, input] of WRITES) {
    const edge = await journaled(t, { SHOP_CONCURRENCY: "1" });
    const { status, text } = await edge.run(action, input);
    assert.equal(status, 200, text);
    const { body } = await edge.list("limit=1");
    const undone = await edge.run("undo_change", { change: body.changes[0].id });
    assert.equal(undone.status, 200, undone.text);
  }
});

test("given a write whose answer is lost and a shop that is down since, then it is looked for all the same", async (t) => {
  const edge = await journaled(t, { WRITE_TIMEOUT_MS: "45000" });
  const late = makeLate(edge.shop, ENDINGS["502"]);
  const { before } = edge.shop;
  edge.shop.before = async (request) => {
    const told = await before(request);
    // Down for everybody, until the write has landed.
    if (late.writes.length > 0 && request.method === "GET" && !isUp)
      return { status: 502, body: "" };
    return told;
  };
  let isUp = false;
  const writing = edge.run("update_customer", { id: 3, note: "Late" });
  while (late.writes.length === 0) await later(5);
  // Others find out that it is down, which takes them three seconds.
  let kind;
  for (const since = performance.now(); performance.now() - since < 8_000; ) {
    ({ kind } = (await edge.run("get_product", { id: 5 })).body);
    if (kind === "shop_down") break;
    await later(50);
  }
  assert.equal(kind, "shop_down");
  late.land();
  isUp = true;
  const { status, body: wrote, text } = await writing;
  assert.deepEqual([status, wrote.written], [200, true], text);
  const { status: served } = await edge.run("get_product", { id: 5 });
  assert.equal(served, 200, "the look's answer shows that it is up again");
});
