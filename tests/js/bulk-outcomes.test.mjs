// What becomes of a product of the console's bulk change whose write failed: by what was saved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { consoleModules } from "./support/console.mjs";

const bulk = await consoleModules("language/en.ts", "bulk/job.ts", "bulk/passes.ts");

/** A shop with one product and one text, which fails where it is told to. */
function shopOf() {
  const shop = { title: "old", writes: 0, faults: new Map(), onLook: () => {} };
  const begin = (step) => {
    const fault = shop.faults.get(step);
    if (step !== "look") shop.faults.delete(step);
    if (fault?.before) throw fault.before;
    return fault;
  };
  const tokens = new Map();
  let handedOut = 0;
  const handOut = (title) => {
    handedOut += 1;
    tokens.set(`token ${handedOut}`, title);
    return `token ${handedOut}`;
  };
  shop.run = async (_, { meta_title: texts, preview, expect }) => {
    const shown = tokens.get(expect);
    if (shop.bindsOnce) tokens.delete(expect);
    const fault = begin(preview ? "preview" : "write");
    const [before, after] = [shop.title, texts.en];
    const fields = before === after ? [] : [{ field: "meta_title", language: null, before, after }];
    const answer = { written: false, fields, differences: [], warnings: [] };
    if (preview) return { ...answer, token: handOut(before) };
    if (shown !== before) throw failure("confirmation_invalid");
    shop.writes += 1;
    shop.title = after;
    if (fault?.after) throw fault.after;
    return { ...answer, written: true, token: handOut(after) };
  };
  shop.lookAgain = async ({ changes: [{ after }] }) => {
    if (begin("look") === "worker") return null;
    return { written: shop.title === after };
  };
  return shop;
}

function failure(kind, saved = "no", more = {}) {
  return Object.assign(new Error(`it is ${kind}`), { kind, saved, hint: `mend ${kind}`, ...more });
}

/** The answer to a write was lost, and the error names the write. */
function lost(more = {}) {
  const change = { field: "meta_title", language: null, before: "old", after: "new" };
  const write = { resource: "products", id: 1, changes: [change] };
  return failure("outcome_unknown", "unknown", { write, ...more });
}

function jobOf() {
  const given = [{ field: "meta_title", language: "en", text: "new" }];
  const row = { number: 2, named: "1", product: { id: 1 }, given, problem: null, notes: [] };
  return bulk.jobOf([{ ...row, rows: [row], texts: { meta_title: { en: "new" } } }]);
}

const options = () => ({
  signal: new AbortController().signal,
  isDraining: () => false,
  onStep: () => {},
  beforeSend: async () => {},
});

/** A job that is previewed, and written once with that fault. */
async function failedOnce(fault, bindsOnce = false) {
  const [shop, job] = [Object.assign(shopOf(), { bindsOnce }), jobOf()];
  await bulk.previewAll(job, shop, options());
  shop.faults.set("write", fault);
  const end = await bulk.writeAll(job, shop, options());
  return { shop, job, end };
}

/** Where a product stands after its write failed, by what was saved and by kind of error. */
const AFTER_WRITE = {
  no: {
    conflict: "conflict",
    not_found: "not_found",
    validation: "refused",
    invalid_request: "refused",
    confirmation_invalid: "waiting",
    server: "ready",
    timeout: "ready",
    malformed_response: "ready",
    network: "ready",
    permission: "ready",
    authentication: "ready",
    rate_limited: "ready",
    webservice_disabled: "ready",
    aborted: "ready",
    forbidden: "ready",
    time_limit: "ready",
    busy: "ready",
    constructor: "ready",
  },
  unknown: {
    conflict: "conflict",
    not_found: "unknown",
    validation: "unknown",
    invalid_request: "unknown",
    server: "unknown",
    timeout: "unknown",
    network: "unknown",
    permission: "unknown",
    wrong_address: "unknown",
    rate_limited: "unknown",
    aborted: "unknown",
    outcome_unknown: "unknown",
    time_limit: "unknown",
    internal: "unknown",
  },
  yes: { conflict: "conflict", server: "part", malformed_response: "part", internal: "part" },
};

/** What concerns one product, so that the others go on. */
const ONE_PRODUCT = new Set([
  ...["conflict", "not_found", "validation", "invalid_request"],
  ...["server", "malformed_response", "timeout", "outcome_unknown", "time_limit", "busy"],
  "confirmation_invalid",
]);

test("given what was saved and the kind of an error, then that decides where the product stands", async () => {
  let cases = 0;
  for (const [saved, kinds] of Object.entries(AFTER_WRITE)) {
    for (const [kind, state] of Object.entries(kinds)) {
      const { job, end } = await failedOnce({ before: failure(kind, saved) });
      assert.equal(job[0].state, state, `${saved}, ${kind}`);
      const halted = kind === "aborted" ? "stopped" : "halted";
      assert.equal(end.kind, ONE_PRODUCT.has(kind) ? "done" : halted, `${saved}, ${kind}`);
      cases += 1;
    }
  }
  console.log(`${cases} errors by what was saved and by kind`);
});

/** Where it stands after a preview that failed; where it stood, if its kind does not stand here. */
const AFTER_PREVIEW = { validation: "refused", invalid_request: "refused", not_found: "not_found" };

test("given a preview that fails, then it never counts as sent", async () => {
  const kinds = new Set(Object.values(AFTER_WRITE).flatMap(Object.keys));
  kinds.delete("conflict");
  for (const kind of kinds) {
    const [shop, job] = [shopOf(), jobOf()];
    shop.faults.set("preview", { before: failure(kind) });
    await bulk.previewAll(job, shop, options());
    const state = Object.hasOwn(AFTER_PREVIEW, kind) ? AFTER_PREVIEW[kind] : "waiting";
    assert.equal(job[0].state, state, kind);
  }
  console.log(`${kinds.size} kinds of previews that fail`);
});

/** What another look at a write without an answer comes to; nothing is written by it. */
const LOOKS = [
  { what: "that finds it", lands: true, state: "written" },
  { what: "that finds that it will not come", state: "ready" },
  {
    what: "that does not know yet",
    look: { before: lost() },
    state: "unknown",
  },
  { what: "without a network", look: { before: failure("network") }, state: "unknown" },
  { what: "without the right to it", look: { before: failure("permission") }, state: "unknown" },
  { what: "that finds no product", look: { before: failure("not_found") }, state: "not_found" },
  { what: "that finds a part", look: { before: failure("server", "yes") }, state: "part" },
  {
    what: "that finds somebody else's values",
    look: { before: failure("conflict", "unknown") },
    state: "conflict",
  },
  { what: "by a worker's preview that finds it", look: "worker", lands: true, state: "written" },
  { what: "by a worker's preview of what was shown", look: "worker", state: "unknown" },
  {
    what: "by a worker's preview of neither",
    look: "worker",
    title: "theirs",
    state: "conflict",
  },
];

for (const { what, look, lands = false, title, state } of LOOKS) {
  test(`given another look ${what}, then it is ${state}, and nothing is written`, async () => {
    const { shop, job } = await failedOnce(lands ? { after: lost() } : { before: lost() });
    assert.equal(job[0].state, "unknown");
    if (look !== undefined) shop.faults.set("look", look);
    if (title !== undefined) shop.title = title;
    await bulk.lookAll(job, shop, options());
    assert.equal(job[0].state, state);
    assert.equal(shop.writes, lands ? 1 : 0);
  });
}

test("given a write that may still come, when resumed, then it is not sent again", async () => {
  const open = { before: lost({ lookAgainAfterMs: 30_000 }) };
  const { shop, job } = await failedOnce(open);
  shop.faults.set("look", open);
  for (let passes = 0; passes < 3; passes += 1) await bulk.writeAll(job, shop, options());
  assert.deepEqual([job[0].state, shop.writes], ["unknown", 0]);
  assert.match(job[0].message[1](bulk.en), /look again after 30 sec/i);
});

test("given an earlier write to the product, when looked at again, then this one does not count as sent", async () => {
  const earlier = [{ field: "meta_title", language: null, before: "old", after: "earlier" }];
  const open = lost({ write: { resource: "products", id: 1, changes: earlier } });
  const { shop, job } = await failedOnce({ before: open });
  assert.equal(job[0].state, "unknown");
  await bulk.lookAll(job, shop, options());
  assert.equal(job[0].state, "ready", "the earlier one will not come");

  shop.faults.set("write", { before: open });
  await bulk.writeAll(job, shop, options());
  shop.title = "earlier";
  await bulk.lookAll(job, shop, options());
  assert.deepEqual([job[0].state, shop.writes], ["conflict", 0]);
});

test("given a worker whose tokens can be used once, when resumed, then a fresh preview is confirmed", async () => {
  const { shop, job } = await failedOnce({ before: failure("time_limit", "unknown") }, true);
  assert.equal(job[0].state, "unknown");
  await bulk.writeAll(job, shop, options());
  assert.deepEqual([job[0].state, shop.writes], ["written", 1]);
});

test("given a look that fails, when looked again, then the client is asked once more", async () => {
  const { shop, job } = await failedOnce({ before: lost() });
  shop.faults.set("look", { before: failure("network") });
  await bulk.lookAll(job, shop, options());
  shop.faults.delete("look");
  await bulk.lookAll(job, shop, options());
  assert.equal(job[0].state, "ready");
});

test("given a product saved in part, when previewed again, then what is missing is written", async () => {
  const { shop, job } = await failedOnce({ before: failure("server", "yes") });
  assert.equal(job[0].state, "part");
  assert.deepEqual(bulk.pending(job, "write"), []);
  assert.ok(bulk.isContested(job[0]));
  // As the page does when somebody wants it tried again.
  Object.assign(job[0], { state: "waiting", token: null, message: [] });
  await bulk.previewAll(job, shop, options());
  await bulk.writeAll(job, shop, options());
  assert.deepEqual([job[0].state, shop.writes], ["written", 1]);
});

test("given a preview with effects, then they are told with the product", async () => {
  const [shop, job] = [shopOf(), jobOf()];
  const { run } = shop;
  const effects = [{ kind: "cleaned", text: "The shop cleans the description as well." }];
  shop.run = async (...given) => ({ ...(await run(...given)), effects });
  await bulk.previewAll(job, shop, options());
  assert.deepEqual(job[0].message, [effects[0].text]);
});
