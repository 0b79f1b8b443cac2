// Writes read and send whole records, secrets included; none of these comes out.
import assert from "node:assert/strict";
import { Console } from "node:console";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { customerSecrets, shown, spellings } from "./support/secrets.mjs";
import { eachCase } from "./support/table.mjs";
import { writesOf } from "./support/writes.mjs";

const SIZE = { products: 24, orders: 10, customers: 12 };
const VERSIONS = ["1.6", "1.7", "8.2", "9.0"];
const FAULTS = ["", "/~lost-answer", "/~truncated", "/~notice", "/~json", "/~html-200", "/~flaky"];
/** What a caller hands in as a password is a secret too. */
const PASSWORD = "Kiln-And-Clay-77";

/** Everything that writes to customers, or to records that hold a secret of theirs. */
const WRITES = [
  ["customers", (shop, options) => shop.customers.update(2, { note: "Calls back." }, options)],
  ["e-mail", (shop, options) => shop.customers.update(3, { email: "new@example.org" }, options)],
  ["untyped", (shop, options) => shop.resource("customers").update(4, { company: "A" }, options)],
  ["orders", (shop, options) => shop.resource("orders").update(5, { gift: true }, options)],
  [
    "status",
    (shop, options) => shop.orderHistories.create({ id_order: 4, id_order_state: 6 }, options),
  ],
  ["delete", (shop, options) => shop.resource("customers").delete(5, options)],
  ["create", (shop, options) => shop.resource("customers").create(newCustomer(), options)],
];

/** The writing actions that name a customer or an order. */
const ACTIONS = [
  ["update_customer", { id: 6, firstname: "Ada" }],
  ["update_order_status", { id: 6, state: "Cancelled", send_email: true }],
];

function newCustomer() {
  return {
    firstname: "Ada",
    lastname: "Lovelace",
    email: "ada@example.org",
    passwd: PASSWORD,
    id_default_group: 3,
  };
}

/** The value or the error of each, one after the other. */
async function endsOf(works) {
  const ends = [];
  for (const work of works) {
    try {
      ends.push(await work());
    } catch (error) {
      ends.push(error);
    }
  }
  return ends;
}

/** What `console.log` and `console.error` print. */
function printed(...values) {
  const stream = new PassThrough();
  const console = new Console({ stdout: stream, stderr: stream });
  for (const value of values) {
    console.log(value);
    console.error(value);
    console.dir(value, { depth: 12, showHidden: true });
  }
  return String(stream.read());
}

async function everything(shop) {
  const ends = await endsOf([
    ...WRITES.map(
      ([, write]) =>
        () =>
          write(shop, { preview: true }),
    ),
    ...WRITES.map(
      ([, write]) =>
        () =>
          write(shop),
    ),
    // The token of no record: the error holds what was found.
    ...WRITES.map(
      ([, write]) =>
        () =>
          write(shop, { expect: `ps1-${"0".repeat(32)}` }),
    ),
    ...ACTIONS.flatMap(([name, input]) => [
      () => shop.run(name, { ...input, preview: true }),
      () => shop.run(name, input),
    ]),
    () => shop.resource("customers").list(),
    () => shop.resource("customers").get(2),
    () => shop.resource("orders").get(5),
  ]);
  assert.equal(ends.length, WRITES.length * 3 + ACTIONS.length * 2 + 3);
  return ends;
}

const EVERY_SHOP = VERSIONS.flatMap((version) =>
  FAULTS.flatMap((fault) =>
    [
      ["everything", "basic"],
      ["shop1", "query"],
    ].map(([key, auth]) => [`${version}${fault} ${key}`, version, fault, key, auth]),
  ),
);

test("given writes of all kinds, then no secret is in what they give, tell or throw", async () => {
  let values = 0;
  let needles = 0;
  let sent = 0;
  await eachCase("shops", EVERY_SHOP, async (version, fault, key, auth) => {
    const demo = demoShop({ ...SIZE, version });
    const before = customerSecrets(demo);
    const exchanges = [];
    const onExchange = (exchange) => exchanges.push(exchange);
    const url = `${ADDRESS}${fault}`;
    const shop = client(demo, { url, key: KEYS[key], auth, onExchange });
    const ends = await everything(shop);
    const secrets = [...before, ...customerSecrets(demo), PASSWORD, ...spellings(KEYS[key])];
    assert.ok(before.length > SIZE.customers, `${before.length} secrets`);
    for (const end of ends) assert.deepEqual(shown(end, secrets), [], JSON.stringify(end));
    for (const one of exchanges) assert.deepEqual(shown(one, secrets), [], JSON.stringify(one));
    assert.deepEqual(shown([shop, shop.customers, shop.resource("customers")], secrets), []);
    assert.deepEqual(shown(printed(shop, ...ends), secrets), []);
    values += ends.length + exchanges.length;
    needles += secrets.length;
    sent += writesOf(demo).length;
  });
  assert.ok(sent > 100, `${sent} writes`);
  console.log(`${needles} secrets looked for in ${values} values of ${sent} writes`);
});

test("given a write that must send a secret back, then it is sent, and shown as ***", async () => {
  const demo = demoShop({ ...SIZE, version: "1.7" });
  const secrets = customerSecrets(demo);
  const exchanges = [];
  const onExchange = (exchange) => exchanges.push(exchange);
  const shop = client(demo, { onExchange });
  const preview = await shop.customers.update(2, { note: "A" }, { preview: true });
  await shop.customers.update(2, { note: "A" });
  const [{ init }] = writesOf(demo);
  const body = new TextDecoder().decode(init.body);
  assert.ok(shown(body, secrets).length > 0, "the search finds what was sent");
  const watched = exchanges.find(({ method }) => method === "PUT");
  for (const text of [preview.requests[0].body, watched.requestBody]) {
    assert.match(text, /<secure_key>\*\*\*<\/secure_key>/);
    assert.deepEqual(shown(text, secrets), []);
  }
});
