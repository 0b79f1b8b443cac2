// Two sites over one PrestaShop that write the same record at once, round after round.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { changeAt } from "./support/changes.mjs";
import { ENDINGS, makeLate } from "./support/late-shop.mjs";
import { startShop } from "./support/shop.mjs";
import { PLACE_NAMES, startOver, WAYS } from "./support/two-sites.mjs";

const ROUNDS = 30;
/** Milliseconds a shop takes for a write; another that is under way meets it there. */
const WRITE_MS = 15;
const PAID = 2;
/** In shops 1 and 2, with texts and common fields. */
const PRODUCT = 5;
const CUSTOMER = 3;
/** All shops have the same, and each is written through a site of another shop. */
const COMMON = { one: ["reference", "CLAY-0005"], two: ["weight", "0.250000"] };

let collisions = 0;
after(() => console.log(`${collisions} collisions`));

// At once, because undoing takes the second in which others who looked before may write.
describe("given two sites over one PrestaShop", { concurrency: true }, () => {
  for (const way of Object.keys(WAYS)) {
    for (const { name: place, skip } of PLACE_NAMES) {
      test(`given two sites ${way}, when both write one record ${place}, then no row is double and no value lost`, {
        skip,
        timeout: 240_000,
      }, async (t) => {
        const shop = await startShop({ version: "8.2", orders: 600 });
        t.after(shop.stop);
        const edge = await startOver(shop, way, place);
        t.after(edge.stop);
        const under = watch(shop);
        const orders = unpaidOrders(shop);
        assert.ok(orders.length >= ROUNDS, `${orders.length} orders wait for their payment`);
        const undone = await commonFields(edge, shop);

        for (let round = 0; round < ROUNDS; round += 1) {
          await Promise.all([
            statusTwice(edge, shop, orders[round]),
            twoFieldsOfCustomer(edge, shop, round),
            textsOfProduct(edge, shop, round, undone),
          ]);
        }
        assert.deepEqual(under.met, [], "two writes were at one record at once");
      });
    }
  }
});

for (const { name: place, skip } of PLACE_NAMES) {
  test(`given a write through one site that may still come ${place}, when another writes the record, then it waits until that is known`, {
    skip,
    timeout: 120_000,
  }, async (t) => {
    const shop = await startShop({ version: "8.2" });
    t.after(shop.stop);
    const edge = await startOver(shop, "by address", place, {
      WRITE_TIMEOUT_MS: "6000",
    });
    t.after(edge.stop);
    const late = makeLate(shop, ENDINGS[504]);
    const write = (site, note, at) => edge.run(site, "update_customer", { id: CUSTOMER, note }, at);
    const kindOf = async (asked) => (await asked).body.kind;
    assert.equal(await kindOf(write("two", "Late", 1)), "outcome_unknown");
    assert.equal(await kindOf(write("one", "Next", 0)), "outcome_unknown");
    assert.equal(late.writes.length, 1);
    late.land();
    shop.before = async () => {};
    const { body } = await write("one", "Next", 0);
    assert.deepEqual([body.fields[0].before, body.fields[0].after], ["Late", "Next"]);
    const listed = await edge.ask("/v1/sites/one/changes", {}, 0);
    assert.deepEqual(
      listed.body.changes.map(({ site, outcome }) => [site, outcome]),
      [
        ["one", "written"],
        ["two", "written"],
      ],
    );
  });
}

/** The same status twice: shops make a row, an invoice and a payment of each request. */
async function statusTwice(edge, shop, order) {
  const rows = shop.rows(order);
  const reference = shop.text(`orders/${order}`, "reference");
  const payments = () =>
    shop.ids(`order_payments?filter[order_reference]=[${reference}]`, "order_payment").length;
  const paid = payments();
  const answers = await collide([
    () => edge.run("one", "update_order_status", { id: order, state: PAID }, 0),
    () => edge.run("again", "update_order_status", { id: order, state: PAID }, 1),
  ]);
  const written = answers.filter((body) => body.written);
  assert.equal(written.length, 1, JSON.stringify(answers));
  assert.equal(shop.rows(order), rows + 1, `rows of order ${order}`);
  assert.equal(payments(), paid + 1, `payments of order ${order}`);
  const [real, due] = ["total_paid_real", "total_paid"].map((one) =>
    shop.text(`orders/${order}`, one),
  );
  assert.equal(real, due);
}

/** Customers are common to the shops of the group, and written as a whole. */
async function twoFieldsOfCustomer(edge, shop, round) {
  const note = `Round ${round}`;
  const firstname = `Clara ${letters(round)}`;
  const answers = await collide([
    () => edge.run("one", "update_customer", { id: CUSTOMER, note }, 0),
    () => edge.run("two", "update_customer", { id: CUSTOMER, firstname }, 1),
  ]);
  for (const body of answers) assert.equal(body.written, true, String(body.warnings));
  const seen = ["note", "firstname"].map((field) => shop.text(`customers/${CUSTOMER}`, field));
  assert.deepEqual(seen, [note, firstname]);
}

/**
 * Changes of common fields, which no action but undo_change writes: what takes one back can be taken
 * back again. By site, `{ change, field, values }`, the value that comes next first.
 */
async function commonFields(edge, shop) {
  const undone = Object.entries(COMMON).map(([site, [field, before]], at) => {
    const after = shop.text(`products/${PRODUCT}`, field);
    const change = changeAt(Date.now() - 1_000 + at, {
      site,
      installation: "noted before",
      action: "update_product_content",
      original: "update_product_content",
      resource: "products",
      record: PRODUCT,
      fields: [{ field, language: null, before, after }],
    });
    return { site, field, change, values: [before, after] };
  });
  for (const { change } of undone) await edge.note(change);
  return undone.map(({ change, ...one }) => ({ ...one, change: change.id }));
}

/** Two texts of one shop through two sites, a text of another shop, and two fields of all of them. */
async function textsOfProduct(edge, shop, round, undone) {
  const [name, short, other] = ["Name", "Short", "Other"].map((one) => `${one} ${round}`);
  const answers = await collide([
    () => edge.run("one", "update_product_content", { id: PRODUCT, name: { en: name } }, 0),
    () =>
      edge.run(
        "again",
        "update_product_content",
        { id: PRODUCT, description_short: { en: `<p>${short}</p>` } },
        1,
      ),
    () => edge.run("two", "update_product_content", { id: PRODUCT, name: { en: other } }, 1),
    ...undone.map((one, at) => async () => {
      const answer = await edge.run(one.site, "undo_change", { change: one.change }, at);
      one.change = answer.id;
      return answer;
    }),
  ]);
  for (const body of answers) assert.equal(body.written, true, String(body.warnings));
  const textOf = (shopId, field) => shop.text(`products/${PRODUCT}?id_shop=${shopId}`, field, 1);
  assert.deepEqual(
    [textOf(1, "name"), textOf(1, "description_short"), textOf(2, "name")],
    [name, `<p>${short}</p>`, other],
  );
  for (const { field, values } of undone) {
    assert.equal(shop.text(`products/${PRODUCT}`, field), values[0]);
    values.reverse();
  }
}

/** Sends them at once; the bodies of their answers. */
async function collide(writes) {
  collisions += 1;
  const answers = await Promise.all(writes.map((write) => write()));
  for (const { status, body } of answers) assert.equal(status, 200, `${body.kind}: ${body.detail}`);
  return answers.map(({ body }) => body);
}

/** Lets each write take a while, and keeps the records at which two met. */
function watch(shop) {
  const under = new Map();
  const met = [];
  shop.before = async ({ method, url }) => {
    if (method === "GET") return;
    // An order is named in the body alone, and there is one of a kind under way in each round.
    const record = new URL(url, shop.url).pathname.replace(/^\/shop2/, "");
    const count = (under.get(record) ?? 0) + 1;
    under.set(record, count);
    if (count > 1) met.push(record);
    await sleep(WRITE_MS);
    under.set(record, under.get(record) - 1);
  };
  return { met };
}

function unpaidOrders(shop) {
  const path = "orders?filter[invoice_number]=[0]&filter[id_shop]=[1]&id_shop=1";
  return shop
    .ids(path, "order")
    .filter((id) => shop.text(`orders/${id}`, "total_paid") !== "0.000000");
}

/** Names of people have no digits. */
function letters(number) {
  return String(number).replace(/\d/g, (digit) => "abcdefghij"[digit]);
}
