// n8n and Make call the worker over HTTP: their settings as they stand in the example, against the
// built worker and the demo store.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { shopValues, startDemoServer } from "../browser/support/demo-server.mjs";
import { startEdge } from "../browser/support/edge-worker.mjs";
import { eachCase } from "../js/support/table.mjs";
import { makeRequest, n8nRequest } from "./support/automation.mjs";

const SENDERS = { n8n: n8nRequest, Make: makeRequest };

let store;
let edge;
let references;

before(async () => {
  store = await startDemoServer();
  edge = await startEdge(store, "https://dashboard.example");
  references = await shopValues(store, "orders?display=[reference]&limit=20", "reference");
});

after(async () => {
  await edge?.stop();
  await store?.stop();
});

/** Sends what a module would, to the worker of this test. */
async function send(sender, given) {
  const { url, ...init } = await SENDERS[sender]({ token: edge.tokens.writer, ...given });
  // The site whose key may write parcels.
  const here = url.replace(
    "https://worker.example/v1/sites/shop-1/",
    `${edge.url}/v1/sites/everything/`,
  );
  assert.ok(here.startsWith(edge.url), url);
  const response = await fetch(here, init);
  return { response, answer: await response.json() };
}

const numbersOf = (reference) =>
  shopValues(
    store,
    `order_carriers?display=[tracking_number]&filter[tracking_number]=[${reference}]`,
    "tracking_number",
  );

for (const [sender, order] of [
  ["n8n", 4],
  ["Make", 8],
]) {
  test(`given ${sender}, then a parcel's number is set once, however often the request comes`, async () => {
    const number = `1Z-${sender}`;
    const body = { order: references[order], number };
    const cases = [
      ["at first", { body, execution: "17" }, 200, null],
      ["once more", { body, execution: "17" }, 200, "true"],
      [
        "an order that is not there",
        { body: { ...body, order: "NOSUCHREF" }, execution: "18" },
        404,
      ],
      ["an empty number", { body: { ...body, number: "" }, execution: "19" }, 400],
      ["a token of nobody", { body, execution: "20", token: "nobody" }, 401],
      ["a token that only reads", { body, execution: "21", token: edge.tokens.reader }, 403],
    ];
    await eachCase(`requests of ${sender}`, cases, async (given, status, replayed) => {
      const { response, answer } = await send(sender, given);
      assert.equal(response.status, status, JSON.stringify(answer));
      if (status !== 200) assert.ok(answer.detail.length > 0 && answer.kind.length > 0);
      else assert.equal(response.headers.get("Idempotency-Replayed"), replayed);
    });
    assert.deepEqual(await numbersOf(number), [number]);
  });
}
