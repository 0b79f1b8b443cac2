// The API reference says of every item what its type does not: rights, errors, versions, `null`.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { actions } from "@aismarttalk/prestashop";

const read = async (file) =>
  JSON.parse(await readFile(new URL(`../../${file}`, import.meta.url), "utf8"));
const reference = await read("docs/dist/reference.json");
const { name, version } = await read("pkg/package.json");

/** Work on what they are given, and ask nobody. */
const FAILS_NEVER = [
  "MswHttp.all",
  "DemoShop.changes",
  "english",
  "DemoShop.handlers",
  "knowledge",
  "DemoShop.mails",
  "messageOf",
  "messagesOf",
  "DemoShop.now",
  "provide",
  "rendered",
  "toJSON",
  "translate",
  "unsettled",
];

/** Everything documented, with the path to it. */
function* everything(node, path = []) {
  const here = [...path, node.name];
  yield { node, path: here.join(".") };
  const inside = [...(node.children ?? []), ...(node.signatures ?? [])];
  for (const declaration of inType(node.type)) inside.push(declaration);
  for (const one of inside) yield* everything(one, here);
}

/** The object types inside a type. */
function inType(type) {
  if (type === undefined) return [];
  if (type.type === "reflection") return [type.declaration];
  return [...(type.types ?? []), type.elementType, type.target].filter(Boolean).flatMap(inType);
}

const all = [...everything(reference)];
const words = ({ comment }) =>
  [comment?.summary, ...(comment?.blockTags ?? []).map(({ content }) => content)]
    .flat()
    .map((part) => part?.text ?? "")
    .join("");
const throwsOf = ({ comment }) => (comment?.blockTags ?? []).filter(({ tag }) => tag === "@throws");
const isNull = (type) => type.type === "literal" && type.value === null;
const canBeNull = ({ type }) => type?.type === "union" && type.types.some(isNull);
const childOf = (node, wanted) => node.children.find((child) => child.name === wanted);
const entry = childOf(reference, name);

test("given the reference, then it is of this version and of every entry", () => {
  assert.equal(reference.packageVersion, version);
  assert.deepEqual(
    reference.children.map((child) => child.name),
    ["", "/edge", "/testing", "/messages", "/custom", "/wasm"].map((entry) => `${name}${entry}`),
  );
});

test("given what can be called, then it says which errors it throws", () => {
  // A type of a function is of one that the caller brings.
  const called = all.filter(
    ({ node, path }) =>
      node.variant === "signature" &&
      node.name !== "__type" &&
      !FAILS_NEVER.some((one) => path.endsWith(`.${one}.${node.name}`) || one === node.name),
  );
  const own = called.filter(({ path }) => !/Error\.constructor/.test(path));
  assert.deepEqual(
    own.filter(({ node }) => throwsOf(node).length === 0).map(({ path }) => path),
    [],
  );
  assert.ok(own.length > 15);
  console.log(`${own.length} functions, methods and constructors`);
});

test("given the actions, then each names its rights and errors", () => {
  const map = childOf(entry, "ActionMap");
  for (const { name: action, needs } of actions) {
    const property = childOf(map, action);
    assert.ok(property !== undefined && throwsOf(property).length > 0, action);
    for (const { method, resource } of needs) {
      assert.match(words(property), new RegExp(`- ${method} \`${resource}\``), action);
    }
  }
  assert.equal(map.children.length, actions.length);
  console.log(`${actions.length} actions`);
});

test("given a field that not every version has, then it names the versions, and only then", () => {
  const isRecord = (node) => node.children?.some((child) => child.name === "extra");
  const fields = all
    .filter(({ node, path }) => isRecord(node) && !path.includes("Changes"))
    .flatMap(({ node, path }) => node.children.map((child) => [`${path}.${child.name}`, child]))
    .filter(([, { name: field }]) => field !== "extra");
  for (const [path, field] of fields) {
    const isPartial = field.flags.isOptional === true;
    assert.equal(/PrestaShop \d/.test(words(field)), isPartial, path);
  }
  const partial = fields.filter(([, { flags }]) => flags.isOptional);
  assert.ok(partial.length > 20);
  console.log(`${fields.length} fields, ${partial.length} of them not in every version`);
});

test("given what can be null, then it says when", () => {
  const nullable = all.filter(({ node }) => canBeNull(node));
  const silent = nullable.filter(({ node }) => !/null|none/.test(words(node)));
  assert.deepEqual(
    silent.map(({ path }) => path),
    [],
  );
  assert.ok(nullable.length > 200);
  console.log(`${nullable.length} properties`);
});

/** What a reader meets first, by entry. */
const SHOWN = {
  "": [
    "PrestaShop",
    "Resource",
    "WritableResource",
    "OrderHistories",
    "UntypedResource",
    "Images",
    "PrestaShopError",
    "OutcomeUnknownError",
    "action",
    "buildRequest",
    "parseResponse",
    "text",
  ],
  "/edge": ["EdgeShop"],
  "/testing": ["demoShop"],
  "/messages": ["messageOf", "translate"],
  "/custom": ["provide"],
};

test("given the actions and what a reader meets first, then each has an example", () => {
  const isShown = ({ comment, signatures = [] }) =>
    [comment, ...signatures.map((one) => one.comment)].some((words) =>
      words?.blockTags?.some(({ tag }) => tag === "@example"),
    );
  const main = Object.entries(SHOWN).flatMap(([path, names]) =>
    names.map((wanted) => childOf(childOf(reference, `${name}${path}`), wanted)),
  );
  const shown = [...childOf(entry, "ActionMap").children, ...main];
  assert.deepEqual(
    shown.filter((one) => !isShown(one)).map((one) => one.name),
    [],
  );
  console.log(`${shown.length} examples`);
});
