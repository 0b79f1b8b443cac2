// A writing action that is in the worker's list and nowhere else in the worker: its declaration is
// enough to have it queued, previewed, confirmed, journaled, undone, looked at again and listed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Validator as OpenApi } from "@seriousme/openapi-schema-validator";
import { KEYS } from "../js/support/demo-shop.mjs";
import { eachCase } from "../js/support/table.mjs";
import {
  createWorker,
  durableQueue,
  journaled,
  PACKAGE_ACTIONS,
  startBeside,
} from "./support/journaled.mjs";
import { keptNamespace } from "./support/namespace.mjs";
import { UPDATE_MANUFACTURER } from "./support/own-action.mjs";

const ACTION = UPDATE_MANUFACTURER.name;
const ACTIONS = [...PACKAGE_ACTIONS, UPDATE_MANUFACTURER];
const MAKER = "manufacturers/1";
const ENGLISH = 1;

const started = (t, settings, host) => journaled(t, settings, { host, actions: ACTIONS });
const makerName = ({ shop }) => shop.text(MAKER, "name");
const textIn = ({ shop }) => shop.text(MAKER, "description", ENGLISH);

async function done(edge, action, input, who) {
  const answer = await edge.run(action, input, who);
  assert.equal(answer.status, 200, answer.text);
  return answer;
}

test("given two writes to one record at once, named in two ways, then one waits for the other and both are there", async (t) => {
  const edge = await started(t);
  let underWay = 0;
  let most = 0;
  edge.shop.before = async ({ method, answer }) => {
    if (method === "GET") return undefined;
    underWay += 1;
    most = Math.max(most, underWay);
    const made = answer();
    await sleep(50);
    underWay -= 1;
    return { status: made.status, headers: made.headers, body: made.body };
  };
  const maker = makerName(edge).toUpperCase();
  const answers = await Promise.all([
    edge.run(ACTION, { id: 1, description: { [ENGLISH]: "<p>By hand.</p>" } }),
    edge.run(ACTION, { maker, new_name: "Leaf & Clay" }),
  ]);
  for (const { status, text } of answers) assert.equal(status, 200, text);
  assert.equal(most, 1, "one at a time");
  assert.deepEqual([makerName(edge), textIn(edge)], ["Leaf & Clay", "<p>By hand.</p>"]);
});

test("given every way to name it, then its write waits in the queue of that record", async (t) => {
  const queued = [];
  const run = async (record) => {
    queued.push(record);
    throw new Error("It is enough to know where it waits.");
  };
  const edge = await started(t, {}, { queue: { run } });
  const name = makerName(edge);
  const ways = [{ id: 1 }, { id: "1" }, { maker: name }, { maker: ` ${name.toLowerCase()} ` }];
  await eachCase(
    "ways to name it",
    ways.map((named) => [JSON.stringify(named), named]),
    async (named) => {
      queued.length = 0;
      const { text } = await edge.run(ACTION, { ...named, new_name: "x" });
      assert.deepEqual(queued, [MAKER], text);
    },
  );
});

test("given a preview, then nothing is written, and its token alone confirms it, once, while the record is the same", async (t) => {
  const edge = await started(t);
  const input = { id: 1, new_name: "Leaf & Clay" };
  const before = makerName(edge);
  const shown = await done(edge, ACTION, { ...input, preview: true });
  assert.deepEqual([shown.body.written, shown.id, makerName(edge)], [false, null, before]);
  assert.match(shown.body.token, /^pe1\./);
  const expect = shown.body.token;
  const refusals = [
    ["another value", { ...input, new_name: "Other", expect }, 412],
    ["a mark of the package", { ...input, expect: "ps1-00000000000000000000000000000000" }, 412],
  ];
  for (const [what, given, status] of refusals) {
    assert.equal((await edge.run(ACTION, given)).status, status, what);
  }
  edge.shop.write(MAKER, "description", ENGLISH, "<p>Meanwhile</p>");
  const conflict = await edge.run(ACTION, { ...input, expect });
  assert.deepEqual([conflict.status, conflict.body.kind], [409, "conflict"], conflict.text);
  assert.equal(makerName(edge), before);
  const again = await done(edge, ACTION, { ...input, preview: true });
  const confirmed = { ...input, expect: again.body.token };
  await done(edge, ACTION, confirmed);
  assert.equal(makerName(edge), "Leaf & Clay");
  const twice = await edge.run(ACTION, confirmed);
  assert.deepEqual([twice.status, twice.body.kind], [412, "confirmation_invalid"]);
});

test("given every level, then it is covered, proposed, confirmed or forbidden as any write", async (t) => {
  const edge = await started(t);
  const input = { id: 1, new_name: "Leaf & Clay" };
  const preview = { ...input, preview: true };
  const cases = [
    ["reader", preview, 403, "forbidden"],
    ["contentEditor", preview, 403, "forbidden"],
    ["proposer", preview, 200],
    ["proposer", input, 403, "forbidden"],
    ["confirmer", input, 428, "confirmation_required"],
    ["confirmer", preview, 200],
    ["makerEditor", input, 200],
  ];
  await eachCase(
    "levels",
    cases.map(([who, given, ...rest]) => [`${who} ${JSON.stringify(given)}`, who, given, ...rest]),
    async (who, given, status, kind) => {
      const { body, ...answer } = await edge.run(ACTION, given, who);
      assert.deepEqual([answer.status, body.kind], [status, kind], answer.text);
    },
  );
  const { body } = await done(
    edge,
    ACTION,
    { id: 2, new_name: "Paper", preview: true },
    "confirmer",
  );
  await done(edge, ACTION, { id: 2, new_name: "Paper", expect: body.token }, "confirmer");
  assert.equal(edge.shop.text("manufacturers/2", "name"), "Paper");
});

test("given a write, then it is in the journal before it goes out, settled after, and taken back whole", async (t) => {
  const edge = await started(t);
  const first = [makerName(edge), textIn(edge)];
  let early;
  edge.shop.before = async ({ method }) => {
    if (method === "GET" || early) return;
    early = edge.list().then(({ body }) => body.changes);
    await early;
  };
  const asked = { id: 1, new_name: "Leaf & Clay", description: { [ENGLISH]: "<p>By hand.</p>" } };
  const wrote = await done(edge, ACTION, asked);
  const [intent] = await early;
  assert.deepEqual([intent.id, intent.outcome, intent.record], [wrote.id, "unknown", 1]);
  const { body } = await edge.list("resource=manufacturers&record=1");
  const [noted] = body.changes;
  assert.deepEqual([noted.id, noted.outcome, noted.action], [wrote.id, "written", ACTION]);
  const values = ({ field, language, before, after }) => [field, language?.id, before, after];
  for (const { fields } of [intent, noted]) {
    assert.deepEqual(fields.map(values).sort(), [
      ["description", ENGLISH, first[1], "<p>By hand.</p>"],
      ["name", undefined, first[0], "Leaf & Clay"],
    ]);
  }
  const { lasting } = UPDATE_MANUFACTURER.writes.fields.new_name;
  assert.deepEqual(noted.lasting, [lasting]);

  const undo = { change: wrote.id };
  const shown = await done(edge, "undo_change", { ...undo, preview: true }, "writer");
  assert.deepEqual([shown.body.status, shown.body.lasting], [null, [lasting]]);
  assert.equal(makerName(edge), "Leaf & Clay");
  const forbidden = await edge.run("undo_change", undo, "seoEditor");
  assert.equal(forbidden.status, 403, "a token needs the action for taking it back");
  const undone = await done(edge, "undo_change", { ...undo, expect: shown.body.token });
  assert.equal(undone.body.original, ACTION);
  assert.deepEqual([makerName(edge), textIn(edge)], first);
  const [undoing] = (await edge.list("limit=1")).body.changes;
  assert.deepEqual([undoing.undoes, undoing.resource], [wrote.id, "manufacturers"]);
});

test("given an answer that is lost, then the write is noted as unknown, bars the next one, and is settled by a later look", async (t) => {
  const edge = await started(t, { WRITE_TIMEOUT_MS: "3000" });
  let isGone = false;
  edge.shop.before = async ({ method, answer }) => {
    if (isGone) return "break";
    if (method === "GET") return undefined;
    answer();
    isGone = true;
    return "break";
  };
  const wrote = await edge.run(ACTION, { id: 1, new_name: "Leaf & Clay" });
  assert.deepEqual([wrote.status, wrote.body.kind], [502, "outcome_unknown"], wrote.text);
  const [noted] = (await edge.list()).body.changes;
  assert.deepEqual([noted.id, noted.outcome], [wrote.id, "unknown"]);
  const next = await edge.run(ACTION, { id: 1, new_name: "Other" });
  assert.equal(next.body.kind, "outcome_unknown", next.text);
  isGone = false;
  edge.shop.before = async () => {};
  const [settled] = (await edge.list()).body.changes;
  assert.deepEqual([settled.id, settled.outcome], [wrote.id, "written"]);
  await done(edge, ACTION, { id: 1, new_name: "Other" });
  assert.equal(makerName(edge), "Other");
});

test("given a writer of another instance that is lost, then what it was to write is noted", async (t) => {
  const lost = async () => {
    throw new Error("The Durable Object was reset.");
  };
  const queue = durableQueue({ idFromName: (name) => name, get: () => ({ run: lost }) });
  const edge = await started(t, {}, { queue });
  const wrote = await edge.run(ACTION, {
    maker: makerName(edge),
    new_name: "Leaf & Clay",
    description: { [ENGLISH]: "<p>By hand.</p>" },
  });
  assert.deepEqual([wrote.status, wrote.body.kind], [502, "outcome_unknown"]);
  const [{ id, resource, record, fields }] = (await edge.list()).body.changes;
  assert.deepEqual([id, resource, record], [wrote.id, "manufacturers", 1]);
  assert.deepEqual(
    fields.map(({ field, language, before, after }) => [field, language?.id, before, after]),
    [
      ["name", undefined, null, "Leaf & Clay"],
      ["description", ENGLISH, null, "<p>By hand.</p>"],
    ],
  );
});

test("given a worker that offers the action no more, then its changes are listed, and cannot be undone there", async (t) => {
  const { kept: _, ...namespace } = keptNamespace();
  const edge = await started(t, { JOURNAL_KV: namespace });
  const wrote = await done(edge, ACTION, { id: 1, new_name: "Leaf & Clay" });
  // The tokens of the action go with it.
  const callers = JSON.parse(edge.environment.CALLERS);
  const left = callers.filter(({ level }) => !level.includes(ACTION));
  const later = await startBeside(edge, { CALLERS: JSON.stringify(left) });
  t.after(later.stop);
  const change = { change: wrote.id };
  const undone = await edge.run("undo_change", change, "writer", "one", later);
  assert.deepEqual([undone.status, undone.body.kind], [409, "not_undoable"], undone.text);
  assert.match(undone.body.detail, /update_manufacturer.* no longer offered/);
  assert.equal(makerName(edge), "Leaf & Clay");
  const { body } = await edge.run("list_changes", {}, "writer", "one", later);
  assert.equal(body.changes[0].id, wrote.id);
});

test("given an action that would write a preview, then the write is kept back", async (t) => {
  const careless = {
    ...UPDATE_MANUFACTURER,
    run: (client, { preview: _, ...input }, options) =>
      UPDATE_MANUFACTURER.run(client, input, options),
  };
  const edge = await journaled(t, {}, { actions: [...PACKAGE_ACTIONS, careless] });
  const before = makerName(edge);
  const shown = await edge.run(ACTION, { id: 1, new_name: "Other", preview: true });
  assert.deepEqual([shown.status, shown.body.kind, shown.body.saved], [500, "internal", "no"]);
  assert.equal(makerName(edge), before);
  assert.deepEqual((await edge.list()).body.changes, []);
});

test("given an action that writes two records, then the second is kept back, and the first stays in the journal", async (t) => {
  const greedy = {
    ...UPDATE_MANUFACTURER,
    run: async (client, input, options) => {
      await UPDATE_MANUFACTURER.run(client, input, options);
      return UPDATE_MANUFACTURER.run(client, { ...input, id: 2 }, options);
    },
  };
  const edge = await journaled(t, {}, { actions: [...PACKAGE_ACTIONS, greedy] });
  const other = edge.shop.text("manufacturers/2", "name");
  const wrote = await edge.run(ACTION, { id: 1, new_name: "Leaf & Clay" });
  assert.deepEqual([wrote.status, wrote.body.kind, wrote.body.saved], [500, "internal", "unknown"]);
  assert.deepEqual(
    [makerName(edge), edge.shop.text("manufacturers/2", "name")],
    ["Leaf & Clay", other],
  );
  const [noted] = (await edge.list()).body.changes;
  assert.deepEqual([noted.id, noted.record, noted.outcome], [wrote.id, 1, "written"]);
});

test("given the catalogue, the tools and the description of the API, then it is in each as any write", async (t) => {
  const edge = await started(t);
  const listed = (await edge.actions()).find(({ name }) => name === ACTION);
  assert.deepEqual(listed.writes, UPDATE_MANUFACTURER.writes);
  assert.match(listed.description, /undo_change/);
  const document = await (await edge.fetch("/openapi.json", "reader")).json();
  assert.ok((await new OpenApi().validate(structuredClone(document))).valid);
  const { post } = document.paths[`/v1/sites/{site}/actions/${ACTION}`];
  assert.deepEqual(post.tags, ["writing"]);
  const resources = document.components.schemas.ListChangesInput.properties.resource.enum;
  assert.ok(resources.includes("manufacturers"));

  const tools = async (who, site) => {
    const response = await edge.fetch(`/mcp/${site}`, who, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
        "MCP-Protocol-Version": "2025-06-18",
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
    return (await response.json()).result.tools.map(({ name }) => name);
  };
  assert.ok((await tools("writer", "one")).includes(ACTION));
  assert.ok(!(await tools("reader", "one")).includes(ACTION));
  const narrow = await started(t, {
    SITES: JSON.stringify({ one: { url: edge.shop.url, key: KEYS.productsOnly } }),
  });
  const open = await narrow.fetch("/mcp/one", "writer", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      "MCP-Protocol-Version": "2025-06-18",
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
  });
  const names = (await open.json()).result.tools.map(({ name }) => name);
  assert.ok(names.includes("get_product") && !names.includes(ACTION), String(names));
});

test("given a declaration that cannot be right, then the worker does not start, and the error names the action", async () => {
  const { annotations, inputSchema, writes } = UPDATE_MANUFACTURER;
  const { preview: _, ...others } = inputSchema.properties;
  const cases = [
    ["that writes and says nothing of it", { writes: null }, /does not say what it writes/],
    [
      "that reads and writes",
      { annotations: { ...annotations, readOnlyHint: true } },
      /is read-only, and has writes/,
    ],
    ["through something else", { writes: { ...writes, through: "carts" } }, /through carts/],
    ["without preview", { inputSchema: { ...inputSchema, properties: others } }, /no preview/],
    ["of a name that is taken", { name: "get_product" }, /Two actions are named get_product/],
  ];
  await eachCase("declarations", cases, (more, message) => {
    const actions = [...PACKAGE_ACTIONS, { ...UPDATE_MANUFACTURER, ...more }];
    assert.throws(() => createWorker({}, {}, actions), { name: "TypeError", message });
  });
});
