// A tracking number and a status in one call: two changes in the journal, each undone by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { journaled } from "./support/journaled.mjs";

/** An order that waits, and its parcel: they have one id. */
const ORDER = 6;
const PARCEL = `order_carriers/${ORDER}`;
const BOTH = { order: ORDER, number: "1Z-4711", state: 4, send_email: true };

const numberOf = ({ shop }) => shop.text(PARCEL, "tracking_number");
const stateOf = ({ shop }) => shop.text(`orders/${ORDER}`, "current_state");
const changesOf = async (edge) => (await edge.list("limit=10")).body.changes;

/** Previews a call, and confirms it. */
async function confirm(edge, input) {
  const preview = await edge.run("set_tracking_number", { ...input, preview: true });
  assert.equal(preview.status, 200, preview.text);
  const done = await edge.run("set_tracking_number", { ...input, expect: preview.body.token });
  assert.equal(done.status, 200, done.text);
  return done;
}

for (const version of ["1.6", "1.7", "8.2", "9.0"]) {
  test(`given a number with a status on ${version}, then both are listed and each is undone alone`, async (t) => {
    const edge = await journaled(t, {}, { version });
    const [number, state] = [numberOf(edge), stateOf(edge)];
    const { id, body } = await confirm(edge, BOTH);
    assert.equal(body.written, true);
    assert.deepEqual([numberOf(edge), stateOf(edge)], ["1Z-4711", "4"]);
    assert.deepEqual(
      edge.shop.mails().map(({ template }) => template),
      ["in_transit"],
    );
    const [status, parcel] = await changesOf(edge);
    assert.equal(parcel.id, id);
    assert.deepEqual(
      [parcel, status].map((one) => [one.resource, one.record, one.action, one.outcome]),
      [
        ["order_carriers", ORDER, "set_tracking_number", "written"],
        ["orders", ORDER, "set_tracking_number", "written"],
      ],
    );
    assert.deepEqual(
      [parcel, status].map(({ fields: [one] }) => [one.field, one.before, one.after]),
      [
        ["tracking_number", number, "1Z-4711"],
        ["current_state", state, "4"],
      ],
    );
    assert.equal((await edge.run("undo_change", { change: parcel.id })).status, 200);
    assert.deepEqual([numberOf(edge), stateOf(edge)], [number, "4"]);
    assert.equal((await edge.run("undo_change", { change: status.id })).status, 200);
    assert.deepEqual([numberOf(edge), stateOf(edge)], [number, state]);
    assert.equal(edge.shop.mails().length, 1, "undoing sends none");
  });
}

test("given what is written by a call, then the journal has just that", async (t) => {
  const edge = await journaled(t);
  const cases = [
    ["a number", { order: ORDER, number: "A" }, ["order_carriers"]],
    ["the same number", { order: ORDER, number: "A" }, []],
    ["the same number, and a status", { order: ORDER, number: "A", state: 3 }, ["orders"]],
    ["both", { parcel: ORDER, number: "B", state: 4 }, ["orders", "order_carriers"]],
  ];
  await eachCase("calls", cases, async (input, resources) => {
    const before = (await changesOf(edge)).length;
    await confirm(edge, input);
    const changes = await changesOf(edge);
    const added = changes.slice(0, changes.length - before);
    assert.deepEqual(
      added.map(({ resource, outcome, fields }) => [resource, outcome, fields.length]),
      resources.map((resource) => [resource, "written", 1]),
    );
  });
});

test("given a status that fails behind its number, then the number is noted as written and the rest as it is", async (t) => {
  const edge = await journaled(t);
  const state = stateOf(edge);
  const page = { status: 403, body: "<html><body>Blocked</body></html>" };
  edge.shop.before = async ({ method, url }) =>
    method === "POST" && url.includes("/order_histories") ? page : undefined;
  const failed = await edge.run("set_tracking_number", BOTH);
  edge.shop.before = async () => {};
  assert.notEqual(failed.status, 200);
  assert.match(failed.text, /The tracking number is saved, but/);
  assert.equal(failed.body.saved, "yes");
  assert.deepEqual([numberOf(edge), stateOf(edge)], ["1Z-4711", state]);
  const [parcel, ...others] = await changesOf(edge);
  assert.deepEqual([parcel.resource, parcel.outcome], ["order_carriers", "written"]);
  assert.equal(parcel.id, failed.id);
  assert.deepEqual(others, [], "the list looks at the order: its status was not changed");
});

test("given a token that may set numbers alone, then it undoes them and no status", async (t) => {
  const edge = await journaled(t);
  await confirm(edge, BOTH);
  const [status, parcel] = await changesOf(edge);
  const undo = async ({ id }) =>
    (await edge.run("undo_change", { change: id }, "parcelEditor")).status;
  assert.deepEqual([await undo(status), await undo(parcel)], [403, 200]);
});
