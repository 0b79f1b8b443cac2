// The list of orders of the console: days, filters, sorting and sums, at any time of any day.
import assert from "node:assert/strict";
import { test } from "node:test";
import { consoleModules } from "./support/console.mjs";

// A place whose clocks change.
process.env.TZ = "Europe/Paris";

// The modules share the state of a page.
globalThis.location ??= { hash: "" };
globalThis.addEventListener ??= () => {};
globalThis.document ??= { hidden: true };

const list = await consoleModules(
  "orders/list/spans.ts",
  "orders/list/kinds.ts",
  "orders/list/filters.ts",
  "orders/list/figures.ts",
  "orders/list/sorting.ts",
  "orders/list/rows.ts",
);

const NOW = new Date(2026, 2, 2, 8, 0, 0);

const STATES = new Map(
  [
    { id: 1, label: "Awaiting transfer", paid: false, shipped: false },
    { id: 2, label: "Paid", paid: true, shipped: false },
    { id: 4, label: "Shipped", paid: true, shipped: true },
    { id: 5, label: "Delivered", paid: true, shipped: true },
    { id: 6, label: "Cancelled", paid: false, shipped: false },
    { id: 7, label: "Refunded", paid: true, shipped: false },
    { id: 8, label: "Payment error", paid: false, shipped: false },
    { id: 20, label: "In the kiln", paid: true, shipped: false },
  ].map((state) => [state.id, { color: "#112233", ...state }]),
);

let lastId = 0;

function order({
  state = 2,
  placed = "2026-03-01 10:00:00",
  total = "10.000000",
  currency = 1,
  ...more
}) {
  lastId += 1;
  return {
    id: lastId,
    reference: `REF${lastId}`,
    date_add: placed,
    status: { id: state, label: null },
    total_paid_tax_incl: total,
    id_currency: currency,
    customer: { id: 1, firstname: "Ada", lastname: "Berg" },
    ...more,
  };
}

test("given the statuses of a shop, then each means what its flags and PrestaShop say", () => {
  const cases = [
    [STATES.get(1), "unpaid"],
    [STATES.get(2), "paid"],
    [STATES.get(4), "shipped"],
    [STATES.get(5), "delivered"],
    [STATES.get(6), "cancelled"],
    [STATES.get(7), "refunded"],
    [STATES.get(8), "failed"],
    [STATES.get(20), "paid"],
    // An owner has given the installed ones another meaning.
    [{ id: 5, paid: true, shipped: false }, "paid"],
    [{ id: 6, paid: true, shipped: true }, "shipped"],
    [{ id: 8, paid: true, shipped: false }, "paid"],
    [undefined, "unknown"],
  ];
  for (const [state, kind] of cases) assert.equal(list.kindOfState(state), kind, state?.label);
  console.log(`${cases.length} statuses`);
});

test("given an address, then its filters are read, written as they were, and nonsense is left out", () => {
  const cases = [
    [{}, {}],
    [{ show: "todo" }, { show: "todo" }],
    [{ show: "everything" }, {}],
    [
      { status: "8", paid: "no" },
      { status: "8", paid: "no" },
    ],
    [{ status: "8;DROP" }, {}],
    [{ span: "7" }, { span: "7" }],
    [{ span: "30" }, {}],
    [{ span: "2026-02-01..2026-02-10" }, { span: "2026-02-01..2026-02-10" }],
    [{ span: "2026-02-10..2026-02-01" }, {}],
    [{ span: "2026-02-01..x" }, {}],
    [{ sort: "-total" }, { sort: "-total" }],
    [{ sort: "customer" }, { sort: "customer" }],
    [{ sort: "-placed" }, {}],
    [{ sort: "shoe size" }, {}],
  ];
  for (const [query, expected] of cases)
    assert.deepEqual(list.queryOf(list.filtersIn(query)), expected, JSON.stringify(query));
  console.log(`${cases.length} addresses`);
});

test("given a time, then a span has the days that its name says", () => {
  const day = (date) => `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
  const cases = [
    ["today", NOW, null, "2026-3-2", "2026-3-2"],
    ["yesterday", NOW, null, "2026-3-1", "2026-3-1"],
    ["yesterday", new Date(2026, 0, 1, 0, 0, 0), null, "2025-12-31", "2025-12-31"],
    ["7", NOW, null, "2026-2-24", "2026-3-2"],
    ["30", NOW, null, "2026-2-1", "2026-3-2"],
    ["30", NOW, new Date(2026, 2, 1, 23, 0), "2026-2-1", "2026-3-2"],
    // The reader's clock goes before the shop's.
    ["30", NOW, new Date(2026, 2, 3, 1, 0), "2026-2-1", "2026-3-3"],
    // Nothing was ordered for a long time.
    ["30", NOW, new Date(2025, 5, 30, 12, 0), "2025-6-1", "2025-6-30"],
    ["2026-02-01..2026-02-10", NOW, new Date(2025, 5, 30), "2026-2-1", "2026-2-10"],
    // A leap day.
    ["30", new Date(2028, 2, 15, 12, 0), null, "2028-2-15", "2028-3-15"],
  ];
  for (const [name, now, newest, from, to] of cases) {
    const span = list.spanOf(name, now, newest);
    assert.equal(day(span.from), from, name);
    assert.equal(day(span.to), to, name);
    assert.equal(
      span.isEarlier,
      name === "30" && newest !== null && newest < list.daysBefore(now, 29),
    );
  }
  console.log(`${cases.length} spans`);
});

test("given the days when clocks change, then each day is there once", () => {
  for (const month of [2, 3, 9, 10]) {
    const span = list.spanOf("90", new Date(2026, month, 31, 12, 0), null);
    const days = list.daysOf(span);
    assert.equal(days.length, 90);
    assert.equal(new Set(days.map((day) => day.toDateString())).size, 90);
  }
});

test("given orders, then what waits is found to the second, and told by the most urgent one", () => {
  const before = (ms) => {
    const date = new Date(NOW.getTime() - ms);
    const two = (part) => String(part).padStart(2, "0");
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  };
  const day = 86_400_000;
  const rows = [
    order({ state: 8, placed: before(60_000) }),
    order({ state: 8, placed: before(2 * day) }),
    order({ state: 1, placed: before(3 * day) }),
    order({ state: 1, placed: before(3 * day - 1000) }),
    order({ state: 2, placed: before(2 * day) }),
    order({ state: 20, placed: before(9 * day) }),
    order({ state: 2, placed: before(2 * day - 1000) }),
    order({ state: 4, placed: before(20 * day) }),
    order({ state: 6, placed: before(20 * day) }),
    order({ state: 99, placed: before(20 * day) }),
    order({ state: 1, placed: null }),
  ];
  const waiting = list.waitingOf(rows, STATES, NOW);
  assert.deepEqual(
    waiting.map(({ show, count, first }) => [show, count, first.id]),
    [
      ["failed", 2, rows[0].id],
      ["unpaid", 1, rows[2].id],
      ["late", 2, rows[5].id],
    ],
  );
  assert.deepEqual(list.waitingOf(rows, null, NOW), [], "nobody knows without the statuses");
});

test("given two currencies, then their amounts are never added, and each sum is exact", () => {
  const span = list.spanOf("7", NOW, null);
  const rows = [
    order({ total: "0.100000" }),
    order({ total: "0.200000" }),
    order({ total: "123456789012.340000", placed: "2026-02-28 23:59:59" }),
    order({ total: "5.000000", currency: 2 }),
    order({ total: "7.000000", currency: null }),
    order({ total: "1000.000000", state: 6 }),
    order({ total: "1000.000000", state: 1 }),
    order({ total: "1000.000000", placed: "2026-01-01 00:00:00" }),
  ];
  const { orders, revenues, untold } = list.dayFigures(rows, span, STATES);
  assert.equal(
    orders.reduce((sum, one) => sum + one, 0),
    7,
  );
  assert.deepEqual(
    revenues.map(({ currency, orders: count, total }) => [currency, count, total]),
    [
      [1, 3, "123456789012.640000"],
      [2, 1, "5.000000"],
    ],
  );
  assert.equal(revenues[0].perDay.at(-2), "0.300000");
  assert.equal(untold, 1);
});

test("given every column, then rows stand in its order both ways, and no currency among another's", () => {
  const rows = [
    order({
      total: "9.000000",
      currency: 2,
      customer: { id: 1, firstname: "Élise", lastname: "" },
    }),
    order({ total: "10.000000", customer: { id: 1, firstname: "Zoe", lastname: "" } }),
    order({ total: "9.500000", customer: { id: 1, firstname: "eva", lastname: "" } }),
    order({ total: null, customer: { id: 1, firstname: null, lastname: null } }),
  ];
  const by = (sort, isDescending) =>
    list.sorted(rows, { sort, isDescending }, STATES).map((row) => rows.indexOf(row));
  assert.deepEqual(by("customer", false), [3, 0, 2, 1]);
  assert.deepEqual(by("total", false), [3, 2, 1, 0]);
  assert.deepEqual(by("total", true), [0, 1, 2, 3]);
  assert.deepEqual(by("id", false), [0, 1, 2, 3]);
  assert.deepEqual(by("placed", true), [3, 2, 1, 0]);
});

test("given orders that a shop has split, then each has an address of its own", () => {
  const rows = [
    order({ reference: "AAA" }),
    order({ reference: "AAA" }),
    order({ reference: "BBB" }),
    order({ reference: "" }),
  ];
  const shared = list.sharedReferences(rows);
  assert.deepEqual(
    rows.map((row) => list.addressOf(row, shared)),
    [`id:${rows[0].id}`, `id:${rows[1].id}`, "BBB", `id:${rows[3].id}`],
  );
});
