// Requests with a key: carried out once, whatever a caller repeats.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";
import { startJournaled } from "./support/journaled.mjs";

const { memoryKeys } = await load("idempotency/memory.ts");

const UPDATE = "/v1/sites/one/actions/update_customer";
const JSON_TYPE = { "Content-Type": "application/json" };

let edge;
/** Requests to the shop that write. */
const writes = [];
before(async () => {
  edge = await startJournaled();
  edge.shop.before = async ({ method, url }) => {
    if (method !== "GET") writes.push(url);
  };
});
after(() => edge.stop());

async function ask({ key, body = {}, who = "writer", path = UPDATE, ...init }) {
  const isRead = init.method === "GET";
  const response = await edge.fetch(path, who, {
    method: "POST",
    ...(!isRead && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    ...init,
    headers: {
      ...JSON_TYPE,
      ...(key !== undefined && { "Idempotency-Key": key }),
      ...init.headers,
    },
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    body: JSON.parse(text),
    change: response.headers.get("X-Change-Id"),
    isReplayed: response.headers.get("Idempotency-Replayed"),
  };
}

/** A value that the shop does not have yet. */
let made = 0;
const note = () => {
  made += 1;
  return { id: 3, note: `Note ${made}` };
};

test("given a write with a key, when it is repeated, then the answer is the same and nothing is written again", async () => {
  const [key, body] = [randomUUID(), note()];
  const first = await ask({ key, body });
  assert.deepEqual([first.status, first.body.written, first.isReplayed], [200, true, null]);
  // Somebody else's value in between is not overwritten.
  await ask({ body: note() });
  const sent = writes.length;
  const again = await ask({ key, body });
  assert.deepEqual(
    [again.status, again.text, again.change, again.isReplayed],
    [200, first.text, first.change, "true"],
  );
  assert.equal(writes.length, sent);
  assert.equal(edge.shop.text("customers/3", "note"), `Note ${made}`);
});

test("given a key, then it stands for one caller and one request", async () => {
  const [key, body] = [randomUUID(), note()];
  assert.equal((await ask({ key, body })).status, 200);
  const others = [
    ["another body", { body: note() }, 422],
    [
      "another order of the same members",
      { body: JSON.stringify({ note: body.note, id: 3 }) },
      422,
    ],
    ["another action", { path: "/v1/sites/one/actions/update_product_seo", body }, 422],
    ["another site", { path: "/v1/sites/two/actions/update_customer", body }, 422],
    ["another query", { path: `${UPDATE}?x=1`, body }, 422],
    ["another caller", { who: "colleague", body }, 200],
    ["the same", { body }, 200],
  ];
  await eachCase(
    "requests with a key that was used",
    others.map(([name, ...rest]) => [name, ...rest]),
    async (request, status) => {
      const answer = await ask({ key, ...request });
      assert.equal(answer.status, status, answer.text);
      if (status !== 422) return;
      assert.deepEqual([answer.body.kind, answer.body.saved], ["key_reused", "no"]);
    },
  );
});

test("given a request under way, when it is repeated, then the repetition waits, and then gets its answer", async () => {
  const [key, body] = [randomUUID(), note()];
  const { before: counting } = edge.shop;
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  let isThere;
  const there = new Promise((resolve) => {
    isThere = resolve;
  });
  edge.shop.before = async (request) => {
    await counting(request);
    if (request.method === "GET") return;
    isThere();
    await held;
  };
  const first = ask({ key, body });
  await there;
  const refused = await ask({ key, body });
  assert.deepEqual(
    [refused.status, refused.body.kind, refused.body.retryable],
    [409, "key_in_use", true],
  );
  const sent = writes.length;
  release();
  edge.shop.before = counting;
  const answered = await first;
  const again = await ask({ key, body });
  assert.deepEqual([again.text, again.isReplayed], [answered.text, "true"]);
  assert.equal(writes.length, sent);
});

test("given problems, then those that stay are repeated, and those that may pass are not kept", async () => {
  const wrong = { key: randomUUID(), body: { id: 3, colour: "red" } };
  const first = await ask(wrong);
  const again = await ask(wrong);
  assert.deepEqual([first.status, again.text, again.isReplayed], [400, first.text, "true"]);

  const { before: counting } = edge.shop;
  const passing = { key: randomUUID(), body: note() };
  edge.shop.before = async () => ({ status: 503, headers: { "Retry-After": "1" }, body: "" });
  const failed = await ask(passing);
  assert.deepEqual([failed.body.saved, failed.body.retryable], ["no", true], failed.text);
  edge.shop.before = counting;
  const passed = await ask(passing);
  assert.deepEqual([passed.status, passed.isReplayed], [200, null]);
});

test("given keys that are none, and requests that read, then the first are refused and the others take no notice", async () => {
  for (const key of ["", "é", "x".repeat(256)]) {
    const response = await ask({ key, body: note() }).catch((error) => error);
    // Some characters do not even leave the client.
    if (response instanceof Error) continue;
    assert.deepEqual([response.status, response.body.field], [400, "Idempotency-Key"], key);
  }
  const key = randomUUID();
  for (let round = 0; round < 2; round += 1) {
    const listed = await ask({ key, path: "/v1/sites", method: "GET" });
    assert.deepEqual([listed.status, listed.isReplayed], [200, null]);
  }
});

test("given keys in memory, then they last a day, one that died is told, and one caller does not fill them up", async () => {
  const DAY = 86_400_000;
  const keys = memoryKeys();
  const one = { id: "one", caller: "a" };
  assert.deepEqual(await keys.begin(one, "r1", 0), { is: "new" });
  assert.deepEqual(await keys.begin(one, "r2", 299_999), { is: "under way" });
  assert.deepEqual(await keys.begin(one, "r2", 300_000), { is: "lost" });
  await keys.finish("one", "r2", "f", "not of this run");
  assert.deepEqual(await keys.begin(one, "r3", 300_000), { is: "lost" });
  await keys.finish("one", "r1", "f", "answer");
  const answered = { is: "answered", fingerprint: "f", answer: "answer" };
  assert.deepEqual(await keys.begin(one, "r3", DAY - 1), answered);
  assert.deepEqual(await keys.begin(one, "r3", DAY), { is: "new" });
  let taken = 0;
  while ((await keys.begin({ id: `a ${taken}`, caller: "a" }, "r", DAY)).is === "new") taken += 1;
  assert.ok(taken > 1_000 && taken < 10_000, String(taken));
  assert.deepEqual(await keys.begin({ id: "b", caller: "b" }, "r", DAY), { is: "new" });
  assert.deepEqual(await keys.begin({ id: "a again", caller: "a" }, "r", 2 * DAY), { is: "new" });
});
