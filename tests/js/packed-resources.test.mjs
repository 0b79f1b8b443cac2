// The resources whose declarations lie beside the WebAssembly: read as those in it are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PACKED } from "../../pkg/dist/generated/packed.js";
import { client, demoShop } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const VERSIONS = ["1.6", "1.7", "8.2", "9.0"];
/** Those that the demo store has records of; the others follow as documents. */
const SERVED = [
  "addresses",
  "carriers",
  "categories",
  "combinations",
  "countries",
  "currencies",
  "manufacturers",
  "order_carriers",
  "order_payments",
  "product_option_values",
  "shops",
  "specific_prices",
  "suppliers",
];
const SIZE = { products: 30, orders: 30, customers: 12 };

const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

async function iterated(resource, options) {
  const rows = [];
  for await (const row of resource.iterate(options)) rows.push(row);
  return rows;
}

/** Whether a typed value stands for a text of the shop: nothing is lost but how "none" is written. */
function isSame(typed, text) {
  if (typed === null) return /^(0?|0000-00-00( 00:00:00)?)$/.test(text);
  if (typeof typed === "boolean") return text === (typed ? "1" : "0");
  return String(typed) === String(text);
}

/** The field that differs, by its path; nothing where all are the same. */
function difference(typed, untyped, path = "") {
  if (typeof untyped !== "object") return isSame(typed, untyped) ? undefined : path;
  const names = new Set([...Object.keys(typed ?? {}), ...Object.keys(untyped)]);
  for (const name of names) {
    // Read by its shape alone, a list without links is a text without letters.
    if (Array.isArray(typed[name]) && typed[name].length === 0) continue;
    if (!(name in typed) || !(name in untyped)) return `${path}/${name}`;
    const found = difference(typed[name], untyped[name], `${path}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the name of a field says of its value, whatever was declared. */
const NAMED = [
  [/^id$/, (value) => Number.isInteger(value) && value > 0],
  [/^id_/, (value) => value === null || Number.isInteger(value)],
  [/^(active|deleted|is_|gift$|recyclable)/, (value) => typeof value === "boolean"],
  [/^date_/, (value) => value === null || /^\d{4}-\d\d-\d\d/.test(value)],
  [
    /(price|amount|conversion_rate|ecotax|tax_incl|tax_excl)$/,
    (value) => /^-?\d+\.\d+$/.test(value),
  ],
  [/^(delay|meta_title|description)$/, (value) => typeof value === "object" && value !== null],
];

test("given each version, then each record holds what it holds untyped, by kind", async () => {
  const cases = VERSIONS.flatMap((version) => {
    const shop = client(demoShop({ version, ...SIZE }));
    return SERVED.map((name) => [`${name} of ${version}`, shop, name]);
  });
  let records = 0;
  await eachCase("resources and versions", cases, async (shop, name) => {
    const typed = await shop[camelCase(name)].list();
    const untyped = await shop.resource(name).list();
    assert.ok(typed.length > 0, "no records");
    assert.equal(typed.length, untyped.length);
    for (const [at, record] of typed.entries()) {
      assert.equal(record.extra, undefined, JSON.stringify(record.extra));
      assert.equal(difference(record, untyped[at]), undefined);
      for (const [field, value] of Object.entries(record)) {
        const kind = NAMED.find(([pattern]) => pattern.test(field));
        assert.ok(kind === undefined || kind[1](value), `${field}: ${JSON.stringify(value)}`);
      }
      records += 1;
    }
  });
  console.log(`${records} records`);
});

test("given a packed resource, then it is listed, got and iterated with the same values", async () => {
  const shop = client(demoShop(SIZE));
  await eachCase(
    "packed resources",
    SERVED.map((name) => [name, shop[camelCase(name)]]),
    async (resource) => {
      const listed = await resource.list();
      assert.deepEqual(await iterated(resource, { pageSize: 7 }), listed);
      const last = listed.at(-1);
      assert.deepEqual(await resource.get(last.id), last);
      assert.deepEqual(await resource.get(last.id, { display: ["id"] }), { id: last.id });
      assert.deepEqual(
        await resource.list({ display: "minimum" }),
        listed.map(({ id }) => ({ id })),
      );
    },
  );
});

test("given a filter on a packed resource, then the records are those for which it holds", async () => {
  const demo = demoShop(SIZE);
  const shop = client(demo);
  const [carriers, addresses, payments, prices] = await Promise.all([
    shop.carriers.list(),
    shop.addresses.list(),
    shop.orderPayments.list(),
    shop.specificPrices.list(),
  ]);
  const { id_customer: customer } = addresses.find((one) => one.id_customer !== null);
  const { amount } = payments[0];
  const [day] = payments[0].date_add.split(" ");
  const named = addresses.find((one) => /^[a-z]+$/i.test(one.city)).city.toUpperCase();
  await eachCase(
    "filters",
    [
      ["yes", shop.carriers, { active: true }, carriers, (one) => one.active],
      ["no", shop.carriers, { active: false }, carriers, (one) => !one.active],
      [
        "a link",
        shop.addresses,
        { id_customer: customer },
        addresses,
        (one) => one.id_customer === customer,
      ],
      ["several links", shop.addresses, { id_country: { not: [0] } }, addresses, () => true],
      [
        "a text, in another case",
        shop.addresses,
        { city: named },
        addresses,
        (one) => one.city.toUpperCase() === named,
      ],
      [
        "an amount, with fewer digits",
        shop.orderPayments,
        { amount: Number(amount) },
        payments,
        (one) => one.amount === amount,
      ],
      [
        "a day",
        shop.orderPayments,
        { date_add: day },
        payments,
        (one) => one.date_add.startsWith(day),
      ],
      [
        "a word of a few",
        shop.specificPrices,
        { reduction_type: "percentage" },
        prices,
        (one) => one.reduction_type === "percentage",
      ],
    ],
    async (resource, filter, all, holds) => {
      const expected = all.filter(holds).map(({ id }) => id);
      const found = await resource.list({ filter, display: ["id"] });
      assert.deepEqual(
        found.map(({ id }) => id),
        expected,
      );
    },
  );
});

test("given what cannot be asked for, then it is refused by name and nothing is sent", async () => {
  const demo = demoShop(SIZE);
  const shop = client(demo);
  await eachCase(
    "refusals",
    [
      [
        "a field that is none",
        () => shop.addresses.list({ filter: { town: "Lyon" } }),
        /town.*postcode|town.*firstname/s,
      ],
      [
        "a field of another kind",
        () => shop.addresses.list({ filter: { id_customer: "me" } }),
        /id_customer/,
      ],
      [
        "a field that is computed",
        () => shop.carriers.list({ filter: { id_tax_rules_group: 1 } }),
        /computes/,
      ],
      [
        "a field to show that is none",
        () => shop.countries.list({ display: ["code"] }),
        /code.*iso_code/s,
      ],
      ["an order that is none", () => shop.shops.list({ sort: "town_ASC" }), /town/],
      ["a secret", () => shop.carts.list({ filter: { secure_key: "x" } }), /secret/],
      ["a secret to show", () => shop.carts.get(1, { display: ["secure_key"] }), /secret/],
      ["an id that is none", () => shop.categories.get(0), /id/],
      [
        "a declaration as a name",
        () => Promise.resolve().then(() => shop.resource(PACKED.carts)),
        /name/,
      ],
    ],
    async (call, words) => {
      const error = await assertFails(call, "InvalidRequestError");
      assert.match(`${error.message} ${error.hint}`, words);
    },
  );
  assert.deepEqual(demo.log, []);
});

test("given a resource that is read typed, then by its name it stays untyped, before and after", async () => {
  const shop = client(demoShop(SIZE));
  const before = await shop.resource("addresses").get(1);
  const typed = await shop.addresses.get(1);
  assert.deepEqual(await shop.resource("addresses").get(1), before);
  assert.equal(typeof before.id_country, "string");
  assert.equal(typed.id_country, Number(before.id_country));
});

/** What a shop sends where the demo store has no records, and what it is here. */
const DOCUMENTS = {
  carts: {
    xml: `<cart><id>7</id><id_customer>0</id_customer><gift>1</gift><secure_key>k3y</secure_key>
      <delivery_option>{"3":"2,"}</delivery_option><date_add>2026-03-01 10:00:00</date_add>
      <associations><cart_rows nodeType="cart_row" virtualEntity="true"><cart_row>
        <id_product>4</id_product><id_product_attribute>0</id_product_attribute>
        <id_customization>0</id_customization><quantity>2</quantity>
      </cart_row></cart_rows></associations></cart>`,
    value: {
      id: 7,
      id_customer: null,
      gift: true,
      delivery_option: '{"3":"2,"}',
      date_add: "2026-03-01 10:00:00",
      associations: {
        cart_rows: [
          { id_product: 4, id_product_attribute: null, id_customization: null, quantity: 2 },
        ],
      },
    },
  },
  cart_rules: {
    xml: `<cart_rule><id>2</id><id_customer>0</id_customer><code>SPRING</code>
      <reduction_percent>10.00</reduction_percent><reduction_product>-1</reduction_product>
      <active>1</active><gift_product>0</gift_product><date_to>0000-00-00 00:00:00</date_to>
      <name><language id="1">Spring</language><language id="2">Printemps</language></name></cart_rule>`,
    value: {
      id: 2,
      id_customer: null,
      code: "SPRING",
      reduction_percent: "10.00",
      reduction_product: -1,
      active: true,
      gift_product: null,
      date_to: null,
      name: { 1: "Spring", 2: "Printemps" },
    },
  },
  order_invoices: {
    xml: `<order_invoice><id>3</id><id_order>5</id_order><number>12</number>
      <delivery_date></delivery_date><total_paid_tax_incl>61.800000</total_paid_tax_incl>
      <note></note></order_invoice>`,
    value: {
      id: 3,
      id_order: 5,
      number: 12,
      delivery_date: null,
      total_paid_tax_incl: "61.800000",
      note: "",
    },
  },
  order_slip: {
    around: "order_slips",
    xml: `<order_slip><id>1</id><id_order>5</id_order><amount>20.000000</amount>
      <shipping_cost>0</shipping_cost><partial>1</partial><order_slip_type>0</order_slip_type>
      <associations><order_slip_details nodeType="order_slip_detail" virtualEntity="true">
        <order_slip_detail><id>1</id><id_order_detail>9</id_order_detail>
        <product_quantity>1</product_quantity><amount_tax_incl>24.000000</amount_tax_incl>
      </order_slip_detail></order_slip_details></associations></order_slip>`,
    value: {
      id: 1,
      id_order: 5,
      amount: "20.000000",
      shipping_cost: false,
      partial: 1,
      order_slip_type: 0,
      associations: {
        order_slip_details: [
          { id: 1, id_order_detail: 9, product_quantity: 1, amount_tax_incl: "24.000000" },
        ],
      },
    },
  },
  customer_threads: {
    xml: `<customer_thread><id>6</id><id_order>0</id_order><email>ada@shop.example</email>
      <status>pending1</status><associations><customer_messages nodeType="customer_message">
        <customer_message><id>8</id></customer_message></customer_messages></associations></customer_thread>`,
    value: {
      id: 6,
      id_order: null,
      email: "ada@shop.example",
      status: "pending1",
      associations: { customer_messages: [{ id: 8 }] },
    },
  },
  customer_messages: {
    xml: `<customer_message><id>8</id><id_employee>0</id_employee><private>0</private>
      <message>Where is it?</message><read>1</read><mood>good</mood></customer_message>`,
    value: {
      id: 8,
      id_employee: null,
      private: false,
      message: "Where is it?",
      read: true,
      extra: { mood: "good" },
    },
  },
  tax_rules: {
    xml: `<tax_rule><id>4</id><id_country>8</id_country><id_state>0</id_state>
      <zipcode_from>0</zipcode_from><behavior>0</behavior></tax_rule>`,
    value: { id: 4, id_country: 8, id_state: null, zipcode_from: "0", behavior: 0 },
  },
};

/** A shop with that one record, and the order 5 that some of them belong to. */
function shopOf(name, { xml, around = name }) {
  const sent = [];
  const fetch = async (url) => {
    sent.push(url);
    const { pathname } = new URL(url);
    const list = pathname.endsWith("/orders")
      ? "<orders><order><id>5</id></order></orders>"
      : `<${around}>${xml}</${around}>`;
    const inner = /\/\d+$/.test(pathname) ? xml : list;
    const body = `<?xml version="1.0" encoding="UTF-8"?><prestashop>${inner}</prestashop>`;
    const headers = { "Content-Type": "text/xml", "PSWS-Version": "8.2.1" };
    return new Response(body, { headers });
  };
  return { shop: client({ fetch }), sent };
}

test("given a document of what the demo store lacks, then it becomes the record beside it", async () => {
  await eachCase(
    "documents",
    Object.entries(DOCUMENTS).map(([name, document]) => [name, name, document]),
    async (name, document) => {
      const resource = shopOf(name, document).shop[camelCase(name)];
      assert.deepEqual(await resource.list(), [document.value]);
      assert.deepEqual(await resource.get(document.value.id), document.value);
      assert.deepEqual(await iterated(resource, {}), [document.value]);
    },
  );
  const read = new Set([...SERVED, ...Object.keys(DOCUMENTS)]);
  assert.deepEqual([...read].sort(), Object.keys(PACKED).sort());
});

test("given a list that is another one, then it is refused", async () => {
  const { xml } = DOCUMENTS.order_slip;
  for (const around of ["order_slip", "order_slipss", "orders"]) {
    const { shop } = shopOf("order_slip", { xml, around });
    await assertFails(() => shop.orderSlip.list(), "MalformedResponseError");
  }
});

test("given a list of linked records, then display names what every version has of it, or a part", async () => {
  const { shop, sent } = shopOf("carts", DOCUMENTS.carts);
  await shop.carts.list({ display: ["id", "cart_rows"] });
  await shop.carts.list({ display: ["id", "cart_rows[quantity]"] });
  const shown = sent.map((url) => new URL(url).searchParams.get("display"));
  assert.deepEqual(shown, [
    "[id,cart_rows[id_product,id_product_attribute,id_address_delivery,quantity],id_shop]",
    "[id,cart_rows[quantity],id_shop]",
  ]);
});
