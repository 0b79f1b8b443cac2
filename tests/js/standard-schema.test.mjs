// The catalogue's schemas as Standard Schemas: for forms and agent SDKs that know nothing of shops.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { action, actions, InvalidRequestError } from "@aismarttalk/prestashop";
import { Validator } from "@cfworker/json-schema";
import { INPUTS, NO_ACTIONS, NO_INPUTS, NO_NAMES, WRONG } from "./support/action-inputs.mjs";
import { client, demoShop } from "./support/demo-shop.mjs";
import { eachCase } from "./support/table.mjs";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const validate = (schema, value) => schema["~standard"].validate(value);
const check = (name, input) => validate(action(name).inputSchema, input);
const keeps = (schema, value) => new Validator(schema, "2020-12").validate(value).valid;

test("given the catalogue, then both schemas of every action are Standard Schemas, and its JSON shows none of it", () => {
  for (const { name, inputSchema, outputSchema } of actions) {
    for (const schema of [inputSchema, outputSchema]) {
      const { version, vendor } = schema["~standard"];
      assert.deepEqual([version, vendor], [1, "prestashop"], name);
      assert.ok(!Object.keys(schema).includes("~standard"), name);
    }
  }
  assert.doesNotMatch(JSON.stringify(actions), /~standard/);
  console.log(`${actions.length} actions`);
});

/** Values of every kind, some of which each parameter takes. */
const VALUES = [
  ...[null, true, 0, 1, 5.0, 1.5, -1, 101, 2 ** 32, 1e30, "", " ", "A", "fr", "a@example.com"],
  ...["5", "a@b@example.com", "tab\there", [], ["A"], {}, { fr: "A" }, { fr: null }, { id: 5 }],
  ...["x".repeat(17), "x".repeat(37), "x".repeat(256), 5n, 2n ** 70n, Number.NaN, () => 5],
];

/** Inputs that differ from a right one in one member, or lack it. */
function variants(name) {
  const [right] = INPUTS[name];
  const names = [...Object.keys(action(name).inputSchema.properties), "colour", "constructor"];
  const changed = names.flatMap((member) => VALUES.map((value) => ({ ...right, [member]: value })));
  const lacking = Object.keys(right).map((member) => {
    const { [member]: _, ...rest } = right;
    return rest;
  });
  return [...changed, ...lacking];
}

const ASKED = [
  ...actions.flatMap(({ name }) =>
    [...INPUTS[name], ...NO_INPUTS, null, undefined, ...variants(name)].map((one) => [name, one]),
  ),
  ...WRONG.map(([name, input]) => [name, input]),
].map(([name, input]) => [`${name} ${describe(input)}`, name, input]);

function describe(input) {
  return JSON.stringify(input, (_, value) =>
    typeof value === "bigint" ? `${value}n` : (value ?? String(value)),
  );
}

/** Whether `run` comes as far as asking the shop. */
const isSent = async (name, input) => (await refusalOf(name, input)) === undefined;

/** The field because of which `run` refuses to ask the shop; `undefined` where it asks. */
async function refusalOf(name, input) {
  const fetch = () => Promise.reject(new TypeError("no network here"));
  const error = await client({ fetch })
    .run(name, input)
    .catch((thrown) => thrown);
  assert.ok(["InvalidRequestError", "NetworkError"].includes(error.name), error.name);
  return error.name === "NetworkError" ? undefined : String(error.field);
}

/** Only a find can tell: whether a page is one of its own, and whom or what a text names. */
const OF_FINDS = ["cursor", "customer", "words"];

test("given any input, then the schema takes exactly what run sends", async () => {
  const taken = [];
  await eachCase("inputs", ASKED, async (name, input) => {
    const { issues } = check(name, input);
    const refused = await refusalOf(name, input);
    if (issues === undefined) taken.push(name);
    const isOfFind = issues === undefined && OF_FINDS.includes(refused);
    if (!isOfFind)
      assert.equal(issues === undefined, refused === undefined, JSON.stringify(issues));
  });
  console.log(`${taken.length} taken`);
  assert.ok(taken.length > 200 && taken.length < ASKED.length - 1_000, `${taken.length}`);
});

/** What JSON Schema cannot say. */
const BEYOND_SCHEMA =
  /(?:is empty\.|has a control character\.|is no token of a preview\.|must be (?:a day such as|an amount from 0 on).*)$/;

test("given any JSON, then JSON Schema and the choices say the same, but of blanks, control characters, tokens, days and amounts", async () => {
  const plain = ASKED.filter(([, , input]) => isPlain(input));
  const beyond = new Set();
  await eachCase("inputs that are JSON", plain, (name, input) => {
    const { issues = [] } = check(name, input);
    const isTaken = takes(action(name), mended(name, input));
    const only = issues.every(({ message }) => BEYOND_SCHEMA.test(message));
    if (only && issues.length > 0 && isTaken) beyond.add(issues[0].message);
    else assert.equal(issues.length === 0, isTaken, JSON.stringify(issues));
  });
  assert.ok(beyond.size > 2, [...beyond].join("; "));
});

/** Whether an input keeps to the schema and to the choices, which are no part of it. */
function takes({ inputSchema, choices: { either, some } }, input) {
  const given = (names) => names.filter((one) => Object.hasOwn(input, one)).length;
  const isChosen = either.length === 0 || given(either) === 1;
  return keeps(inputSchema, input) && isChosen && (some.length === 0 || given(some) > 0);
}

/** The input without null, and with numbers for digits: what the schema has no form for. */
function mended(name, input) {
  if (typeof input !== "object" || Array.isArray(input)) return input;
  const { properties } = action(name).inputSchema;
  const isDigits = (one) => typeof one === "string" && /^[0-9]+$/.test(one);
  const members = Object.entries(input).flatMap(([member, value]) => {
    const { type } = Object.hasOwn(properties, member) ? properties[member] : {};
    if (type !== undefined && value === null) return [];
    const isNumber = ["integer", "number"].includes(type) && isDigits(value);
    return [[member, isNumber ? Number(value) : value]];
  });
  return Object.fromEntries(members);
}

/** Whether JSON keeps a value as it is; `null` stands for no input, which no schema can say. */
function isPlain(input) {
  if (input === undefined || input === null || typeof input === "symbol") return false;
  try {
    assert.deepStrictEqual(JSON.parse(JSON.stringify(input)), input);
    return true;
  } catch {
    return false;
  }
}

/** Inputs and the places of all that is wrong with them. */
const PLACES = [
  ["get_product", {}, ["id"]],
  ["get_product", [5], [""]],
  ["get_product", { id: "5a", language: 0, colour: "red" }, ["colour", "id", "language"]],
  ["get_orders_by_email", { email: "nobody", limit: 101 }, ["email", "limit"]],
  ["update_customer", { id: 2 }, ["firstname"]],
  ["update_customer", { id: 2, note: null }, ["firstname"]],
  [
    "update_customer",
    { email: "x", firstname: 5, new_email: "y", note: 5, lastname: null },
    ["email", "firstname", "new_email", "note"],
  ],
  [
    "update_product_seo",
    { id: 5, meta_title: { fr: 5, en: "A", de: null }, link_rewrite: {}, preview: 1 },
    ["meta_title.fr", "meta_title.de", "link_rewrite", "preview"],
  ],
  ["update_product_seo", { id: 5, meta_title: { "a.b\n": 5 } }, ["meta_title.a.b\n"]],
  ["get_product", { id: 5, ["x".repeat(99)]: 1 }, ["x".repeat(99)]],
  ["get_product", JSON.parse('{"id":5,"__proto__":1}'), ["__proto__"]],
];

test("given several wrong fields, then each is told in its place", () =>
  eachCase(
    "wrong inputs",
    PLACES.map(([name, input, places]) => [`${name} ${describe(input)}`, name, input, places]),
    (name, input, places) => {
      const { issues, value } = check(name, input);
      assert.equal(value, undefined);
      assert.deepEqual(
        issues.map(({ path }) => path.join(".")),
        places,
      );
      for (const { message } of issues) assert.ok(message.length > 5, message);
    },
  ));

test("given several wrong fields, then run tells them in the same words", async () => {
  const input = { email: "x", firstname: 5 };
  const { issues } = check("update_customer", input);
  const { message, field } = await client(demoShop())
    .run("update_customer", input)
    .catch((error) => error);
  assert.equal(message, issues.map((one) => one.message).join(" "));
  assert.equal(field, issues[0].path[0]);
});

test("given an input that is no JSON, then that is an issue and nothing is thrown", async () => {
  const ring = { id: 5 };
  ring.self = ring;
  const deep = JSON.parse(`${"[".repeat(5_000)}${"]".repeat(5_000)}`);
  const broken = Object.defineProperty({}, "id", {
    enumerable: true,
    get: () => {
      throw new Error("a getter of the caller's");
    },
  });
  const inputs = [ring, { id: deep }, broken, { id: Symbol("id") }];
  await eachCase(
    "inputs",
    inputs.map((input, index) => [String(index), input]),
    async (input) => {
      const { issues } = check("get_product", input);
      assert.ok(issues.length > 0);
      assert.equal(await isSent("get_product", input), false);
    },
  );
});

test("given what is taken, then its value is what the core reads, and the given one is left alone", () => {
  const given = Object.freeze({ id: 5n, preview: true, meta_title: Object.freeze({ fr: "Plat" }) });
  const { value } = check("update_product_seo", given);
  assert.deepEqual(value, { id: 5, preview: true, meta_title: { fr: "Plat" } });
  assert.deepEqual(check("check_access", undefined), { value: {} });
  const hostile = check(
    "update_product_seo",
    JSON.parse('{"id":5,"meta_title":{"__proto__":"x"}}'),
  );
  assert.equal(Object.getPrototypeOf(hostile.value.meta_title), Object.prototype);
});

test("given the name of no action, then action refuses it, whatever JavaScript calls so", () =>
  eachCase(
    "names",
    [...NO_ACTIONS, ...NO_NAMES].map((name) => [String(name), name]),
    (name) => assert.throws(() => action(name), InvalidRequestError),
  ));

/** Runs a module of its own, where no WebAssembly is loaded yet; what it prints is JSON. */
async function fresh(source) {
  const { stdout } = await run(
    process.execPath,
    ["--unhandled-rejections=strict", "--input-type=module", "--eval", source],
    { cwd: ROOT },
  );
  return JSON.parse(stdout);
}

test("given WebAssembly that is still loading, then the answer comes later, and at once from then on", async () => {
  const told = await fresh(`
    import { readFileSync } from "node:fs";
    import { action, provide } from "@aismarttalk/prestashop/custom";
    provide(async () => readFileSync("pkg/dist/wasm/prestashop_bg.wasm"));
    const { validate } = action("get_product").inputSchema["~standard"];
    const first = validate({ id: 0 });
    const { issues } = await first;
    console.log(JSON.stringify([first instanceof Promise, issues, validate({ id: 5 })]));
  `);
  assert.deepEqual(told, [
    true,
    [{ path: ["id"], message: "`id` must be a whole number from 1 on, not 0." }],
    { value: { id: 5 } },
  ]);
});

test("given WebAssembly that cannot be loaded, then validating fails instead of judging", async () => {
  const told = await fresh(`
    import { action, provide } from "@aismarttalk/prestashop/custom";
    provide(() => { throw new Error("no file") });
    const { validate } = action("get_product").inputSchema["~standard"];
    console.log(JSON.stringify(await validate({ id: 5 }).then(() => "judged", (e) => e.message)));
  `);
  assert.equal(told, "no file");
});

/** Every way in which one part of a value is made another. */
function damaged(value) {
  const others = [undefined, null, true, 0, -1, 1.5, "?", [], {}];
  const inside = Array.isArray(value)
    ? value.slice(0, 2).flatMap((item, index) => damaged(item).map((one) => value.with(index, one)))
    : typeof value === "object" && value !== null
      ? [
          { ...value, constructor: 1 },
          ...Object.keys(value).flatMap((name) => {
            const { [name]: item, ...rest } = value;
            return [rest, ...damaged(item).map((one) => ({ ...value, [name]: one }))];
          }),
        ]
      : [];
  return [...others.slice(1), ...inside];
}

test("given answers and damaged answers, then the output schema judges as JSON Schema does", async () => {
  const counts = { taken: 0, refused: 0 };
  for (const { name, outputSchema } of actions) {
    const answer = await client(demoShop()).run(name, INPUTS[name][0]);
    for (const value of [answer, ...damaged(answer)]) {
      const { issues } = validate(outputSchema, value);
      assert.equal(issues === undefined, keeps(outputSchema, value), `${name} ${describe(issues)}`);
      counts[issues === undefined ? "taken" : "refused"] += 1;
      for (const { message } of issues ?? []) assert.ok(message.length > 5);
    }
  }
  console.log(`${counts.taken} outputs taken, ${counts.refused} refused`);
  assert.ok(counts.taken > actions.length && counts.refused > 1_000);
});

test("given a wrong output, then each place is told", () => {
  const { issues } = validate(action("list_languages").outputSchema, {
    languages: [{ id: 0, iso_code: "fr", name: 5 }],
    colour: "red",
  });
  const places = issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  for (const place of ["languages.0.id", "languages.0.name", "languages.0.active"]) {
    assert.ok(
      places.some((one) => one.startsWith(`${place}: \`${place}\` `)),
      places.join("; "),
    );
  }
  assert.ok(places.includes(': `output` has no property "colour".'), places.join("; "));
});

test("given a dialect, then the JSON Schema comes in it, as a copy", async () => {
  const { inputSchema, outputSchema } = action("update_product_seo");
  const { jsonSchema } = inputSchema["~standard"];
  const newest = jsonSchema.input({ target: "draft-2020-12" });
  assert.deepEqual(newest, { ...inputSchema });
  newest.properties.id = false;
  assert.equal(inputSchema.properties.id.type, "integer");
  const older = jsonSchema.output({ target: "draft-07" });
  assert.equal(older.$schema, "http://json-schema.org/draft-07/schema#");
  const answer = outputSchema["~standard"].jsonSchema.output({ target: "draft-2020-12" });
  assert.deepEqual(answer, { ...outputSchema });
  for (const target of ["openapi-3.0", "constructor", "__proto__", undefined]) {
    assert.throws(() => jsonSchema.input({ target }), TypeError);
  }
  const inOlder = ASKED.filter(([, , input]) => isPlain(input));
  await eachCase("inputs by draft 07", inOlder, (name, input) => {
    const { inputSchema } = action(name);
    const schema = inputSchema["~standard"].jsonSchema.input({ target: "draft-07" });
    assert.equal(new Validator(schema, "7").validate(input).valid, keeps(inputSchema, input));
  });
});
