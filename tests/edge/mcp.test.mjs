// The actions as tools: the SDK's own client, old and new, and messages by hand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PrestaShop } from "@aismarttalk/prestashop";
import { Validator } from "@cfworker/json-schema";
import { INPUTS, WRONG } from "../js/support/action-inputs.mjs";
import { eachCase } from "../js/support/table.mjs";
import { connect, REVISIONS, told } from "./support/mcp-client.mjs";
import { KEYS, siteOf, startMcpWorld } from "./support/mcp-world.mjs";

const SITE = siteOf("8.2", "everything");
const TEXTS = { id: 5, name: "Tea of the tests" };

let world;
before(async () => {
  world = await startMcpWorld("Node");
});
after(() => world.stop());

/** Runs `work` with a connected client. */
async function withClient(caller, site, work, revision = undefined, query = "") {
  const client = await connect(world.worker, world.callers[caller], site, revision, query);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

const call = (name, input, { caller = "write", site = SITE } = {}) =>
  withClient(caller, site, (client) => client.callTool({ name, arguments: input }));

test("given a client of any revision, then it lists the tools, calls each, and the answer comes once: as text, or, where schemas are asked for, by them", () =>
  eachCase(
    "revisions",
    REVISIONS.map((revision) => [revision, revision]),
    (revision) =>
      withClient(
        "write",
        SITE,
        async (client) => {
          assert.equal(client.getNegotiatedProtocolVersion(), revision);
          assert.match(client.getInstructions(), /never follow instructions/i);
          assert.match(client.getInstructions(), /preview: true/);
          const { tools } = await client.listTools();
          const schemas = await outputSchemas(revision);
          for (const { name, outputSchema, title } of tools) {
            assert.ok(title.length > 0);
            assert.equal(outputSchema, undefined);
            for (const input of inputsOf(name)) {
              const result = await client.callTool({ name, arguments: input });
              assert.ok(!result.isError, `${name}: ${JSON.stringify(result.content)}`);
              assert.match(result.content[0].text, /data from the shop/);
              assert.equal(result.structuredContent, undefined);
              const { valid, errors } = fits(schemas.get(name), told(result));
              assert.ok(valid, `${name}: ${JSON.stringify(errors)}`);
            }
          }
        },
        revision,
      ),
  ));

const fits = (schema, value) => new Validator(schema, "2020-12", false).validate(value);

/** Calls each tool as a program does; the schemas of the answers, by name. */
function outputSchemas(revision) {
  return withClient(
    "write",
    SITE,
    async (client) => {
      const { tools } = await client.listTools();
      for (const { name, outputSchema } of tools) {
        for (const input of inputsOf(name).slice(0, 1)) {
          const { isError, content, structuredContent } = await client.callTool({
            name,
            arguments: input,
          });
          assert.ok(!isError, `${name}: ${JSON.stringify(content)}`);
          const { valid, errors } = fits(outputSchema, structuredContent);
          assert.ok(valid, `${name}: ${JSON.stringify(errors)}`);
          const [damaged] = Object.keys(structuredContent);
          assert.ok(!fits(outputSchema, { ...structuredContent, [damaged]: 5.5 }).valid, name);
          assert.equal(content.length, 1);
          assert.match(content[0].text, /no instructions/);
        }
      }
      return new Map(tools.map(({ name, outputSchema }) => [name, outputSchema]));
    },
    revision,
    "?output_schemas=short",
  );
}

/** Writes are previewed, so that each revision finds the shop the same. */
function inputsOf(name) {
  if (name === "undo_change") return [];
  const inputs = name === "list_changes" ? [{}] : INPUTS[name];
  return WRITE_ALL.includes(name) ? inputs.map((one) => ({ ...one, preview: true })) : inputs;
}

const READ_ALL = [
  "check_access",
  "list_languages",
  "get_product",
  "find_products",
  "audit_seo",
  "find_orders",
  "get_order",
  "get_order_by_reference",
  "get_orders_by_email",
  "get_last_order",
  "get_order_details",
  "list_order_states",
  "get_order_history",
  "find_customers",
  "get_customer",
  "get_stock",
  "list_changes",
];
const WRITE_ALL = [
  "update_product_content",
  "update_product_seo",
  "update_order_status",
  "set_tracking_number",
  "update_customer",
  "undo_change",
];
const but = (list, ...names) => list.filter((one) => !names.includes(one));

const OF_PRODUCTS = ["check_access", "get_product", "find_products", "audit_seo", "list_changes"];

/** By version and key: what a token to read, and one to write, may see. Written by hand. */
const VISIBLE = {
  "8.2 documented": [but(READ_ALL, "get_stock"), but(WRITE_ALL, "set_tracking_number")],
  "8.2 everything": [READ_ALL, WRITE_ALL],
  "8.2 productsOnly": [OF_PRODUCTS, []],
  "8.2 patching": [READ_ALL, but(WRITE_ALL, "set_tracking_number")],
  "9.0 documented": [
    but(READ_ALL, "get_stock"),
    but(WRITE_ALL, "update_customer", "set_tracking_number"),
  ],
  "9.0 everything": [READ_ALL, WRITE_ALL],
  "9.0 productsOnly": [OF_PRODUCTS, []],
  "9.0 patching": [READ_ALL, but(WRITE_ALL, "set_tracking_number")],
};
/** What is named in the token of that level, here and in mcp-world. */
const NAMED = ["get_stock", "get_customer", "update_customer"];

const LEVELS = {
  read: ([reads]) => reads,
  write: ([reads, writes]) => [...reads, ...writes],
  named: ([reads, writes]) => [...reads, ...writes].filter((one) => NAMED.includes(one)),
};

test("given a level of a token and the rights of a key, then those tools are listed that both allow, and no other works", async () => {
  const rows = Object.entries(VISIBLE).flatMap(([shop, visible]) =>
    Object.entries(LEVELS).map(([level, seen]) => [
      `${level} × ${shop}`,
      level,
      shop,
      seen(visible),
    ]),
  );
  const lines = [];
  let calls = 0;
  await eachCase("levels × keys", rows, async (level, shop, expected) => {
    const [version, key] = shop.split(" ");
    const site = siteOf(version, key);
    await withClient(level, site, async (client) => {
      const { tools } = await client.listTools();
      const listed = tools.map(({ name }) => name);
      lines.push([`${level} × ${shop}`, listed]);
      assert.deepEqual([...listed].sort(), [...expected].sort());
      for (const name of but([...READ_ALL, ...WRITE_ALL], "undo_change")) {
        const [input] = inputsOf(name);
        const result = await client.callTool({ name, arguments: input });
        const { kind } = result.isError ? told(result) : { kind: "none" };
        const usual = expected.includes(name) ? ["none"] : ["forbidden", "permission"];
        assert.ok(usual.includes(kind), `${name}: ${kind}`);
        calls += 1;
      }
    });
  });
  const all = [...READ_ALL, ...WRITE_ALL];
  for (const [at, name] of all.entries()) console.log(`${String(at + 1).padStart(2)} ${name}`);
  console.log(`${"".padEnd(26)}${all.map((_, at) => String(at + 1).padStart(3)).join("")}`);
  for (const [name, listed] of lines) {
    console.log(
      `${name.padEnd(26)}${all.map((one) => (listed.includes(one) ? "  ×" : "  ·")).join("")}`,
    );
  }
  console.log(`${calls} calls`);
});

test("given rights that cannot be read, then the list is an error that says why, and so is each call", () =>
  eachCase(
    "shops",
    [
      ["a shop that is down", "closed", "network"],
      ["a Webservice that is switched off", "switched-off", "webservice_disabled"],
      ["a key that is switched off", siteOf("8.2", "disabled"), "authentication"],
    ],
    (site, kind) =>
      withClient("write", site, async (client) => {
        const listing = client.listTools();
        await assert.rejects(listing, ({ code, message, data }) => {
          assert.equal(code, -32603);
          assert.match(message, /could not be read/);
          assert.equal(data.kind, kind);
          assert.ok(data.hint.length > 0);
          return true;
        });
        const result = await client.callTool({ name: "get_product", arguments: { id: 5 } });
        assert.equal(result.isError, true);
        assert.equal(told(result).kind, kind);
      }),
  ));

test("given a wrong input, then the tool's error names field and hint, and the mended call works", async () => {
  const travels = ([, input]) => JSON.stringify(input) !== undefined;
  // What JSON does not know arrives as null, or not at all.
  const wrong = WRONG.filter(travels).map(([name, input, field]) => [
    `${name} ${JSON.stringify(input)}`,
    name,
    JSON.parse(JSON.stringify(input)),
    [field].flat(),
  ]);
  await withClient("write", SITE, async (client) => {
    const arrives = wrong.filter(([, , input]) => !isRight(input));
    await eachCase("wrong inputs", arrives, async (name, input, fields) => {
      const result = await client.callTool({ name, arguments: input });
      assert.equal(result.isError, true);
      const { kind, field, hint, detail } = told(result);
      assert.equal(kind, "invalid_request");
      assert.ok(
        fields.some((one) => field.includes(one)),
        `${field} instead of ${fields}`,
      );
      assert.ok(hint.length > 0 && detail.length > 0);
    });
    const failed = await client.callTool({ name: "get_product", arguments: { id: "five" } });
    assert.equal(told(failed).field, "id");
    const mended = await client.callTool({ name: "get_product", arguments: { id: 5 } });
    assert.equal(told(mended).products[0].id, 5);
  });
});

/** Of what was wrong only before it became JSON, or before a client copied it. */
function isRight(input) {
  // What is no number arrives as null, and a limit may be left out.
  return Object.hasOwn(input, "__proto__") || input.limit === null;
}

test("given a preview, then it confirms once, is in the journal, and can be undone", async () => {
  const preview = await call("update_product_content", { ...TEXTS, preview: true });
  const { token, fields, written } = told(preview);
  assert.equal(written, false);
  assert.ok(fields.length > 0);
  const was = fields[0].before;
  const confirmed = await call("update_product_content", { ...TEXTS, expect: token });
  assert.equal(told(confirmed).written, true);
  const change = confirmed._meta["prestashop-edge/change"];
  assert.ok(confirmed.content.at(-1).text.includes(change), "models see no _meta");
  const { changes } = told(await call("list_changes", { limit: 1 }));
  assert.equal(changes[0].id, change);
  assert.equal(await nameInShop(), TEXTS.name);
  const undone = await call("undo_change", { change });
  assert.equal(told(undone).written, true);
  assert.equal(await nameInShop(), was);
});

test("given a record that was changed since the preview, then the confirmation is a conflict and writes nothing", async () => {
  const preview = await call("update_product_content", { ...TEXTS, preview: true });
  await openShop().products.update(5, { name: { en: "Somebody else's" } });
  const result = await call("update_product_content", {
    ...TEXTS,
    expect: told(preview).token,
  });
  assert.equal(result.isError, true);
  const { kind, hint } = told(result);
  assert.equal(kind, "conflict");
  assert.ok(hint.length > 0);
  assert.equal(result._meta?.["prestashop-edge/change"], undefined);
  assert.equal(await nameInShop(), "Somebody else's");
});

test("given a write whose answer is lost, then what became of it is told, and its change as well", async () => {
  const result = await call(
    "update_customer",
    { id: 2, note: "Written without an answer." },
    { site: "lost-answer" },
  );
  assert.ok(!result.isError, JSON.stringify(result.content));
  assert.equal(told(result).written, true);
  assert.ok(result._meta["prestashop-edge/change"]);
});

const openShop = () =>
  new PrestaShop({ url: world.shops["8.2"].url, key: KEYS.everything, shopId: 1 });
const nameInShop = async () => (await openShop().products.get(5)).name["1"];
