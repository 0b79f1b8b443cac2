// Runs that are held to one customer, and options that are none.
import assert from "node:assert/strict";
import { test } from "node:test";
import { actions, parseResponse } from "@aismarttalk/prestashop";
import { client, demoShop } from "./support/demo-shop.mjs";
import { assertFails, errorOf } from "./support/errors.mjs";
import {
  ABOUT_OTHERS,
  blanked,
  HOLDER,
  HOLDS,
  NEEDLES,
  OTHER_ORDER,
  OWN_ORDERS,
  ofNobody,
} from "./support/held.mjs";
import { eachCase } from "./support/table.mjs";

/** What can be seen of a run, without the value that was given. */
async function seen(action, input, onlyCustomer) {
  const demo = demoShop();
  const writes = action.annotations.readOnlyHint ? [] : [action.name];
  const run = client(demo).run(action.name, input, { onlyCustomer, writes });
  const outcome = await run.catch(({ kind, message, hint, status, field }) => ({
    kind,
    message,
    hint,
    status,
    field,
  }));
  const sent = demo.log.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
  return { text: blanked(JSON.stringify([outcome, sent]), input), requests: sent.length };
}

test("given a run held to a customer, then what others have is as what nobody has", () =>
  eachCase("held runs about others", ABOUT_OTHERS, async (action, input, hold) => {
    const found = await seen(action, input, hold);
    assert.deepEqual(found, await seen(action, ofNobody(input), hold));
    for (const needle of NEEDLES) assert.ok(!found.text.includes(needle), needle);
  }));

const OWN = [
  ["get_customer", { id: HOLDER.id }, ({ customers: [one] }) => one.email, HOLDER.email],
  ["get_customer", { email: HOLDER.email }, ({ customers: all }) => all.length, 1],
  ["get_last_order", { email: HOLDER.email }, ({ order }) => order.customer.id, HOLDER.id],
  [
    "get_orders_by_email",
    { email: HOLDER.email },
    ({ total_count }) => total_count,
    OWN_ORDERS.length,
  ],
  [
    "get_order_details",
    { id: OWN_ORDERS[0].id },
    ({ orders: [one] }) => one.lines.length > 0,
    true,
  ],
  [
    "get_order_history",
    { id: OWN_ORDERS[0].id },
    ({ orders: [one] }) => one.changes.length > 0,
    true,
  ],
  ["get_product", { id: 5 }, ({ products: [one] }) => one.id, 5],
  ["check_access", {}, ({ only_customer }) => only_customer.writes, []],
];

test("given a run held to a customer, then what is theirs is answered", () =>
  eachCase(
    "held runs about the customer",
    OWN.flatMap(([name, ...rest]) => HOLDS.map((hold) => [name, name, ...rest, hold])),
    async (name, input, look, expected, onlyCustomer) => {
      const answer = await client(demoShop()).run(name, input, { onlyCustomer });
      assert.deepEqual(look(answer), expected);
    },
  ));

test("given no list of writes, then a held run writes nothing and sends nothing", () =>
  eachCase(
    "writes",
    actions
      .filter(({ annotations }) => !annotations.readOnlyHint)
      .map((one) => [one.name, one.name]),
    async (name) => {
      const demo = demoShop();
      const { example: input } = actions.find((one) => one.name === name);
      await assertFails(
        client(demo).run(name, input, { onlyCustomer: HOLDS[0] }),
        "PermissionError",
      );
      assert.equal(demo.log.length, 0);
    },
  ));

test("given options that change during the call, then the run stays held as it was", async () => {
  const demo = demoShop();
  const options = { onlyCustomer: { id: HOLDER.id } };
  const run = client(demo).run("get_order_details", { id: OTHER_ORDER.id }, options);
  options.onlyCustomer.id = OTHER_ORDER.id_customer;
  await assertFails(run, "NotFoundError");
});

const shop = client(demoShop());
const ID = { id: HOLDER.id };
/** Each call with an option that it does not have. */
const UNKNOWN = [
  ["run", (given) => shop.run("get_customer", ID, given)],
  ["access", (given) => shop.access(given)],
  ["search", (given) => shop.search("dish", { language: 1, ...given })],
  ["attachment", (given) => shop.attachment(1, given)],
  ["lookAgain", (given) => shop.lookAgain({}, given)],
  ["images.list", (given) => shop.images.list(1, given)],
  ["images.get", (given) => shop.images.get(1, 1, given)],
  ["images.of", (given) => shop.images.of("categories", 1, given)],
  ["images.add", (given) => shop.images.add(1, new Uint8Array(9), given)],
  ["get", (given) => shop.customers.get(2, given)],
  ["list", (given) => shop.customers.list(given)],
  ["iterate", (given) => shop.customers.iterate(given).next()],
  ["update", (given) => shop.customers.update(2, { note: "" }, given)],
  ["create", (given) => shop.orderHistories.create({ id_order: 1, id_order_state: 2 }, given)],
  ["untyped get", (given) => shop.resource("addresses").get(2, given)],
  ["untyped list", (given) => shop.resource("addresses").list(given)],
  ["untyped update", (given) => shop.resource("addresses").update(2, { other: "" }, given)],
  ["untyped create", (given) => shop.resource("addresses").create({ other: "" }, given)],
  ["untyped delete", (given) => shop.resource("addresses").delete(2, given)],
];
/** `run` knows `onlyCustomer`. */
const NAMES = ["only_customer", "onlyCustomer", "colour"];

test("given an option that a call does not have, then it is refused by its name", () =>
  eachCase(
    "calls with an option that is none",
    UNKNOWN.flatMap(([call, ask]) =>
      NAMES.filter((name) => call !== "run" || name !== "onlyCustomer").map((name) => [
        `${call} with ${name}`,
        ask,
        name,
      ]),
    ),
    async (ask, name) => {
      const error = await errorOf(async () => ask({ [name]: { id: HOLDER.id } }));
      assert.equal(error.kind, "invalid_request", String(error));
      assert.ok(error.message.includes(name), error.message);
    },
  ));

test("given an option of parseResponse that it does not have, then it is refused by its name", async () => {
  const response = { status: 200, headers: {}, body: "" };
  const call = { resource: "products" };
  const error = await errorOf(async () => parseResponse(call, response, { onlyCustomer: ID }));
  assert.equal(error.field, "onlyCustomer");
});

const HOLES = [
  [undefined, "onlyCustomer"],
  [null, "onlyCustomer"],
  [{}, "onlyCustomer"],
  [{ id: undefined }, "onlyCustomer"],
  [{ email: undefined }, "onlyCustomer"],
  [{ email: "" }, "onlyCustomer.email"],
  [{ id: Number.NaN }, "id"],
  [{ id: 1.5 }, "onlyCustomer.id"],
  [{ id: 1, email: "a@example.com" }, "onlyCustomer"],
  [[HOLDER.id], "onlyCustomer"],
  [HOLDER.id, "onlyCustomer"],
];

test("given a customer that is none, then nothing is sent in the name of everybody", () =>
  eachCase(
    "customers that are none",
    HOLES.map(([given, field]) => [JSON.stringify(given) ?? "undefined", given, field]),
    async (onlyCustomer, field) => {
      const demo = demoShop();
      const error = await errorOf(client(demo).run("get_customer", { id: 2 }, { onlyCustomer }));
      assert.deepEqual([error.kind, error.field], ["invalid_request", field]);
      assert.equal(demo.log.length, 0);
    },
  ));
