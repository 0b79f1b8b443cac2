// What the worker's own actions take.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Validator } from "@cfworker/json-schema";
import { journaled } from "./support/journaled.mjs";

const ID = "2026-01-31T12:00:00.000Z-3f0c8a52-6d1e-4b7a-9c35-0e8d2f4b6a71";

test("given inputs of the worker's own actions, when they are wrong, then schema and worker refuse the same ones and the field is named; null and digits are taken as well", async (t) => {
  const edge = await journaled(t);
  const actions = await edge.actions();
  const cases = [
    ["list_changes", {}, null],
    ["list_changes", { limit: 50, before: ID, resource: "orders", record: 5 }, null],
    ["list_changes", { limit: 0 }, "limit"],
    ["list_changes", { limit: 51 }, "limit"],
    ["list_changes", { limit: 1.5 }, "limit"],
    ["list_changes", { limit: "many" }, "limit"],
    ["list_changes", { before: "yesterday" }, "before"],
    ["list_changes", { before: `${ID}\n` }, "before"],
    ["list_changes", { resource: "carts" }, "resource"],
    ["list_changes", { resource: "toString" }, "resource"],
    ["list_changes", { record: -1 }, "record"],
    ["list_changes", { offset: 5 }, "offset"],
    ["list_changes", JSON.parse('{"__proto__": 1}'), "__proto__"],
    ["undo_change", {}, "change"],
    ["undo_change", { change: 5 }, "change"],
    ["undo_change", { change: "../../change:two:1" }, "change"],
    ["undo_change", { change: ID.toUpperCase() }, "change"],
    ["undo_change", { change: ID, preview: "yes" }, "preview"],
    ["undo_change", { change: ID, expect: "" }, "expect"],
    ["undo_change", { change: ID, expect: "p".repeat(256) }, "expect"],
    ["undo_change", { change: ID, force: true }, "force"],
  ];
  for (const [name, input, field] of cases) {
    const { inputSchema } = actions.find((one) => one.name === name);
    const { valid } = new Validator(inputSchema, "2020-12").validate(input);
    const { status, body } = await edge.run(name, input);
    const label = `${name} ${JSON.stringify(input)}`;
    assert.equal(valid, field === null, label);
    if (field === null) assert.equal(status, 200, label);
    else assert.deepEqual([status, body.kind, body.field], [400, "invalid_request", field], label);
  }
  // Models give what they do not mean as null, and some give numbers as texts.
  const mended = [
    ["list_changes", { limit: "2", before: null, resource: null, record: null }, 200, undefined],
    ["list_changes", { limit: "0" }, 400, "limit"],
    ["undo_change", { change: null, preview: null, expect: null }, 400, "change"],
    ["undo_change", { change: ID, preview: null, expect: null }, 404, "change"],
    ["list_changes", { colour: null }, 400, "colour"],
  ];
  for (const [name, input, status, field] of mended) {
    const answer = await edge.run(name, input);
    assert.deepEqual([answer.status, answer.body.field], [status, field], JSON.stringify(input));
  }
  const missing = await edge.run("undo_change", { change: ID });
  assert.deepEqual([missing.status, missing.body.kind], [404, "no_such_change"]);
  console.log(`# ${cases.length + mended.length} inputs`);
});

test("given the address of the changes, when its query is wrong, then a problem names the field", async (t) => {
  const edge = await journaled(t);
  const cases = [
    ["limit=5&resource=products&record=7", 200, undefined],
    ["limit=0", 400, "limit"],
    ["limit=many", 400, "limit"],
    ["limit=99999999999", 400, "limit"],
    ["limit=", 400, "limit"],
    ["before=1", 400, "before"],
    ["resource=__proto__", 400, "resource"],
    ["record=%00", 400, "record"],
    ["constructor=1", 400, "constructor"],
  ];
  for (const [query, status, field] of cases) {
    const answer = await edge.list(query);
    assert.deepEqual([answer.status, answer.body.field], [status, field], query);
  }
  console.log(`# ${cases.length} queries`);
});
