// What no write takes: ids, options, fields and values, each refused before it is written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client, demoShop } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";
import { changed, writesOf } from "./support/writes.mjs";

const SIZE = { products: 24, orders: 20, customers: 12 };
const cyclic = {};
cyclic.self = cyclic;

/** What is no id, in JavaScript's ways to have numbers. */
const NO_IDS = [
  0,
  -1,
  1.5,
  "5x",
  "",
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 32,
  2 ** 53,
  null,
  undefined,
  true,
  [5],
  { id: 5 },
  5n,
];

const BY_ID = [
  ["products.update", (shop, id) => shop.products.update(id, { on_sale: true })],
  ["customers.update", (shop, id) => shop.customers.update(id, { note: "A" })],
  ["stockAvailables.update", (shop, id) => shop.stockAvailables.update(id, { quantity: 1 })],
  ["resource.update", (shop, id) => shop.resource("addresses").update(id, { city: "A" })],
  ["resource.delete", (shop, id) => shop.resource("addresses").delete(id)],
  [
    "orderHistories.create, the order",
    (shop, id) => shop.orderHistories.create({ id_order: id, id_order_state: 5 }),
  ],
  [
    "orderHistories.create, the state",
    (shop, id) => shop.orderHistories.create({ id_order: 4, id_order_state: id }),
  ],
];

test("given what is no id, then it is refused and nothing is sent", () =>
  eachCase(
    "ids",
    BY_ID.flatMap(([name, write]) =>
      // A whole number of another type is the same number in JSON.
      NO_IDS.filter((id) => !(typeof id === "bigint" && name.startsWith("order"))).map((id) => [
        `${name} ${typeof id} ${String(id)}`,
        write,
        id,
      ]),
    ),
    async (write, id) => {
      const demo = demoShop(SIZE);
      const error = await assertFails(write(client(demo), id), "InvalidRequestError");
      assert.match(error.field, /^id/);
      assert.deepEqual(demo.log, []);
    },
  ));

/** Options that no write has: the option, and what is given. */
const NO_OPTIONS = [
  ["preview", { preview: "yes" }],
  ["preview", { preview: 1 }],
  ["preview", { preview: null }],
  ["preview", { preview: Number.NaN }],
  ["expect", { expect: null }],
  ["expect", { expect: 5 }],
  ["expect", { expect: true }],
  ["expect", { expect: "" }],
  ["expect", { expect: "not-a-token" }],
  ["expect", { expect: {} }],
  ["expect", { expect: { token: null } }],
  ["expect", { expect: { token: 5 } }],
  ["expect", { expect: Promise.resolve({ token: "a" }) }],
  ["synopsis", { synopsis: "no" }],
  ["dryRun", { dryRun: true }],
  ["sendEmail", { sendEmail: "yes" }],
  ["signal", { signal: new AbortController() }],
  ["options", "preview"],
  ["options", true],
  ["options", 5],
  ["options", []],
  ["options", () => {}],
  ["options", { preview: true, more: cyclic }],
];

const WRITES = [
  ["update", (shop, options) => shop.products.update(5, { on_sale: true }, options)],
  [
    "create",
    (shop, options) => shop.orderHistories.create({ id_order: 4, id_order_state: 5 }, options),
  ],
  ["delete", (shop, options) => shop.resource("addresses").delete(1, options)],
];

test("given an option that is none, then it is refused by name and nothing is sent", () =>
  eachCase(
    "options",
    WRITES.flatMap(([name, write]) =>
      NO_OPTIONS.map(([field, options], at) => [`${name} ${field} ${at}`, write, field, options]),
    ),
    async (write, field, options) => {
      const demo = demoShop(SIZE);
      const error = await assertFails(write(client(demo), options), "InvalidRequestError");
      assert.equal(error.field, field);
      assert.deepEqual(demo.log, []);
    },
  ));

test("given sendEmail where no e-mail belongs to the write, then it is refused", () =>
  eachCase(
    "writes",
    [
      ["update", (shop, options) => shop.customers.update(2, { note: "A" }, options)],
      ["create", (shop, options) => shop.resource("groups").create({}, options)],
      ["delete", (shop, options) => shop.resource("addresses").delete(1, options)],
    ],
    async (write) => {
      const demo = demoShop(SIZE);
      const error = await assertFails(
        write(client(demo), { sendEmail: true }),
        "InvalidRequestError",
      );
      assert.equal(error.field, "sendEmail");
      assert.deepEqual(demo.log, []);
    },
  ));

/** Changes that would silently empty a field, or vanish: the field, and what is given. */
const LOST = [
  ["id_manufacturer", { id_manufacturer: Number.NaN }],
  ["weight", { weight: Number.POSITIVE_INFINITY }],
  ["available_date", { available_date: new Date(Number.NaN) }],
  ["name", { name: { fr: () => "A" } }],
  ["name", { name: Symbol("A") }],
  ["name", { name: new Map([["fr", "A"]]) }],
  ["name", { name: { fr: new Map() } }],
  ["associations", { associations: { categories: [2, undefined] } }],
  ["changes", undefined],
  ["changes", new Map([["on_sale", true]])],
  ["changes", () => {}],
  ["changes", cyclic],
];

test("given a value that JSON cannot say, then it is refused by name and nothing is sent", () =>
  eachCase(
    "values",
    LOST.map(([field, changes], at) => [`${field} ${at}`, field, changes]),
    async (field, changes) => {
      const demo = demoShop(SIZE);
      const error = await assertFails(
        client(demo).products.update(5, changes),
        "InvalidRequestError",
      );
      assert.equal(error.field, field);
      assert.deepEqual(demo.log, []);
    },
  ));

/** Changes with `undefined` in them, and whether anything is left to write. */
const NOT_GIVEN = [
  ["a field", { id_manufacturer: undefined }, false],
  ["a field beside another", { on_sale: true, id_manufacturer: undefined }, true],
  ["texts", { name: undefined }, false],
  ["the text of a language", { name: { fr: undefined } }, false],
  ["one text of two", { name: { fr: "Autre", en: undefined } }, true],
  ["an undeclared field", { extra: { id_manufacturer: undefined } }, false],
];

test("given a change that is undefined, then it is as if it were not given", () =>
  eachCase("changes", NOT_GIVEN, async (changes, isLeft) => {
    const demo = demoShop(SIZE);
    const { written, changes: made } = await client(demo).products.update(5, changes);
    assert.equal(written, isLeft);
    assert.equal(made.length, Number(isLeft));
    assert.equal(writesOf(demo).length, Number(isLeft));
  }));

/** Changes that are refused once the record is read: the class, the field, the changes. */
const UNFIT = [
  ["InvalidRequestError", "id", { id: 6 }],
  ["InvalidRequestError", "colour", { colour: "red" }],
  ["InvalidRequestError", "constructor", { constructor: "A" }],
  ["InvalidRequestError", "quantity", { quantity: 5 }],
  ["InvalidRequestError", "manufacturer_name", { manufacturer_name: "A" }],
  ["InvalidRequestError", "name", { name: "A" }],
  ["InvalidRequestError", "name", { name: { xx: "A" } }],
  ["InvalidRequestError", "name", { name: { fr: 5 } }],
  ["InvalidRequestError", "name", { name: { fr: null } }],
  ["InvalidRequestError", "name", { name: { fr: "A", 2: "B" } }],
  ["InvalidRequestError", "price", { price: 12.5 }],
  ["InvalidRequestError", "price", { price: "12,50" }],
  ["InvalidRequestError", "on_sale", { on_sale: 1 }],
  ["InvalidRequestError", "id_manufacturer", { id_manufacturer: "3x" }],
  ["InvalidRequestError", "id_manufacturer", { id_manufacturer: "" }],
  ["ValidationError", "name", { name: { fr: "" } }],
  ["InvalidRequestError", "id_manufacturer", { id_manufacturer: 1.5 }],
  ["InvalidRequestError", "images", { associations: { images: [1] } }],
  ["InvalidRequestError", "categories", { associations: { categories: [] } }],
  ["ValidationError", "name", { name: { fr: "A<B" } }],
  ["ValidationError", "name", { name: { fr: "A".repeat(129) } }],
  ["ValidationError", "link_rewrite", { link_rewrite: { fr: "a b" } }],
  ["ValidationError", "price", { price: "-1" }],
];

test("given a change that shops refuse, ignore or misread, then nothing is written", () =>
  eachCase(
    "changes",
    ["1.6", "8.2"].flatMap((version) =>
      UNFIT.map(([name, field, changes]) => [
        `${JSON.stringify(changes)} of ${version}`,
        version,
        name,
        field,
        changes,
      ]),
    ),
    async (version, name, field, changes) => {
      const demo = demoShop({ ...SIZE, version });
      const error = await assertFails(client(demo).products.update(5, changes), name);
      assert.equal(error.field, field);
      assert.deepEqual(writesOf(demo), []);
      assert.deepEqual(changed(demo), []);
    },
  ));
