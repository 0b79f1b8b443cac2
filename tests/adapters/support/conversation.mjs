// What every adapter is asked, and what has to come of it: that which the worker answers by hand.
import assert from "node:assert/strict";
import { callOf, post, told } from "../../edge/support/mcp-client.mjs";
import { siteOf, startMcpWorld } from "../../edge/support/mcp-world.mjs";
import { INPUTS } from "../../js/support/action-inputs.mjs";

const SITE = siteOf("8.2", "everything");

/** Right by the schema, and wrong: the tool, the input, the kind of its problem and its field. */
const WRONG = [
  ["get_product", {}, "invalid_request", "id"],
  ["get_product", { id: 5, reference: "A" }, "invalid_request", "id"],
  ["get_product", { id: 99_999 }, "not_found", "id"],
  ["get_orders_by_email", { email: "nobody" }, "invalid_request", "email"],
  ["update_product_content", { id: 5 }, "invalid_request", "name"],
  ["update_product_content", { id: 5, name: [] }, "invalid_request", "name"],
  ["undo_change", { change: "yesterday" }, "invalid_request", "change"],
];

/** A worker, its address and every call of every tool; `stop()` ends it. */
export async function startConversation() {
  const world = await startMcpWorld("Node");
  try {
    return { ...(await prepared(world)), stop: world.stop };
  } catch (error) {
    // What it started would keep the test from ending.
    await world.stop();
    throw error;
  }
}

async function prepared(world) {
  const caller = world.callers.write;
  const ask = async (body) => (await post(world.worker, caller, SITE, body)).json();
  const call = async (name, input) => (await ask(callOf(1, name, input))).result;
  const { tools } = (await ask({ jsonrpc: "2.0", id: 1, method: "tools/list" })).result;
  const change = await aChange(call);
  const right = tools.flatMap((tool) =>
    inputsOf(tool, change).flatMap((one) => {
      const input = forModels(tool.inputSchema, one);
      return [
        { name: tool.name, input },
        { name: tool.name, input: { ...nulls(tool.inputSchema), ...input } },
      ];
    }),
  );
  const wrong = WRONG.map(([name, input, kind, field]) => ({ name, input, kind, field }));
  return { tools, right, wrong, call, ...addressOf(world, caller) };
}

function addressOf({ worker }, { token }) {
  return { url: `${worker.url}/mcp/${SITE}`, headers: { Authorization: `Bearer ${token}` } };
}

async function aChange(call) {
  const written = await call("update_customer", { id: 2, note: "To be undone" });
  return written._meta["prestashop-edge/change"];
}

/** Writes are previewed, so that each adapter finds the shop the same. */
function inputsOf({ name, annotations }, change) {
  if (name === "undo_change") return [{ change, preview: true }];
  if (name === "list_changes") return [{}, { limit: 1 }];
  const inputs = INPUTS[name];
  assert.ok(inputs?.length > 0, `action-inputs.mjs has no input for ${name}`);
  return annotations.readOnlyHint ? inputs : inputs.map((one) => ({ ...one, preview: true }));
}

/** An input of the package in the form that the schema of a tool has for it. */
function forModels({ properties }, input) {
  const isTexts = (name) => Object.hasOwn(properties[name]?.items?.properties ?? {}, "text");
  const listOf = (value) =>
    typeof value === "string"
      ? [{ language: null, text: value }]
      : Object.entries(value).map(([language, text]) => ({ language, text }));
  // Some kits refuse digits in a text themselves, where a number is declared.
  const isNumber = (name, value) => {
    const types = [properties[name]?.type].flat();
    const isDeclared = types.includes("integer") || types.includes("number");
    return isDeclared && !types.includes("string") && typeof value === "string";
  };
  const formed = (name, value) => {
    if (isTexts(name)) return listOf(value);
    return isNumber(name, value) ? Number(value) : value;
  };
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, formed(name, value)]),
  );
}

/** As models answer that have to give every parameter. */
function nulls({ properties, required = [] }) {
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  return Object.fromEntries(optional.map((name) => [name, null]));
}

/** Asks everything through an adapter, and compares what a model is told with what the worker says. */
export async function checkAdapter(conversation, adapter, isStrict) {
  const { tools, right, wrong, call, url, headers } = conversation;
  const calls = [...right, ...wrong].map(({ name, input }) => ({ name, input }));
  const shown = await adapter({ url, headers, calls });
  const names = (list) => list.map(({ name }) => name).sort();
  assert.deepEqual(names(shown.tools), names(tools));
  for (const { name, schema, strict } of shown.tools) {
    assert.equal(schema.type, "object", name);
    if (!isStrict) continue;
    assert.equal(strict, true, `${name} is not strict`);
    assert.deepEqual(strictProblems(schema), [], name);
  }
  assert.equal(shown.answers.length, calls.length);
  for (const [at, { name, input }] of right.entries()) {
    const direct = await call(name, input);
    assert.notEqual(direct.isError, true, `${name}: ${direct.content[1].text}`);
    assert.deepEqual(stable(dataIn(shown.answers[at])), stable(told(direct)), name);
  }
  for (const [at, { name, kind, field }] of wrong.entries()) {
    const problem = dataIn(shown.answers[right.length + at]);
    assert.deepEqual([problem.kind, problem.field], [kind, field], name);
    assert.ok(problem.hint.length > 0 && problem.detail.length > 0, name);
  }
  const bytes = Buffer.byteLength(JSON.stringify(shown.tools));
  return `${shown.tools.length} tools in ${bytes} bytes, ${right.length} calls, ${wrong.length} wrong ones`;
}

/** The token of a preview is another each time. */
const stable = (answer) => ("token" in answer ? { ...answer, token: null } : answer);

/** The data in what a model is told, whatever the adapter puts around it; it is there once. */
function dataIn(answer) {
  const found = textsIn(answer).flatMap((text) => {
    const at = text.indexOf("{");
    return at < 0 ? [] : [JSON.parse(text.slice(at))];
  });
  assert.equal(found.length, 1, JSON.stringify(answer));
  return found[0];
}

function textsIn(answer) {
  if (typeof answer === "string") return [answer];
  if (Array.isArray(answer)) return answer.flatMap(textsIn);
  const { text, value, content, error } = answer;
  return textsIn(text ?? value ?? content ?? error);
}

/** What the strict mode of OpenAI's API takes of JSON Schema. */
const STRICT = new Set([
  ...["type", "properties", "required", "additionalProperties", "items", "description"],
  ...["enum", "const", "anyOf", "minimum", "maximum", "minItems", "maxItems"],
]);

/** What a strict mode would refuse in a schema. */
export function strictProblems(schema, at = "#") {
  const { type, properties = {}, required = [], additionalProperties, items, anyOf = [] } = schema;
  const words = Object.keys(schema).filter((word) => !STRICT.has(word));
  const problems = words.map((word) => `${at} has ${word}`);
  const isObject = [type].flat().includes("object");
  if (isObject && additionalProperties !== false) problems.push(`${at} is open`);
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  problems.push(...optional.map((name) => `${at} does not require ${name}`));
  const inside = [
    ...Object.entries(properties).map(([name, one]) => [one, `${at}/${name}`]),
    ...anyOf.map((one, index) => [one, `${at}/anyOf/${index}`]),
    ...(items ? [[items, `${at}/items`]] : []),
  ];
  return [...problems, ...inside.flatMap(([one, place]) => strictProblems(one, place))];
}
