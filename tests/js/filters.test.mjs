// Filters: each form gives the records for which it holds, whatever the shop makes of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client, demoShop } from "./support/demo-shop.mjs";
import { eachCase } from "./support/table.mjs";

const demo = demoShop();
const shop = client(demo);
const orders = await shop.orders.list();
const products = await shop.products.list();
const customers = await shop.customers.list();
const ALL = { orders, products, customers };

/** As databases compare: neither letter case nor accents count. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const anyText = (texts, holds) => Object.values(texts).some((text) => holds(folded(text)));
const { reference } = orders[9];
const day = orders[99].date_add.slice(0, 10);
const lastDay = orders[119].date_add.slice(0, 10);

/** name, resource, filter, what it means */
const FORMS = [
  ["a bare value", "orders", { id: 5 }, ({ id }) => id === 5],
  ["equals", "orders", { reference: { equals: reference } }, (one) => one.reference === reference],
  [
    "equals in another case",
    "orders",
    { reference: reference.toLowerCase() },
    (one) => one.reference === reference,
  ],
  ["a list", "orders", { id: [3, 5, 99_999] }, ({ id }) => [3, 5].includes(id)],
  ["oneOf", "orders", { id: { oneOf: [7] } }, ({ id }) => id === 7],
  ["between", "orders", { id: { between: [20, 10] } }, ({ id }) => id >= 10 && id <= 20],
  ["greater", "orders", { id: { greater: 190 } }, ({ id }) => id > 190],
  ["less", "orders", { id: { less: 10 } }, ({ id }) => id < 10],
  ["not", "orders", { id: { not: 5 } }, ({ id }) => id !== 5],
  ["not one of", "orders", { id: { not: [5, 6] } }, ({ id }) => id !== 5 && id !== 6],
  [
    "begins",
    "orders",
    { reference: { begins: reference.slice(0, 2) } },
    (one) => one.reference.startsWith(reference.slice(0, 2)),
  ],
  [
    "ends",
    "orders",
    { reference: { ends: reference.slice(-1) } },
    (one) => one.reference.endsWith(reference.slice(-1)),
  ],
  ["contains", "orders", { reference: { contains: "A" } }, (one) => one.reference.includes("A")],
  [
    "a decimal",
    "orders",
    { total_paid: { greater: "100" } },
    ({ total_paid }) => Number(total_paid) > 100,
  ],
  [
    "after a day",
    "orders",
    { date_add: { greater: day } },
    ({ date_add }) => date_add.slice(0, 10) > day,
  ],
  ["before a day", "orders", { date_add: { less: day } }, ({ date_add }) => date_add < day],
  ["a day", "orders", { date_add: day }, ({ date_add }) => date_add.startsWith(day)],
  ["a day in a list", "orders", { date_add: [day] }, ({ date_add }) => date_add.startsWith(day)],
  [
    "from a day to a day",
    "orders",
    { date_add: { between: [day, lastDay] } },
    ({ date_add }) => date_add >= day && date_add.slice(0, 10) <= lastDay,
  ],
  [
    "from a day on",
    "orders",
    { date_add: { between: [day, null] } },
    ({ date_add }) => date_add >= day,
  ],
  [
    "up to a day",
    "orders",
    { date_add: { between: [null, day] } },
    ({ date_add }) => date_add.slice(0, 10) <= day,
  ],
  ["from an id on", "orders", { id: { between: [190, null] } }, ({ id }) => id >= 190],
  ["up to an id", "orders", { id: { between: [null, 10] } }, ({ id }) => id <= 10],
  [
    "from a price on",
    "orders",
    { total_paid: { between: ["100", null] } },
    ({ total_paid }) => Number(total_paid) >= 100,
  ],
  [
    "days",
    "orders",
    { date_add: { between: [`${day} 00:00:00`, `${day} 23:59:59`] } },
    ({ date_add }) => date_add.startsWith(day),
  ],
  [
    "two fields",
    "orders",
    { id_customer: orders[9].id_customer, id: { greater: 5 } },
    ({ id, id_customer }) => id > 5 && id_customer === orders[9].id_customer,
  ],
  ["no match", "orders", { reference: "NOTHERE" }, () => false],
  ["no filter", "orders", {}, () => true],
  ["yes", "customers", { newsletter: true }, ({ newsletter }) => newsletter],
  ["no", "customers", { newsletter: false }, ({ newsletter }) => !newsletter],
  [
    "an e-mail in another case",
    "customers",
    { email: customers[1].email.toUpperCase() },
    ({ email }) => folded(email) === folded(customers[1].email),
  ],
  [
    "a quote and an ampersand",
    "customers",
    { company: { contains: "&" } },
    ({ company }) => company.includes("&"),
  ],
  [
    "a name without its accents",
    "customers",
    { firstname: "elise" },
    ({ firstname }) => folded(firstname) === "elise",
  ],
  [
    "a text in any language",
    "products",
    { name: { contains: "tea" } },
    ({ name }) => anyText(name, (text) => text.includes("tea")),
  ],
  [
    "a reference with a blank behind",
    "products",
    { reference: "VAS-0010" },
    (one) => one.reference.trim() === "VAS-0010",
  ],
  [
    "a reference that two share",
    "products",
    { reference: "twice-17" },
    (one) => one.reference === "TWICE-17",
  ],
  [
    "no default category",
    "products",
    { id_category_default: 0 },
    ({ id_category_default }) => id_category_default === null,
  ],
];

test("given a filter of any form, then the records are those for which it holds", () =>
  eachCase("filters", FORMS, async (name, filter, holds) => {
    const found = await shop[name].list({ filter, display: ["id"] });
    const expected = ALL[name].filter(holds).map(({ id }) => id);
    assert.deepEqual(
      found.map(({ id }) => id),
      expected,
    );
    const walked = [];
    for await (const { id } of shop[name].iterate({ filter, display: ["id"], pageSize: 9 })) {
      walked.push(id);
    }
    assert.deepEqual(walked, expected);
  }));

test("given rows that do not match their filter, then the second look drops and tells them", async () => {
  const warnings = [];
  const onExchange = (exchange) => warnings.push(...exchange.warnings);
  const watched = client(demo, { onExchange });
  // The shop's filter sees what was saved last, in another shop; its document does not.
  const inactive = await watched.products.list({ filter: { active: false }, display: ["id"] });
  assert.deepEqual(
    inactive.map(({ id }) => id),
    products.filter(({ active }) => !active).map(({ id }) => id),
  );
  assert.match(warnings.join("; "), /left out/);
});

test("given a shop that ignores filters, then not one wrong record comes through", async () => {
  const deaf = demoShop(
    {},
    {
      reshape: (_, url, init) =>
        deaf.send(init.method, url.replace(/&?filter\[[^&]*/, ""), init.headers),
    },
  );
  for (const method of ["list", "iterate"]) {
    const found = [];
    const filter = { reference };
    const rows = client(deaf).orders[method]({ filter });
    for await (const row of method === "list" ? await rows : rows) found.push(row.reference);
    assert.deepEqual(new Set(found), new Set([reference]), method);
  }
});

test("given display without the filtered field, then the rows do not show it", async () => {
  const rows = await shop.orders.list({ filter: { reference }, display: ["id", "total_paid"] });
  assert.ok(rows.length > 0);
  for (const row of rows) assert.deepEqual(Object.keys(row).sort(), ["id", "total_paid"]);
});
