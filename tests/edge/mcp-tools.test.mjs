// What models read before they do anything: the list of the tools, its size and its form.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { actions } from "@aismarttalk/prestashop";
import { eachCase } from "../js/support/table.mjs";
import { callOf, connect, post, told } from "./support/mcp-client.mjs";
import { siteOf, startMcpWorld } from "./support/mcp-world.mjs";

const SITE = siteOf("8.2", "everything");
/** Bytes of JSON. */
const MOST_OF_ALL = 30_000;
/** The tools there were before those that find, price and follow. */
const FIRST = [
  "check_access",
  "list_languages",
  "get_product",
  "update_product_content",
  "update_product_seo",
  "get_order_by_reference",
  "get_orders_by_email",
  "get_last_order",
  "get_order_details",
  "list_order_states",
  "get_order_history",
  "update_order_status",
  "get_customer",
  "update_customer",
  "get_stock",
  "list_changes",
  "undo_change",
];
const MOST_OF_FIRST = 20_000;

let world;
before(async () => {
  world = await startMcpWorld("Node");
});
after(() => world.stop());

async function listed(query = "") {
  const client = await connect(world.worker, world.callers.write, SITE, undefined, query);
  const { tools } = await client.listTools();
  await client.close();
  return tools;
}

const bytes = (value) => Buffer.byteLength(JSON.stringify(value));

test("given the list of all tools, then a model can carry it", async () => {
  const tools = await listed();
  assert.equal(tools.length, actions.length + 2, "the key and the token of the test allow all");
  const first = tools.filter(({ name }) => FIRST.includes(name));
  assert.equal(first.length, FIRST.length);
  for (const { name, description, inputSchema, ...rest } of tools) {
    console.log(
      [bytes(description), bytes(inputSchema), bytes(rest)]
        .map((n) => String(n).padStart(6))
        .join(""),
      name,
    );
  }
  const structured = await listed("?output_schemas=short");
  console.log(
    `${bytes({ tools })} bytes in ${tools.length} tools, ${bytes({ tools: first })} in the first ${first.length}`,
  );
  console.log(`${bytes({ tools: structured })} bytes with short output schemas`);
  assert.ok(bytes({ tools: first }) <= MOST_OF_FIRST);
  assert.ok(bytes({ tools }) <= MOST_OF_ALL);
});

/** What the schema of an input is made of; anything else, some API or adapter refuses. */
const WORDS = new Set([
  ...["type", "properties", "required", "additionalProperties", "items", "description"],
  ...["enum", "minimum", "maximum"],
]);

test("given the schema of an input, then it is made of what every API takes, and what may be left out may be null", async () => {
  const tools = await listed();
  await eachCase(
    "tools",
    tools.map((tool) => [tool.name, tool.inputSchema]),
    (schema) => {
      const top = ["additionalProperties", "properties", "required", "type"];
      assert.deepEqual(
        Object.keys(schema).filter((one) => !top.includes(one)),
        [],
      );
      const { required = [] } = schema;
      for (const part of partsOf(schema)) {
        const unknown = Object.keys(part).filter((word) => !WORDS.has(word));
        assert.deepEqual(unknown, [], JSON.stringify(part));
        if (part.type === "object") assert.equal(part.additionalProperties, false, "no map");
      }
      for (const [name, { type }] of Object.entries(schema.properties)) {
        assert.equal([type].flat().includes("null"), !required.includes(name), name);
      }
    },
  );
});

/** A schema and all that are in it. */
function partsOf(schema) {
  const inside = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
  ];
  return [schema, ...inside.flatMap(partsOf)];
}

const call = async (name, input) => {
  const response = await post(world.worker, world.callers.write, SITE, callOf(1, name, input));
  const { result } = await response.json();
  return { isError: result.isError === true, ...told(result) };
};
const content = (name, more = {}) =>
  call("update_product_content", { id: 5, name, preview: true, ...more });

const FR = { language: "fr", text: "Thé" };
const DE = { language: 3, text: "Tee" };

test("given texts as a list, then they are what a map or a text of the package is", async () => {
  const same = [
    ["two languages", [FR, DE], { fr: "Thé", 3: "Tee" }],
    ["one without a language", [{ language: null, text: "Tea" }], "Tea"],
    ["one without the member", [{ text: "Tea" }], "Tea"],
    ["a language that is no name", [{ language: "xx", text: "Tea" }], { xx: "Tea" }],
    [
      "a name of JavaScript's",
      [{ language: "__proto__", text: "Tea" }],
      JSON.parse('{"__proto__": "Tea"}'),
    ],
    ["a text that is none", [{ language: "fr", text: 5 }], { fr: 5 }],
    ["no text", [{ language: "fr" }], { fr: null }],
    ["none at all", [], {}],
  ];
  await eachCase("lists", same, async (list, value) => {
    const [told, expected] = [await content(list), await content(value)];
    assert.equal(told.isError, expected.isError);
    for (const part of ["fields", "detail", "field"]) assert.deepEqual(told[part], expected[part]);
  });
});

test("given lists that stand for no texts, then the parameter is named with the form that is right", () =>
  eachCase(
    "lists",
    [
      ["a text twice", [FR, FR]],
      ["an id twice", [DE, { ...DE, language: "3" }]],
      ["one of two without a language", [FR, { language: null, text: "Tea" }]],
      ["no objects", ["Tea"]],
      ["null", [null]],
      ["a list in a list", [[FR]]],
      ["another member", [{ ...FR, html: true }]],
      ["a language that is a list", [{ language: ["fr"], text: "Tea" }]],
    ].map(([what, list]) => [what, list]),
    async (list) => {
      const { isError, kind, field, hint, saved } = await content(list);
      assert.ok(isError);
      assert.deepEqual([kind, field, saved], ["invalid_request", "name", "no"]);
      assert.match(hint, /"language": "en"/);
    },
  ));

test("given null for all that is not meant, then the answer is that of an input without", async () => {
  const tools = await listed();
  const asked = [
    ["get_product", { id: 5 }],
    ["get_orders_by_email", { email: "nobody@example.org" }],
    ["list_changes", {}],
    ["list_order_states", {}],
    ["update_customer", { id: 2, note: "A", preview: true }],
  ];
  await eachCase(
    "tools",
    asked.map(([name, input]) => [name, name, input]),
    async (name, input) => {
      const { properties } = tools.find((one) => one.name === name).inputSchema;
      const nulls = Object.fromEntries(Object.keys(properties).map((one) => [one, null]));
      const [whole, bare] = [await call(name, { ...nulls, ...input }), await call(name, input)];
      assert.equal(bare.isError, false);
      // The token of a preview is another each time.
      assert.deepEqual({ ...whole, token: null }, { ...bare, token: null });
    },
  );
});

test("given a preview with nulls, then it is confirmed without them, and the other way round", async () => {
  const bare = { id: "5", name: [{ language: "en", text: "Tea of nulls" }] };
  const nulls = { ...bare, id: 5, description: null, language: null };
  for (const [shown, confirmed] of [
    [bare, nulls],
    [nulls, bare],
  ]) {
    const { token } = await call("update_product_content", {
      ...shown,
      preview: true,
      expect: null,
    });
    const { isError, written } = await call("update_product_content", {
      ...confirmed,
      preview: null,
      expect: token,
    });
    assert.deepEqual([isError, typeof written], [false, "boolean"]);
  }
});
