// Which writes are noted, and what a note never holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PrestaShop } from "@aismarttalk/prestashop";
import { durableQueue, journaled } from "./support/journaled.mjs";
import { keptNamespace } from "./support/namespace.mjs";

test("given a shop that is gone after a write, when nobody knows the outcome, then the journal says so until the shop is back, and all of it can be undone", async (t) => {
  const cases = [
    ["update_customer", { id: 3, note: "One" }, "customers/3", [["note", null, "One"]]],
    [
      "update_product_content",
      { id: 5, name: { en: "A", fr: "B" }, description: "C", language: 2 },
      "products/5",
      [
        ["name", 1, "A"],
        ["name", 2, "B"],
        ["description", 2, "C"],
      ],
    ],
    ["update_order_status", { id: 5, state: "Paid" }, "orders/5", [["current_state", null, "2"]]],
  ];
  for (const [action, input, record, fields] of cases) {
    const edge = await journaled(t, { WRITE_TIMEOUT_MS: "3000" });
    const now = () =>
      fields.map(([field, language]) => edge.shop.text(record, field, language ?? undefined));
    const before = now();
    let isGone = false;
    edge.shop.before = async ({ method, answer }) => {
      if (isGone) return "break";
      if (method === "GET") return undefined;
      answer();
      isGone = true;
      return "break";
    };
    const wrote = await edge.run(action, input);
    assert.deepEqual([wrote.status, wrote.body.kind], [502, "outcome_unknown"], wrote.text);
    const { body } = await edge.list();
    const [noted] = body.changes;
    assert.equal(noted.id, wrote.id);
    assert.equal(noted.outcome, "unknown");
    assert.equal(`${noted.resource}/${noted.record}`, record);
    assert.deepEqual(
      noted.fields.map(({ field, language, before, after }) => [
        field,
        language?.id ?? null,
        after,
        before,
      ]),
      fields.map((one, at) => [...one, before[at]]),
    );
    const early = await edge.run("undo_change", { change: wrote.id });
    assert.equal(early.status, 502, early.text);
    isGone = false;
    edge.shop.before = async () => {};
    const undone = await edge.run("undo_change", { change: wrote.id });
    assert.deepEqual([undone.status, undone.body.written], [200, true], undone.text);
    assert.deepEqual(now(), before);
    assert.deepEqual(
      (await edge.list()).body.changes.map(({ outcome }) => outcome),
      ["written", "written"],
    );
  }
  console.log(`# ${cases.length} actions whose outcome is unknown`);
});

test("given a writer of another instance that is lost, when it may have written, then that is noted here", async (t) => {
  const lost = async () => {
    throw new Error("The Durable Object was reset.");
  };
  const queue = durableQueue({ idFromName: (name) => name, get: () => ({ run: lost }) });
  const edge = await journaled(t, {}, { host: { queue } });
  const wrote = await edge.run("update_customer", {
    email: edge.shop.text("customers/3", "email"),
    note: "One",
  });
  assert.deepEqual([wrote.status, wrote.body.kind], [502, "outcome_unknown"]);
  const [noted] = (await edge.list()).body.changes;
  assert.deepEqual([noted?.id, noted?.outcome, noted?.record], [wrote.id, "unknown", 3]);
  const undone = await edge.run("undo_change", { change: wrote.id });
  assert.deepEqual([undone.status, undone.body.kind], [409, "not_undoable"]);
  assert.match(undone.body.hint, /Read/);
});

test("given writes that a shop refuses, when they fail, then nothing is noted", async (t) => {
  const edge = await journaled(t);
  const refused = [
    ["update_customer", { id: 3, firstname: "4711" }],
    ["update_customer", { id: 999_999, note: "x" }],
    ["update_product_seo", { id: 5, link_rewrite: "not a slug!" }],
    ["update_order_status", { id: 5, state: 999 }],
    ["update_customer", { id: 3, note: "x", preview: true }],
    ["update_customer", { id: 3 }],
  ];
  for (const [action, input] of refused) {
    const { id } = await edge.run(action, input);
    assert.equal(id, null, JSON.stringify([action, input]));
  }
  assert.deepEqual((await edge.list()).body.changes, []);
  console.log(`# ${refused.length} writes that did not happen`);
});

test("given a write that was sent and surely not saved, when the shop has said so, then nothing is noted and nobody waits", async (t) => {
  const page = (status) => ({ status, body: `<html><h1>${status}</h1></html>` });
  const errors = (code) =>
    `<?xml version="1.0"?><prestashop><errors><error><code><![CDATA[${code}]]></code><message><![CDATA[No.]]></message></error></errors></prestashop>`;
  const refusals = [
    ["a refusal of the Webservice", { status: 400, body: errors(41) }],
    ["a page of a firewall", page(403)],
    ["a page that is not found", page(404)],
    ["a redirect", { status: 302, headers: { Location: "/elsewhere" }, body: "" }],
    ["a method that is not known", page(501)],
  ];
  for (const [what, refusal] of refusals) {
    const edge = await journaled(t);
    let sent = 0;
    edge.shop.before = async ({ method }) => {
      if (method === "GET") return undefined;
      sent += 1;
      return refusal;
    };
    const { status, id, body, text } = await edge.run("update_customer", { id: 3, note: what });
    assert.ok(status >= 400, text);
    assert.deepEqual([sent, id, body.saved], [1, null, "no"], `${what}: ${text}`);
    assert.deepEqual((await edge.list()).body.changes, [], what);
    edge.shop.before = async () => {};
    const next = await edge.run("update_customer", { id: 3, note: what });
    assert.equal(next.status, 200, next.text);
  }
  console.log(`# ${refusals.length} writes that were sent and not saved`);
});

test("given somebody else who writes in the same moment, when a mix is left, then it is noted as unknown", async (t) => {
  const edge = await journaled(t);
  edge.shop.before = async ({ method, answer }) => {
    if (method === "GET") return undefined;
    const made = answer();
    edge.shop.write("products/5", "name", 1, "Somebody else");
    edge.shop.before = async () => {};
    return made;
  };
  const { status, id, body, text } = await edge.run("update_product_content", {
    id: 5,
    name: { en: "A", fr: "B" },
  });
  assert.deepEqual([status, body.kind, body.retryable], [409, "conflict", false], text);
  assert.notEqual(body.saved, "no");
  const [noted] = (await edge.list()).body.changes;
  assert.deepEqual([noted.id, noted.outcome], [id, "unknown"]);
  // No more will be known of it: nobody has to wait.
  const next = await edge.run("update_product_content", { id: 5, name: { fr: "C" } });
  assert.equal(next.status, 200, next.text);
});

test("given writes that succeed, then the worker asks the shop no more often than the package does by itself", async (t) => {
  const writes = [
    ["update_product_content", { id: 5, name: { en: "Tea of the week" } }],
    ["update_product_seo", { id: 6, meta_title: { en: "Tea" } }],
    ["update_customer", { id: 3, note: "Prefers a call." }],
    ["update_order_status", { id: 5, state: 4 }],
  ];
  for (const [action, input] of writes) {
    const [alone, edge] = [await journaled(t), await journaled(t)];
    const { key, url } = alone.shop;
    const { written } = await new PrestaShop({ url, key }).run(action, input);
    const { body, text } = await edge.run(action, input);
    assert.deepEqual([written, body.written], [true, true], text);
    assert.ok(
      edge.shop.sent <= alone.shop.sent,
      `${action}: ${edge.shop.sent}, ${alone.shop.sent}`,
    );
    console.log(`# ${action}: ${edge.shop.sent} requests, ${alone.shop.sent} without a worker`);
  }
});

test("given secrets in the shop and in what is written, when changes are noted, then the journal holds none", async (t) => {
  const { kept, ...namespace } = keptNamespace();
  const everKept = [];
  const put = (...entry) => {
    everKept.push(entry);
    return namespace.put(...entry);
  };
  const edge = await journaled(t, { JOURNAL_KV: { ...namespace, put } });
  const { key } = edge.shop;
  const secrets = [
    key,
    btoa(`${key}:`),
    edge.shop.text("customers/3", "passwd"),
    edge.shop.text("customers/3", "secure_key"),
  ];
  assert.ok(secrets.every((secret) => secret.length >= 16));
  const wrote = await edge.run("update_customer", {
    id: 3,
    firstname: "Clara",
    note: `The key is ${key}, or ${btoa(`${key}:`)}.`,
  });
  assert.equal(wrote.status, 200, wrote.text);
  await edge.run("update_customer", { id: 3, note: "Nothing of the kind" });
  await edge.run("update_order_status", { id: 5, state: 4 });
  await edge.run("update_product_content", { id: 5, name: "Tea" });
  const undone = await edge.run("undo_change", { change: wrote.id });
  assert.equal(undone.status, 200, undone.text);
  assert.deepEqual(
    undone.body.left_alone.map(({ field, reason }) => [field, reason]),
    [["note", "not_known"]],
  );
  const everywhere = [
    JSON.stringify([...kept]),
    JSON.stringify(everKept),
    (await edge.list()).text,
    JSON.stringify(edge.lines),
  ];
  assert.equal(kept.size, 5);
  for (const place of everywhere) for (const secret of secrets) assert.ok(!place.includes(secret));
  console.log(`# ${secrets.length} secrets searched in ${everywhere.length} places`);
});

test("given a text whose cut falls into a character, when changes are listed, then the character is left out whole", async (t) => {
  const edge = await journaled(t);
  const note = `a${"\u{1f375}".repeat(600)}`;
  const { status, text } = await edge.run("update_customer", { id: 3, note });
  assert.equal(status, 200, text);
  const listed = await edge.list("limit=1");
  const [{ after, cut }] = listed.body.changes[0].fields;
  assert.deepEqual([after, cut], [note.slice(0, 999), true]);
  assert.doesNotMatch(listed.text, /\\ud8/);
  const unknown = `a${"\u{1f375}".repeat(40)}`;
  const refused = await edge.run("list_changes", { [unknown]: 1 });
  assert.equal(refused.body.field, unknown.slice(0, 63));
});

test("given a very long text, when changes are listed, then it is cut and undoing brings all of it back", async (t) => {
  const edge = await journaled(t);
  const long = `<p>${"tea ".repeat(2_000)}</p>`;
  await edge.run("update_product_content", { id: 5, description: { en: long } });
  const stored = edge.shop.text("products/5", "description", 1);
  const { id } = await edge.run("update_product_content", {
    id: 5,
    description: { en: "<p>Short</p>" },
  });
  const [{ fields }] = (await edge.list("limit=1")).body.changes;
  assert.deepEqual(
    [fields[0].cut, fields[0].before.length, fields[0].after],
    [true, 1_000, "<p>Short</p>"],
  );
  await edge.run("undo_change", { change: id });
  assert.equal(edge.shop.text("products/5", "description", 1), stored);
});
