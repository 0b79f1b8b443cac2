// Calls that a signed claim holds to a customer, over HTTP and as tools.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { actions } from "@aismarttalk/prestashop";
import { UnsecuredJWT } from "jose";
import {
  ABOUT_OTHERS,
  blanked,
  HOLDER,
  HOLDS,
  NEEDLES,
  OTHER_ORDER,
  OWN_ORDERS,
  ofNobody,
} from "../js/support/held.mjs";
import { eachCase } from "../js/support/table.mjs";
import { bytes, claim, HEADER, SECRET, seconds, startClaimed } from "./support/claims.mjs";
import { startShop } from "./support/shop.mjs";

const WRITING = actions.filter(({ annotations }) => !annotations.readOnlyHint);
const WRITES = WRITING.map(({ name }) => name);

let world;
before(async () => {
  world = await startClaimed();
});
after(() => world.stop());
const [asked, run, message, tool, started] = ["asked", "run", "message", "tool", "started"].map(
  (name) =>
    (...given) =>
      world[name](...given),
);

const OWN = ["get_customer", { id: HOLDER.id }];

const REFUSED = [
  ["none", () => undefined, "missing"],
  ["no JWT", () => "claim", "malformed"],
  ["too long a text", () => "a".repeat(5_000), "malformed"],
  ["no signature", () => new UnsecuredJWT({ site: "one" }).encode(), "signature"],
  ["another secret", () => claim({}, { key: bytes(`${SECRET}.`) }), "signature"],
  ["one that is expired", () => claim({ iat: seconds() - 400, exp: seconds() - 60 }), "expired"],
  ["one that is too old", () => claim({ iat: seconds() - 1_000, exp: seconds() + 60 }), "expired"],
  ["one that holds too long", () => claim({ exp: seconds() + 3_600 }), "expired"],
  ["one of the future", () => claim({ iat: seconds() + 120 }), "expired"],
  ["one for somebody else", () => claim({ aud: "another-service" }), "audience"],
  ["one for nobody", () => claim({ aud: null }), "audience"],
  ["one of another site", () => claim({ site: "two" }), "site"],
  ["one of all sites", () => claim({ site: "*" }), "site"],
  ["one of no site", () => claim({ site: null }), "site"],
  ["one of several sites", () => claim({ site: ["one", "two"] }), "site"],
  ["no customer", () => claim({ customer: null }), "customer"],
  ["an empty customer", () => claim({ customer: {} }), "customer"],
  ["two customers", () => claim({ customer: { id: 2, email: "a@example.com" } }), "customer"],
  ["a list of customers", () => claim({ customer: [{ id: 2 }] }), "customer"],
  ["the id 0", () => claim({ customer: { id: 0 } }), "customer"],
  ["an id as text", () => claim({ customer: { id: "2" } }), "customer"],
  ["an empty address", () => claim({ customer: { email: "" } }), "customer"],
  ["a part of an address", () => claim({ customer: { email: "@example.com" } }), "customer"],
  ["writes that are no list", () => claim({ writes: "update_customer" }), "writes"],
  ["a write that there is none of", () => claim({ writes: ["update_everything"] }), "writes"],
  ["a write that reads", () => claim({ writes: ["get_customer"] }), "writes"],
  ["the undoing of changes", () => claim({ writes: ["undo_change"] }), "writes"],
  ["an action that cannot be held", () => claim({ writes: ["update_manufacturer"] }), "writes"],
];

test("given a claim that does not count, then all are refused alike, nothing is sent, and the log says why", () =>
  eachCase("claims that do not count", REFUSED, async (make, reason) => {
    const held = await make();
    const sent = world.shop.sent;
    const answers = [
      await run(...OWN, { held }),
      await tool(...OWN, { held }),
      await message("tools/list", {}, { held }),
      await asked("/v1/sites/one/access", { held }),
      await asked("/v1/sites/one/changes", { held }),
      // A claim that is there counts for every caller.
      ...(held === undefined ? [] : [await run(...OWN, { held, caller: "writer" })]),
    ];
    for (const { status, text, body, line } of answers) {
      assert.equal(status, 401, text);
      assert.deepEqual([line.kind, line.claim], ["unauthorized", reason]);
      assert.equal(body.detail, "The request has no valid claim of a customer.");
    }
    assert.equal(world.shop.sent, sent);
  }));

test("given clocks that differ by some seconds, then a claim counts", async () => {
  for (const payload of [{ iat: seconds() + 20 }, { iat: seconds() - 60, exp: seconds() - 20 }]) {
    const { status, text } = await run(...OWN, { held: await claim(payload) });
    assert.equal(status, 200, text);
  }
});

test("given a caller who needs no claim, then without one nothing changes", async () => {
  const [{ id_customer: id }] = [OTHER_ORDER];
  const { status, body } = await run("get_customer", { id }, { caller: "writer" });
  assert.deepEqual([status, body.customers[0].id], [200, id]);
});

/** What can be seen of a call: status, answer and the number of requests, without the value. */
async function seen(ask, input, held) {
  const { status, text, line } = await ask(input, held);
  const told = text.replaceAll(/urn:uuid:[0-9a-f-]+|"jsonrpc":"2\.0"/g, "");
  return { status, text: blanked(told, input), requests: line.shopRequests };
}

test("given a claim, then what others have is as what nobody has, over HTTP and as a tool", () =>
  eachCase("claims about others", ABOUT_OTHERS, async (action, input, customer) => {
    const held = await claim({ customer, writes: WRITES });
    const ways = [
      (given) => run(action.name, given, { held }),
      (given) => tool(action.name, given, { held }),
    ];
    for (const ask of ways) {
      // Languages and states are cached from now on.
      await ask(ofNobody(input));
      const found = await seen(ask, input);
      assert.deepEqual(found, await seen(ask, ofNobody(input)));
      for (const needle of NEEDLES) assert.ok(!found.text.includes(needle), needle);
    }
  }));

test("given a claim, then what is the customer's is answered", async () => {
  for (const customer of HOLDS) {
    const held = await claim({ customer });
    const { body } = await run("get_order_details", { id: OWN_ORDERS[0].id }, { held });
    assert.equal(body.orders[0].id, OWN_ORDERS[0].id);
    const access = await asked("/v1/sites/one/access", { held });
    assert.deepEqual(access.body.only_customer.writes, []);
    assert.deepEqual(access.body.resources, []);
  }
});

test("given a claim without writes, then every write is refused before anything is sent", () =>
  eachCase("writes", [...WRITING.map(({ name }) => [name, name])], async (name) => {
    const held = await claim();
    const sent = world.shop.sent;
    const { example: input } = actions.find((one) => one.name === name);
    assert.equal((await run(name, input, { held })).status, 403);
    assert.match((await tool(name, input, { held })).text, /forbidden/);
    assert.equal(world.shop.sent, sent);
  }));

test("given a claim with a write, then it changes the customer's record and the journal stays closed", async () => {
  const own = await startShop();
  const at = await started({ CLAIM_SECRET: SECRET }, own);
  const held = await claim({ writes: ["update_customer"] });
  const written = await run("update_customer", { id: HOLDER.id, firstname: "Ada" }, { held, at });
  assert.equal(written.body.written, true, written.text);
  assert.equal(own.text(`customers/${HOLDER.id}`, "firstname"), "Ada");
  const changes = await asked("/v1/sites/one/changes", { caller: "writer", at });
  const [change] = changes.body.changes;
  assert.equal(change.record, HOLDER.id);
  for (const [name, input] of [
    ["list_changes", {}],
    ["undo_change", { change: change.id }],
    ["undo_change", { change: change.id, preview: true }],
    ["update_manufacturer", { id: 1, new_name: "Mine" }],
  ]) {
    assert.equal((await run(name, input, { held, at })).status, 403, name);
    assert.match((await tool(name, input, { held, at })).text, /forbidden/, name);
  }
  assert.equal((await asked("/v1/sites/one/changes", { held, at })).status, 403);
  await own.stop();
});

test("given a write that is under way on a record of somebody else, then a held call does not wait for it", async () => {
  const own = await startShop();
  const at = await started({ CLAIM_SECRET: SECRET }, own);
  const { id, id_customer } = OTHER_ORDER;
  let release;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  own.before = async ({ method }) => void (method === "PUT" && (await released));
  const theirs = run("update_customer", { id: id_customer, note: "A" }, { caller: "writer", at });
  const held = await claim({ writes: WRITES });
  for (const [name, input] of [
    ["update_customer", { id: id_customer, firstname: "B" }],
    ["update_order_status", { id, state: 5 }],
  ]) {
    const { status, body } = await run(name, input, { held, at });
    assert.deepEqual([status, body.kind], [404, "not_found"], name);
  }
  release();
  assert.equal((await theirs).body.written, true);
  await own.stop();
});

test("given a claim, then the model sees the tools it may call, and cannot change whom they are held to", async () => {
  const names = async (payload) => {
    const { body } = await message("tools/list", {}, { held: await claim(payload) });
    return body.result.tools.map(({ name }) => name);
  };
  const reading = await names({});
  assert.ok(reading.includes("get_customer"));
  for (const name of [...WRITES, "list_changes", "undo_change", "update_manufacturer"]) {
    assert.ok(!reading.includes(name), name);
  }
  assert.ok((await names({ writes: ["update_customer"] })).includes("update_customer"));
  const held = await claim();
  const { id_customer } = OTHER_ORDER;
  for (const more of [
    { onlyCustomer: { id: id_customer } },
    { customer: { id: id_customer } },
    { writes: WRITES },
    { [HEADER]: await claim({ customer: { id: id_customer } }) },
  ]) {
    const { status, text } = await run("get_customer", { id: id_customer, ...more }, { held });
    assert.deepEqual([status, JSON.parse(text).kind], [400, "invalid_request"], text);
  }
});
