// A trap, such as memory that runs out, ends the calls of its instance and nothing else. The memory
// of these tests holds an answer, but not what is made of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  buildRequest,
  MalformedResponseError,
  OutcomeUnknownError,
  parseResponse,
} from "@aismarttalk/prestashop";
import { provide } from "@aismarttalk/prestashop/custom";
import { client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { watchInstances } from "./support/instances.mjs";
import { withMemory } from "./support/small-memory.mjs";
import { eachCase } from "./support/table.mjs";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const MEBIBYTES = 16;
const TOO_MUCH = 9_000_000;

const started = watchInstances();
provide(withMemory(MEBIBYTES));

/** A shop whose answers are too large wherever `isLarge` says so of a request. */
function shopOf(isLarge, { before } = {}) {
  const demo = demoShop(
    {},
    {
      before,
      reshape: (answer, url, init) => {
        if (!isLarge(url, init)) return answer;
        const text = new TextDecoder().decode(answer.body);
        const large = text.replace(/<!\[CDATA\[/, `$&${"x".repeat(TOO_MUCH)}`);
        assert.notEqual(large, text, `${url} has nothing to enlarge`);
        return { ...answer, body: new TextEncoder().encode(large) };
      },
    },
  );
  return { demo, shop: client(demo, { fetch: atOnce(demo) }) };
}

/** Without a stream: of a list that is read while it arrives, memory need not hold the whole. */
const atOnce = (demo) => async (url, init) => {
  const answer = await demo.fetch(url, init);
  const { status, headers } = answer;
  return { status, headers, arrayBuffer: () => answer.arrayBuffer() };
};

const isFull = (url) => /display=full|\/products\/2\b|\/orders\/\d/.test(url);
const isWrite = (method) => ["PUT", "PATCH"].includes(method);
const works = async (shop) =>
  assert.ok((await shop.languages.list({ display: ["id"] })).length > 0);

const READS = [
  ["a list", (shop) => shop.products.list({ display: "full" })],
  ["one record", (shop) => shop.products.get(2)],
  ["an iteration", (shop) => shop.products.iterate({ display: "full" }).next()],
  ["an undeclared resource", (shop) => shop.resource("manufacturers").list({ display: "full" })],
  ["an action", (shop) => shop.run("get_product", { id: 2 })],
  ["the look before a write", (shop) => shop.products.update(2, { reference: "R" })],
];

test("given an answer that is too much, then its call is rejected and the next one works", async () => {
  await eachCase("calls that trapped", READS, async (read) => {
    const { shop } = shopOf(isFull);
    const instances = started.length;
    await assert.rejects(read(shop), (error) => {
      assert.ok(error instanceof MalformedResponseError, String(error));
      assert.equal(error.saved, "no");
      assert.match(error.hint, /limit/);
      return true;
    });
    await works(shop);
    assert.equal(started.length, Math.max(instances, 1) + 1, "one instance more");
  });
});

test("given other calls under way, then the trap ends them as well, and none waits for ever", async () => {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  const { shop } = shopOf(isFull, {
    before: (url) => (url.includes("/languages") ? held : undefined),
  });
  const bystander = client(shopOf(() => false).demo);
  await works(bystander);
  const waiting = Array.from({ length: 5 }, () => shop.languages.list({ display: ["id"] }));
  const settled = Promise.allSettled(waiting);
  await assert.rejects(shop.products.list({ display: "full" }), MalformedResponseError);
  for (const { status, reason } of await settled) {
    assert.equal(status, "rejected");
    assert.ok(reason instanceof MalformedResponseError);
  }
  // What the old instance still gets from its fetches is left alone.
  release();
  await works(shop);
  await works(bystander);
});

test("given a write that was sent, then its outcome is unknown and can be looked for", async () => {
  let isLarge = true;
  const { demo, shop } = shopOf((_, { method }) => isLarge && isWrite(method));
  const lost = await shop.products.update(2, { reference: "TRAP-1" }).then(
    () => assert.fail("there is no answer"),
    (error) => error,
  );
  assert.ok(lost instanceof OutcomeUnknownError, String(lost));
  assert.equal(lost.saved, "unknown");
  assert.equal(lost.write.resource, "products");
  assert.equal(lost.write.id, 2);
  assert.ok(lost.cause instanceof MalformedResponseError);
  assert.deepEqual(shop.unsettled(), [lost.write]);
  // Its turn is free: the write is found, and then the record can be written again.
  isLarge = false;
  const { written, after } = await lost.lookAgain();
  assert.equal(written, true);
  assert.equal(after.reference, "TRAP-1");
  assert.deepEqual(shop.unsettled(), []);
  assert.equal((await shop.products.update(2, { reference: "TRAP-2" })).written, true);
  assert.equal(demo.log.filter(({ method }) => isWrite(method)).length, 2);
});

test("given an image that is being sent, then it is unknown whether the product has it", async () => {
  let isSent;
  const sending = new Promise((resolve) => {
    isSent = resolve;
  });
  const { shop } = shopOf((url) => url.includes("display=full"), {
    before: (_, { method }) => {
      if (method !== "POST") return undefined;
      isSent();
      return new Promise(() => {});
    },
  });
  const gif = Uint8Array.from(atob("R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs="), (one) =>
    one.charCodeAt(0),
  );
  const adding = shop.images.add(3, gif).catch((error) => error);
  await sending;
  await assert.rejects(shop.products.list({ display: "full" }), MalformedResponseError);
  const lost = await adding;
  assert.ok(lost instanceof OutcomeUnknownError, String(lost));
  assert.deepEqual([lost.saved, lost.write], ["unknown", null]);
  assert.match(lost.hint, /images of the product/);
  await works(shop);
});

test("given a write that never came to be sent, then nothing is unknown", async () => {
  const { demo, shop } = shopOf(isFull);
  const stopped = client(demo, {
    beforeWrite: () => {
      throw new Error("not now");
    },
  });
  const error = await shop.products.update(2, { reference: "R" }).catch((thrown) => thrown);
  assert.equal(error.saved, "no");
  await assert.rejects(stopped.products.update(3, { reference: "R" }), { kind: "aborted" });
  assert.deepEqual([shop.unsettled(), stopped.unsettled()], [[], []]);
  assert.ok(demo.log.every(({ method }) => method === "GET"));
});

test("given an earlier write of unknown outcome, then the next instance knows of it too", async () => {
  const { demo, shop: trapping } = shopOf(isFull);
  let isDown = false;
  const shop = client({
    ...demo,
    fetch: async (url, init) => {
      const answer = await demo.fetch(url, init);
      isDown ||= isWrite(init.method);
      return isDown ? Promise.reject(new TypeError("connection lost")) : answer;
    },
  });
  const lost = await shop.products.update(3, { reference: "U" }).catch((error) => error);
  assert.ok(lost instanceof OutcomeUnknownError, String(lost));
  await assert.rejects(trapping.products.list({ display: "full" }), MalformedResponseError);
  assert.deepEqual(shop.unsettled(), [lost.write]);
  isDown = false;
  await works(shop);
  assert.deepEqual(shop.unsettled(), [lost.write]);
  assert.equal((await shop.lookAgain(lost.write)).written, true);
  assert.deepEqual(shop.unsettled(), []);
});

test("given a write that was handed over and found since, then the next instance does not know it", async () => {
  const { demo, shop: earlier } = shopOf((_, { method }) => isWrite(method));
  const lost = await earlier.products.update(4, { reference: "H" }).catch((error) => error);
  assert.ok(lost instanceof OutcomeUnknownError, String(lost));
  const { shop: trapping } = shopOf(isFull);
  const shop = client(demo, { unsettled: [lost.write] });
  assert.deepEqual(shop.unsettled(), [lost.write]);
  await assert.rejects(trapping.products.list({ display: "full" }), MalformedResponseError);
  assert.deepEqual(shop.unsettled(), [lost.write]);
  assert.equal((await shop.lookAgain(lost.write)).written, true);
  await assert.rejects(trapping.products.list({ display: "full" }), MalformedResponseError);
  await works(shop);
  assert.deepEqual(shop.unsettled(), []);
});

test("given a body that is too much, then parseResponse throws, and the functions go on", () => {
  const body = `<prestashop><product><id>1</id><name>${"y".repeat(TOO_MUCH)}</name></product></prestashop>`;
  const response = { status: 200, headers: {}, body };
  for (let time = 0; time < 3; time += 1) {
    const parse = () => parseResponse({ resource: "products", id: 1 }, response);
    assert.throws(parse, MalformedResponseError);
    const endpoint = { url: "https://shop.example", key: KEYS.shop1 };
    assert.match(buildRequest(endpoint, { resource: "products" }).url, /\/api\/products$/);
  }
});

test("given a body that memory has no room for, then it is too large and nothing stops", async () => {
  const demo = demoShop(
    {},
    {
      reshape: (answer, url) =>
        url.includes("full") ? { ...answer, body: new Uint8Array(MEBIBYTES << 20) } : answer,
    },
  );
  const shop = client(demo);
  await works(shop);
  const instances = started.length;
  await assert.rejects(shop.products.list({ display: "full" }), /more than/);
  await works(shop);
  assert.equal(started.length, instances);
});

test("given an instance that has ended, then its memory is given back", async () => {
  const { demo, shop } = shopOf(isFull);
  await works(shop);
  const memory = new WeakRef(started.at(-1).exports.memory);
  await assert.rejects(shop.products.list({ display: "full" }), MalformedResponseError);
  await works(shop);
  started.length = 0;
  // Signals that were fired know the functions that fired them.
  demo.log.length = 0;
  for (let turns = 0; turns < 100 && memory.deref(); turns += 1) {
    await turn();
    collectGarbage();
  }
  assert.equal(memory.deref(), undefined);
});
