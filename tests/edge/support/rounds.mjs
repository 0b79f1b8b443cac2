// Rounds of writes that come at once, through two workers, to one record each.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { changeAt } from "./changes.mjs";

/** Rounds, unless a test names another number; `PROOFS=1` runs three times as many. */
const ROUNDS = process.env.PROOFS ? 30 : 10;
/** Milliseconds a shop takes for a write; another that is under way meets it there. */
const WRITE_MS = 15;
const PAID = 2;
/** In shops 1 and 2, with texts and common fields. */
const PRODUCT = 5;
const CUSTOMER = 3;
/** All shops have the same, and each is written through a site of another shop. */
const COMMON = { one: ["reference", "CLAY-0005"], two: ["weight", "0.250000"] };

/**
 * Writes round after round, and checks after each that no row is double and no value lost; `collided()`
 * is told of each collision. The shop needs 600 orders, of which enough wait for their payment.
 */
export async function writeRounds(edge, shop, collided, rounds = ROUNDS) {
  const under = watch(shop);
  const orders = unpaidOrders(shop);
  assert.ok(orders.length >= rounds, `${orders.length} orders wait for their payment`);
  const undone = await commonFields(edge, shop);
  const collide = async (writes) => {
    collided();
    const answers = await Promise.all(writes.map((write) => write()));
    for (const { status, body } of answers) {
      assert.equal(status, 200, `${body.kind}: ${body.detail}`);
    }
    return answers.map(({ body }) => body);
  };
  const at = { edge, shop, collide };
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all([
      statusTwice(at, orders[round]),
      twoFieldsOfCustomer(at, round),
      textsOfProduct(at, round, undone),
    ]);
  }
  assert.deepEqual(under.met, [], "two writes were at one record at once");
}

/** The same status twice: shops make a row, an invoice and a payment of each request. */
async function statusTwice({ edge, shop, collide }, order) {
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
async function twoFieldsOfCustomer({ edge, shop, collide }, round) {
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
async function textsOfProduct({ edge, shop, collide }, round, undone) {
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
