// Files of the shop: images up and down, attachments, and the answers that hold no records.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildRequest } from "@aismarttalk/prestashop";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const SIZE = { products: 24, orders: 20, customers: 12 };
/** Begins as a PNG does, and has every byte in it. */
const IMAGE = new Uint8Array([
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ...Array.from({ length: 256 }, (_, byte) => byte),
]);

const GIVEN = [
  ["bytes", IMAGE],
  ["bytes within others", new Uint8Array([1, 2, ...IMAGE, 3]).subarray(2, -1)],
  ["a buffer", IMAGE.buffer],
  ["a Blob", new Blob([IMAGE], { type: "image/png" })],
];

test("given an image in any form, then it is added and comes back byte by byte", () =>
  eachCase("images", GIVEN, async (image) => {
    const exchanges = [];
    const demo = demoShop(SIZE);
    const shop = client(demo, { onExchange: (exchange) => exchanges.push(exchange) });
    const before = await shop.images.list(5);
    const { id, warnings } = await shop.images.add("5", image);
    assert.deepEqual(warnings, []);
    assert.deepEqual(await shop.images.list("5"), [...before, id]);
    const { type, bytes } = await shop.images.get(5, id);
    assert.equal(type, "image/png");
    assert.ok(bytes instanceof Uint8Array);
    assert.deepEqual([...bytes], [...IMAGE]);
    const sent = exchanges.find(({ method }) => method === "POST");
    assert.match(sent.requestBody, /^\(a file of \d+ bytes\)$/);
    assert.match(exchanges.at(-1).responseBody, /^\(a file of 264 bytes\)$/);
  }));

const WRONG = [
  ["a text", (shop) => shop.images.add(5, "image.png"), "image"],
  ["nothing", (shop) => shop.images.add(5, undefined), "image"],
  ["no image", (shop) => shop.images.add(5, new Uint8Array([1, 2, 3])), "image"],
  ["no product", (shop) => shop.images.add("x", IMAGE), "id"],
  ["no id", (shop) => shop.images.get(5, 0), "id"],
  ["another kind", (shop) => shop.images.of("orders", 1), "kind"],
  ["no attachment", (shop) => shop.attachment(-1), "id"],
  ["no words", (shop) => shop.search("", { language: 1 }), "query"],
  ["a number to look for", (shop) => shop.search(5, { language: 1 }), "query"],
  ["no language", (shop) => shop.search("tea"), "language"],
  ["a language that is none", (shop) => shop.search("tea", { language: "english!" }), "language"],
  ["images as records", (shop) => shop.resource("images").list(), "resource"],
  ["an image as a record", (shop) => shop.resource("images").get(1), "resource"],
  ["a search as records", (shop) => shop.resource("search").list(), "query"],
];

test("given what is no image, no id or no search, then it is refused and nothing is sent", () =>
  eachCase("calls", WRONG, async (call, field) => {
    const demo = demoShop(SIZE);
    const error = await assertFails(call(client(demo)), "InvalidRequestError");
    assert.equal(error.field, field, error.message);
    assert.equal(demo.log.length, 0);
  }));

test("given files that are there and files that are not, then they come as bytes or are not found", async () => {
  const shop = client(demoShop(SIZE));
  const category = await shop.images.of("categories", 2);
  assert.equal(category.type, "image/gif");
  const { type, bytes } = await shop.attachment("1");
  assert.equal(type, "application/pdf");
  assert.equal(new TextDecoder().decode(bytes.slice(0, 5)), "%PDF-");
  const missing = [
    () => shop.images.list(999),
    () => shop.images.get(1, 999),
    () => shop.images.of("categories", 999),
    () => shop.images.add(999, IMAGE),
    () => shop.attachment(2),
  ];
  for (const call of missing) await assertFails(call(), "NotFoundError");
  const poor = client(demoShop(SIZE), { key: KEYS.productsOnly });
  await assertFails(poor.images.list(1), "PermissionError");
  await assertFails(poor.search("tea", { language: 1 }), "PermissionError");
});

test("given words, then a search gives the ids of products and categories", async () => {
  const shop = client(demoShop(SIZE), { defaultLanguage: "en" });
  const products = await shop.products.list({ display: ["id", "name"] });
  const { name } = products[3];
  const word = name["1"].split(" ")[0];
  const found = await shop.search(word);
  assert.ok(found.products.includes(products[3].id));
  assert.ok(found.categories.length > 0);
  assert.deepEqual(await shop.search(word, { language: 1 }), found);
});

test("given a price to be computed, then it is under extra, and the fields are as they were", async () => {
  const shop = client(demoShop(SIZE));
  const price = { gross: { use_tax: true, country: undefined }, net: { use_tax: false } };
  for (const display of ["full", ["id", "price"]]) {
    const rows = await shop.products.list({ display, price, limit: 3 });
    const one = await shop.products.get(1, { display, price });
    for (const { price: plain, extra } of [...rows, one]) {
      assert.equal(Number(extra.net), Number(plain));
      assert.ok(Number(extra.gross) > Number(plain));
    }
  }
  const pages = shop.products.iterate({ display: ["id"], price, pageSize: 2 });
  assert.ok((await pages.next()).value.extra.gross);
  const error = await assertFails(shop.orders.list({ price }), "InvalidRequestError");
  assert.equal(error.field, "price.gross");
});

test("given a tracking number, then the customer is told of it where that is asked for", async () => {
  const demo = demoShop(SIZE);
  const parcels = client(demo).resource("order_carriers");
  const mails = () => JSON.parse(demo.store.mails()).map(({ template }) => template);
  await parcels.update(2, { tracking_number: "1Z0" });
  assert.deepEqual(mails(), []);
  const changes = { tracking_number: "1Z1" };
  const preview = await parcels.update("2", changes, { sendEmail: true, preview: true });
  assert.deepEqual(
    preview.effects.map(({ kind }) => kind),
    ["email"],
  );
  const { written } = await parcels.update(2, changes, { sendEmail: true, expect: preview });
  assert.ok(written);
  assert.deepEqual(mails(), ["in_transit"]);
});

test("given the e-mail of a parcel by a call of one's own, then the address asks for it", () => {
  const body =
    "<prestashop><order_carrier><id>5</id><tracking_number>1Z0</tracking_number></order_carrier></prestashop>";
  for (const method of ["PUT", "PATCH"]) {
    const call = { resource: "order_carriers", method, id: 5, query: { sendemail: true }, body };
    const { url } = buildRequest({ url: ADDRESS, key: KEYS.everything }, call);
    assert.equal(url, `${ADDRESS}/api/order_carriers/5?sendemail=1`);
  }
});
