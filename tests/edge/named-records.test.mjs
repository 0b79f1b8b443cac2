// Writes whose input names the record by its e-mail address or reference: they wait in its queue too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { actions, PrestaShop } from "@aismarttalk/prestashop";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";
import { journaled } from "./support/journaled.mjs";

const { recordIn } = await load("catalogue/record.ts");

test("given a record that is named in any way an action takes, then its write waits in the queue of that record", async (t) => {
  const queued = [];
  const queue = {
    run: async (record) => {
      queued.push(record);
      throw new Error("It is enough to know where it waits.");
    },
  };
  const edge = await journaled(t, {}, { host: { queue } });
  const shop = new PrestaShop({ url: edge.shop.url, key: edge.shop.key });
  await shop.customers.update(4, { email: "tea@example.org" });
  const reference = edge.shop.text("orders/6", "reference");

  const note = (named) => ["update_customer", { ...named, note: "x" }, "customers/4"];
  const status = (named) => ["update_order_status", { ...named, state: 2 }, "orders/6"];
  const parcel = (named) => ["set_tracking_number", { ...named, number: "1Z" }, "order_carriers/6"];
  const cases = [
    parcel({ order: 6 }),
    parcel({ order: "6" }),
    parcel({ order: reference }),
    parcel({ order: ` ${reference.toLowerCase()}` }),
    parcel({ parcel: 6 }),
    note({ id: 4 }),
    note({ email: "tea@example.org" }),
    note({ email: " tea@example.org" }),
    note({ email: "tea@example.org\u00a0" }),
    note({ email: "TEA@Example.ORG" }),
    status({ id: 6 }),
    status({ reference }),
    status({ reference: `  ${reference} ` }),
    status({ reference: reference.toLowerCase() }),
  ];
  await eachCase(
    "ways to name a record",
    cases.map((one) => [JSON.stringify(one), ...one]),
    async (action, input, record) => {
      queued.length = 0;
      const { text } = await edge.run(action, input);
      assert.deepEqual(queued, [record], text);
    },
  );
});

test("given a shop that also finds an address with other accents, then the record is the one the action writes", async () => {
  const rows = [
    { id: 3, email: "tea@exämple.org" },
    { id: 4, email: "Tea@example.org " },
  ];
  const shop = { client: { resource: () => ({ list: async () => rows }) } };
  const { writes } = actions.find(({ name }) => name === "update_customer");
  const named = (email) => recordIn(writes, shop, { email });
  assert.equal(await named("tea@example.org"), "customers/4");
  assert.equal(await named("tea@exämple.org"), "customers/3");
  assert.equal(await named("tea@exÄmple.org"), null);
});

test("given a name of no single record, then nothing waits and nothing is written", async (t) => {
  const queue = { run: () => assert.fail("It waits for a record.") };
  const edge = await journaled(t, {}, { host: { queue } });
  const shop = new PrestaShop({ url: edge.shop.url, key: edge.shop.key });
  const all = await shop.customers.list({ display: ["id", "email"] });
  const twice = all.find(({ id, email }) => all.some((one) => one.id > id && one.email === email));
  const writes = [];
  edge.shop.before = async ({ method }) => {
    if (method !== "GET") writes.push(method);
  };
  const cases = [
    ["update_customer", { email: twice.email, note: "x" }, 400],
    ["update_customer", { email: ` ${twice.email} `, note: "x" }, 400],
    ["update_customer", { email: "nobody@example.org", note: "x" }, 404],
    ["update_order_status", { reference: "NOBODYHAS", state: 2 }, 404],
    ["update_customer", { email: " ", note: "x" }, 400],
    ["update_customer", { note: "x" }, 400],
  ];
  await eachCase(
    "names of no single record",
    cases.map((one) => [JSON.stringify(one), ...one]),
    async (action, input, status) => {
      const answer = await edge.run(action, input);
      assert.equal(answer.status, status, answer.text);
      assert.deepEqual(writes, []);
    },
  );
});
