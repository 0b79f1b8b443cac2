// run: every action of the catalogue keeps to its own schemas.
import assert from "node:assert/strict";
import { test } from "node:test";
import { actions } from "@aismarttalk/prestashop";
import { Validator } from "@cfworker/json-schema";
import { client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const facts = client(demoShop());
const [order] = await facts.orders.list({ filter: { id: 24 } });
const { email } = await facts.customers.get(order.id_customer);
const all = await facts.orders.list({ display: ["id", "reference"] });
const lone = all.find(
  ({ reference }) => all.filter((one) => one.reference === reference).length === 1,
);
const [guest] = await facts.customers.list({ filter: { is_guest: true }, limit: 1 });
const product = await facts.products.get(5);

const byOrder = [
  { id: order.id },
  { reference: order.reference },
  { reference: order.reference.toLowerCase() },
];

/** What each action is asked. */
const INPUTS = {
  check_access: [{}],
  list_languages: [{}],
  get_product: [
    { id: 5 },
    { id: 8, language: 2 },
    { reference: product.reference },
    { reference: "TWICE-17", language: "fr" },
    { id: 24, language: "de" },
  ],
  get_order_by_reference: [
    { reference: order.reference },
    { reference: order.reference.toLowerCase(), language: "fr" },
  ],
  get_orders_by_email: [
    { email },
    { email: email.toUpperCase(), limit: 1 },
    { email: guest.email, language: 4 },
    { email: "nobody@example.org" },
  ],
  get_last_order: [{ email }, { email: guest.email }, { email: "nobody@example.org" }],
  get_order_details: byOrder,
  list_order_states: [{}, { language: "fr" }, { language: 3 }],
  get_order_history: byOrder,
  get_customer: [{ id: 2 }, { email }, { email: guest.email }],
  get_stock: [{ id: 5 }, { reference: "TWICE-17" }, { id: 3, language: "ar" }],
  update_product_content: [
    { id: 5, name: "Oval dish" },
    { id: 5, name: { fr: "Plat ovale", de: "Ovale Platte" }, description: "<p>A</p>" },
    { id: 5, description_short: "<p>B</p>", language: "de", preview: true },
  ],
  update_product_seo: [
    { id: 5, meta_title: "Oval dish", link_rewrite: { en: "oval-dish" } },
    { id: 3, meta_description: "A dish.", language: 2, preview: true },
  ],
  update_order_status: [
    { id: order.id, state: 6 },
    { id: order.id, state: "Storniert", language: "fr", send_email: true },
    { reference: lone.reference, state: "5", preview: true },
  ],
  update_customer: [
    { id: 2, firstname: "Ada", note: "" },
    { email, new_email: "ada@example.org" },
    { id: 2, lastname: "Lovelace", preview: true },
  ],
};

const VERSIONS = ["1.6", "1.7", "8.2", "9.0"];

function problems(schema, value) {
  const { errors } = new Validator(schema, "2020-12", false).validate(value);
  return errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`);
}

const named = (name) => actions.find((action) => action.name === name);

test("given the catalogue, then every action is asked here", () => {
  assert.deepEqual(
    actions.map(({ name }) => name).filter((name) => INPUTS[name] === undefined),
    [],
  );
  for (const action of actions) {
    assert.equal(action.inputSchema.type, "object", action.name);
    assert.equal(action.outputSchema.type, "object", action.name);
    assert.ok(action.title.length > 0 && action.description.length > 0, action.name);
    assert.equal(typeof action.annotations.readOnlyHint, "boolean", action.name);
  }
});

test("given the validator, then it finds an answer that does not keep to its schema", () => {
  const { outputSchema } = named("list_languages");
  assert.notDeepEqual(problems(outputSchema, {}), []);
  assert.notDeepEqual(problems(outputSchema, { languages: [{ id: "1" }] }), []);
});

const ASKED = actions.flatMap(({ name }) =>
  (INPUTS[name] ?? []).flatMap((input) =>
    VERSIONS.map((version) => [
      `${name} ${JSON.stringify(input)} of ${version}`,
      version,
      name,
      input,
    ]),
  ),
);

test("given a right input, then the answer keeps to the action's output schema", () =>
  eachCase("actions", ASKED, async (version, name, input) => {
    const { inputSchema, outputSchema } = named(name);
    assert.deepEqual(problems(inputSchema, input), []);
    const answer = await client(demoShop({ version })).run(name, input);
    assert.deepEqual(problems(outputSchema, answer), []);
  }));

test("given the documented key, then what it may do keeps to the schemas, and the rest is a missing right", () =>
  eachCase(
    "actions",
    actions.map(({ name }) => [name, name]),
    async (name) => {
      const shop = client(demoShop(), { key: KEYS.shop1 });
      for (const input of INPUTS[name]) {
        if (name === "get_stock") await assertFails(shop.run(name, input), "PermissionError");
        else assert.deepEqual(problems(named(name).outputSchema, await shop.run(name, input)), []);
      }
    },
  ));

/** Inputs that keep to no schema: action, input, field. */
const WRONG = [
  ["get_product", {}, ["id", "reference"]],
  ["get_product", { id: 0 }, "id"],
  ["get_product", { id: -1 }, "id"],
  ["get_product", { id: 1.5 }, "id"],
  ["get_product", { id: "5" }, "id"],
  ["get_product", { id: "1abc" }, "id"],
  ["get_product", { id: Number.NaN }, "id"],
  ["get_product", { id: null }, "id"],
  ["get_product", { id: [5] }, "id"],
  ["get_product", { id: () => 5 }, "id"],
  ["get_product", { id: 2 ** 32 }, "id"],
  ["get_product", { id: 5, reference: "A" }, ["id", "reference"]],
  ["get_product", { reference: "" }, "reference"],
  ["get_product", { reference: 5 }, "reference"],
  ["get_product", { reference: "A".repeat(300) }, "reference"],
  ["get_product", { id: 5, language: "" }, "language"],
  ["get_product", { id: 5, language: 0 }, "language"],
  ["get_product", { id: 5, language: true }, "language"],
  ["get_product", { id: 5, colour: "red" }, "colour"],
  ["get_product", { id: 5, constructor: 1 }, "constructor"],
  ["get_product", JSON.parse('{"id":5,"__proto__":1}'), "__proto__"],
  ["get_order_by_reference", { reference: undefined }, "reference"],
  ["get_order_by_reference", { reference: null }, "reference"],
  ["get_order_by_reference", {}, "reference"],
  ["get_orders_by_email", { email: undefined }, "email"],
  ["get_orders_by_email", { email, limit: 0 }, "limit"],
  ["get_orders_by_email", { email, limit: 101 }, "limit"],
  ["get_orders_by_email", { email, limit: Number.NaN }, "limit"],
  ["get_last_order", { email: 5 }, "email"],
  ["get_customer", {}, ["id", "email"]],
  ["get_customer", { email: "" }, "email"],
  ["list_languages", { language: 1 }, "language"],
  ["update_product_content", { id: 5 }, "name"],
  ["update_product_content", { id: 5, name: undefined }, "name"],
  ["update_product_content", { id: 5, name: { fr: undefined } }, "name"],
  ["update_product_content", { id: 5, name: new Map([["fr", "A"]]) }, "name"],
  ["update_product_content", { id: 5, name: "A", preview: "yes" }, "preview"],
  ["update_product_content", { id: 5, name: "A", expect: null }, "expect"],
  ["update_product_content", { id: 5, name: "A", expect: undefined }, "expect"],
  ["update_product_seo", { id: 5, meta_title: ["A"] }, "meta_title"],
  ["update_order_status", { id: 5, state: Number.NaN }, "state"],
  ["update_order_status", { id: 5, state: 1.5 }, "state"],
  ["update_order_status", { id: 5, state: 5, sendEmail: true }, "sendEmail"],
  ["update_customer", { id: 2, note: null }, "note"],
  ["update_customer", { id: 2, passwd: "x" }, "passwd"],
];

test("given a wrong input, then it is refused with its field, and nothing is sent", () =>
  eachCase(
    "wrong inputs",
    WRONG.map(([name, input, field]) => [`${name} ${Object.keys(input)}`, name, input, field]),
    async (name, input, field) => {
      const demo = demoShop();
      const error = await assertFails(client(demo).run(name, input), "InvalidRequestError");
      assert.ok([field].flat().includes(error.field), `${error.field}: ${error.message}`);
      assert.equal(demo.log.length, 0);
    },
  ));

/** What is no object at all. */
const NO_INPUTS = ["get_product", 5, true, [], [5], new Map([["id", 5]]), Symbol("id")];

test("given an input that is no object, then it is refused", () =>
  eachCase(
    "inputs",
    NO_INPUTS.map((input) => [typeof input, input]),
    async (input) => {
      const demo = demoShop();
      await assertFails(client(demo).run("get_product", input), "InvalidRequestError");
      assert.equal(demo.log.length, 0);
    },
  ));

/** Names that no catalogue has, but JavaScript's objects do. */
const NO_ACTIONS = [
  "",
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "Get_Product",
  "get_product ",
  "delete_shop",
];

test("given a name that is no action, then it is refused, whatever JavaScript calls so", () =>
  eachCase(
    "names",
    NO_ACTIONS.map((name) => [name || "none", name]),
    async (name) => {
      const demo = demoShop();
      await assertFails(client(demo).run(name, {}), "InvalidRequestError");
      assert.equal(demo.log.length, 0);
    },
  ));

test("given a record that is not there, then the action says so", async () => {
  const missing = [
    ["get_product", { id: 99_999 }],
    ["get_product", { reference: "NOT-HERE" }],
    ["get_order_by_reference", { reference: "NOTHERE" }],
    ["get_order_details", { id: 99_999 }],
    ["get_order_history", { reference: "NOTHERE" }],
    ["get_customer", { email: "nobody@example.org" }],
    ["get_stock", { id: 99_999 }],
    ["update_product_content", { id: 99_999, name: "A" }],
    ["update_product_seo", { id: 99_999, meta_title: { fr: "A" } }],
    ["update_order_status", { id: 99_999, state: 5 }],
    ["update_customer", { email: "nobody@example.org", note: "A" }],
  ];
  await eachCase(
    "missing records",
    missing.map(([name, input]) => [`${name} ${JSON.stringify(input)}`, name, input]),
    (name, input) => assertFails(client(demoShop()).run(name, input), "NotFoundError"),
  );
});
