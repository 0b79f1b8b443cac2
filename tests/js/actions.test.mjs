// run: every action of the catalogue keeps to its own schemas.
import assert from "node:assert/strict";
import { test } from "node:test";
import { actions } from "@aismarttalk/prestashop";
import { Validator } from "@cfworker/json-schema";
import { INPUTS, NO_ACTIONS, NO_INPUTS, NO_NAMES, WRONG } from "./support/action-inputs.mjs";
import { client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

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

/** What needs a right that the documented key does not have. */
const BEYOND_DOCUMENTED = ["get_stock", "set_tracking_number"];

test("given the documented key, then what it may do keeps to the schemas, and the rest is a missing right", () =>
  eachCase(
    "actions",
    actions.map(({ name }) => [name, name]),
    async (name) => {
      const shop = client(demoShop(), { key: KEYS.shop1 });
      for (const input of INPUTS[name]) {
        if (BEYOND_DOCUMENTED.includes(name))
          await assertFails(shop.run(name, input), "PermissionError");
        else assert.deepEqual(problems(named(name).outputSchema, await shop.run(name, input)), []);
      }
    },
  ));

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

test("given a name that is no action, then it is refused, whatever JavaScript calls so", () =>
  eachCase(
    "names",
    [...NO_ACTIONS, ...NO_NAMES].map((name) => [String(name) || "none", name]),
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
