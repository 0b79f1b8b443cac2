// What the model of a test asks an agent for, and what may come of it.
import assert from "node:assert/strict";
import { strictProblems } from "../conversation.mjs";

const note = (text) => ({ name: "update_customer", input: { id: 3, note: text } });

const product = (input) => ({ name: "get_product", input });
const WRITE = "update_customer";

/**
 * The call and what the person says to it; then what the model is told, which tools wait for the
 * person, and how many values the shop keeps. A wrong input need not be shown to anybody.
 */
export const AGENT_CASES = [
  ["a product", { call: product({ id: 5 }), told: /"id":5/, asked: [] }],
  [
    "a product that is not there",
    { call: product({ id: 99_999 }), told: /no product with the id 99999/, asked: [] },
  ],
  [
    "a parameter that is missing",
    { call: product({}), told: /`id` or `reference` is missing/, asked: [] },
  ],
  [
    "a write that is approved",
    { call: note("Calls."), approves: true, told: /"written":true/, asked: [WRITE], kept: 1 },
  ],
  [
    "a write that is declined",
    { call: note("No."), approves: false, told: /denied|not approved|rejected/i, asked: [WRITE] },
  ],
  [
    "a write of nothing",
    { call: { name: WRITE, input: { id: 3 } }, approves: true, told: /Give at least one of/ },
  ],
  [
    "a write whose answer is lost",
    {
      call: note("Lost?"),
      approves: true,
      faults: ["late-504"],
      told: /"saved":"unknown"/,
      asked: [WRITE],
    },
  ],
  [
    "a maintenance page",
    { call: product({ id: 5 }), faults: ["html-503"], told: /"hint":"[^"]+/, asked: [] },
  ],
];

/** Runs a case in a shop of its own. */
export async function checkAgent({ given, converse, example, PrestaShop, demoShop }) {
  const { call, approves, faults = [], told, asked, kept = 0 } = given;
  const demo = await demoShop({ faults });
  const shop = new PrestaShop({ ...demo, retries: 0, settleTimeoutMs: 0 });
  const middleware = example.approval ? [example.approval()] : [];
  const tools = example.shopTools(shop);
  const seen = await converse({ tools, middleware, call, approves });
  assert.match(seen.told.replaceAll('\\"', '"'), told);
  assert.ok(!seen.told.includes(demo.key), "the key is in what the model is told");
  if (asked) assert.deepEqual(seen.asked, asked);
  assert.equal(demo.changes().filter(({ after }) => after === call.input.note).length, kept);
  assert.ok(
    seen.offered.some(({ name }) => name === "get_last_order"),
    "tools are missing",
  );
  for (const { name, schema, strict } of seen.offered) {
    assert.equal(schema.type, "object", name);
    // A model's host refuses a schema that is called strict and is not.
    if (strict) assert.deepEqual(strictProblems(schema), [], name);
  }
}
