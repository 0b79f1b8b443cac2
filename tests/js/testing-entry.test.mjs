// The entry with a shop to test against: what it is made of, its clock, its catalogues, what it
// remembers, and who it shares something with: nobody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PrestaShop } from "@aismarttalk/prestashop";
import { demoShop, InvalidRequestError } from "@aismarttalk/prestashop/testing";
import { eachCase } from "./support/table.mjs";

const NUMBERS = {
  1.6: "1.6.1.24",
  "1.7.7": "1.7.7.8",
  1.7: "1.7.8.11",
  8.2: "8.2.1",
  "8.2.9": "8.2.9",
  "9.0": "9.0.2",
  "9.2.1": "9.2.1",
};

const clientOf = (demo, options = {}) => new PrestaShop({ ...demo, retries: 0, ...options });

/** All that a shop of these options says of its records. */
async function catalogueOf(options) {
  const demo = await demoShop({ products: 40, orders: 30, customers: 20, ...options });
  const authorization = `Basic ${btoa(`${demo.key}:`)}`;
  const texts = ["products", "customers", "orders", "order_details", "stock_availables"].map(
    async (resource) => {
      const url = `${demo.url}/api/${resource}?display=full`;
      const response = await demo.fetch(url, { headers: { authorization } });
      assert.equal(response.status, 200, resource);
      return [resource, await response.text()];
    },
  );
  return Object.fromEntries(await Promise.all(texts));
}

test("given a version, then the shop is of it, and reads and writes as the client expects", () =>
  eachCase(
    "versions",
    Object.entries(NUMBERS).map(([version, number]) => [version, version, number]),
    async (version, number) => {
      const demo = await demoShop({ version });
      const shop = new PrestaShop(demo);
      assert.equal((await shop.products.update(5, { price: "24.90" })).written, true);
      assert.equal(shop.version, number);
      const saved = demo.changes().find(({ field, shop: of }) => field === "price" && of === 1);
      assert.deepEqual([saved.record, saved.after], ["products/5", "24.900000"]);
      const state = { id: 5, state: 4, send_email: true };
      assert.equal((await shop.run("update_order_status", state)).written, true);
      assert.deepEqual(
        demo.mails().map(({ id_order, template }) => [id_order, template]),
        [[5, "shipped"]],
      );
    },
  ));

test("given a shop, then it is options of a client, also spread, and its tools work alone", async () => {
  const demo = await demoShop();
  assert.deepEqual(Object.keys(demo), ["url", "key", "fetch"]);
  const { changes, mails, now, pass, setFaults, handlers } = demo;
  assert.equal((await new PrestaShop({ ...demo, retries: 0 }).orders.get(5)).id, 5);
  setFaults(["disabled"]);
  await assert.rejects(clientOf(demo).orders.get(5), { name: "WebserviceDisabledError" });
  setFaults([]);
  pass(1000);
  assert.deepEqual([changes(), mails(), now()], [[], [], "2026-03-02 08:00:01"]);
  assert.equal(handlers({ all: (pattern) => pattern })[0], "https://shop.example/*");
});

test("given numbers of records, then the shop has as many", () =>
  eachCase(
    "sizes",
    [
      ["default", {}, { products: 64, orders: 200, customers: 80 }],
      ["few", { products: 3, orders: 2, customers: 1 }, { products: 3, orders: 2, customers: 1 }],
      ["none", { products: 0, orders: 0, customers: 0 }, { products: 0, orders: 0, customers: 0 }],
      [
        "many",
        { products: 2000, orders: 500, customers: 300 },
        { products: 2000, orders: 500, customers: 300 },
      ],
    ],
    async (options, expected) => {
      const shop = clientOf(await demoShop(options));
      for (const [resource, count] of Object.entries(expected)) {
        const rows = await shop[resource].list({ display: ["id"] });
        assert.equal(rows.length, count, `${rows.length} ${resource} for ${count}`);
      }
    },
  ));

test("given the same options, then the bytes are the same, and another seed gives others", async () => {
  const [first, again, other, third] = await Promise.all([
    catalogueOf({ seed: 7 }),
    catalogueOf({ seed: 7 }),
    catalogueOf({ seed: 8 }),
    catalogueOf({}),
  ]);
  assert.deepEqual(first, again);
  for (const resource of Object.keys(first)) {
    const texts = new Set([first, other, third].map((catalogue) => catalogue[resource]));
    assert.equal(texts.size, 3, resource);
  }
});

test("given any seed, then names are unique and what is odd stays odd", () =>
  eachCase(
    "seeds",
    [0, 1, 2, 41, 65_535, 4_294_967_295].map((seed) => [`seed ${seed}`, seed]),
    async (seed) => {
      const shop = clientOf(await demoShop({ seed, products: 150 }));
      const products = await shop.products.list({ display: "full" });
      const names = products.map(({ name }) => name["1"]);
      assert.equal(new Set(names).size, names.length);
      const inactive = products.filter(({ active }) => !active).map(({ id }) => id);
      assert.deepEqual(inactive, [6, 21]);
      const { orders } = await shop.run("get_order", { id: 5 });
      assert.ok(Number(orders[0].totals.total_paid_tax_incl) > 0);
    },
  ));

test("given a present, then all dates lie before it, and the clock stands still", () =>
  eachCase(
    "presents",
    [
      ["default", undefined, "2026-03-02 08:00:00"],
      ["a moment", "2031-07-04 23:59:30", "2031-07-04 23:59:30"],
      ["a day", "1999-12-31", "1999-12-31 00:00:00"],
      ["a Date", new Date(Date.UTC(2024, 1, 29, 12, 30, 15)), "2024-02-29 12:30:15"],
      ["ISO 8601", "2024-02-29T12:30:15", "2024-02-29 12:30:15"],
    ],
    async (now, expected) => {
      const demo = await demoShop({ now, products: 100, orders: 50, customers: 40 });
      const shop = clientOf(demo);
      assert.equal(demo.now(), expected);
      const [orders, products, customers] = await Promise.all([
        shop.orders.list({ display: ["id", "date_add"], sort: "id_DESC", limit: 50 }),
        shop.products.list({ display: ["id", "date_add"] }),
        shop.customers.list({ display: ["id", "date_add", "birthday"] }),
      ]);
      for (const { date_add } of [...orders, ...products, ...customers]) {
        assert.ok(date_add <= expected, `${date_add} after ${expected}`);
      }
      // The newest order is of the last hours, whenever that is.
      const age = Date.parse(`${expected}Z`) - Date.parse(`${orders[0].date_add}Z`);
      assert.ok(age >= 0 && age < 86_400_000, `${age} ms`);
      const birthdays = customers.map(({ birthday }) => birthday).filter((day) => day !== null);
      assert.ok(birthdays.length > 5);
      for (const day of birthdays) assert.match(day, /^\d{4}-\d{2}-\d{2}$/);
      for (const [id, price] of [
        [5, "1.50"],
        [5, "2.50"],
        [2, "3.50"],
      ]) {
        assert.equal((await shop.products.update(id, { price })).written, true);
        assert.equal((await shop.products.get(id)).date_upd, expected);
      }
      assert.equal(demo.now(), expected);
    },
  ));

test("given time that passes, then the next write is of that moment, and of no other", async () => {
  const demo = await demoShop({ now: "2026-02-28 23:59:58" });
  const shop = clientOf(demo);
  const written = async () => {
    const price = `${1 + demo.changes().length}.00`;
    await shop.products.update(5, { price });
    return (await shop.products.get(5)).date_upd;
  };
  assert.equal(await written(), "2026-02-28 23:59:58");
  demo.pass(1_999);
  assert.equal(await written(), "2026-02-28 23:59:59");
  demo.pass(1);
  assert.equal(await written(), "2026-03-01 00:00:00");
  demo.pass(0);
  assert.equal(demo.now(), "2026-03-01 00:00:00");
  // Longer than the 49 days that 32 bits count.
  demo.pass(200 * 86_400_000);
  assert.equal(await written(), "2026-09-17 00:00:00");
});

test("given a cursor, then what is written later is told as changed once time has passed", async () => {
  const demo = await demoShop();
  const shop = clientOf(demo);
  const watched = { products: true, orders: true };
  const { cursor } = await shop.changes(watched);
  demo.pass(60_000);
  await shop.products.update(5, { price: "24.90" });
  demo.pass(60_000);
  const told = await shop.changes(watched, cursor);
  assert.deepEqual(
    told.changes.map(({ resource, row }) => [resource, row.id]),
    [["products", 5]],
  );
});

test("given two shops at once, then neither knows of the other", async () => {
  const [left, right] = await Promise.all([demoShop(), demoShop()]);
  const clients = [clientOf(left), clientOf(right)];
  await Promise.all([
    clients[0].products.update(5, { price: "1.00" }),
    clients[1].products.update(5, { price: "2.00" }),
    clients[0].products.update(2, { price: "3.00" }),
  ]);
  left.pass(5_000);
  const seen = await Promise.all(clients.map((shop) => shop.products.get(5)));
  assert.deepEqual(
    seen.map(({ price }) => Number(price)),
    [1, 2],
  );
  assert.deepEqual([left.now(), right.now()], ["2026-03-02 08:00:05", "2026-03-02 08:00:00"]);
  const records = (demo) => new Set(demo.changes().map(({ record }) => record));
  assert.deepEqual(records(left), new Set(["products/5", "products/2"]));
  assert.deepEqual(records(right), new Set(["products/5"]));
  right.setFaults(["disabled"]);
  assert.equal((await clients[0].products.get(5)).id, 5);
  const kept = left.changes();
  left.changes().pop();
  assert.deepEqual(left.changes(), kept);
});

test("given rights, then the key may do that and no more", () =>
  eachCase(
    "rights",
    [
      ["everything", "everything", undefined, undefined],
      ["recommended", "recommended", undefined, "PermissionError"],
      ["optional", "optional", undefined, undefined],
      ["products", "products", "PermissionError", "PermissionError"],
      ["disabled", "disabled", "AuthenticationError", "AuthenticationError"],
    ],
    async (rights, orders, addresses) => {
      const shop = clientOf(await demoShop({ rights }));
      const failure = (promise) =>
        promise.then(
          () => undefined,
          ({ name }) => name,
        );
      assert.equal(await failure(shop.orders.get(5)), orders);
      assert.equal(await failure(shop.resource("addresses").get(5)), addresses);
    },
  ));

test("given several shops, then each has its folder, and one shop alone has none", async () => {
  const several = await demoShop({ multistore: true });
  const third = new PrestaShop({ ...several, url: `${several.url}/shop3` });
  const own = await third.products.list({ display: ["id"] });
  assert.ok(own.length > 0 && own.length < 64, `${own.length} products`);
  const alone = await demoShop();
  const nowhere = new PrestaShop({ ...alone, url: `${alone.url}/shop3`, retries: 0 });
  await assert.rejects(nowhere.products.list(), { name: "WrongAddressError" });
});

test("given requests that no client sends, then they end as those of `fetch` do", async () => {
  const demo = await demoShop({ url: "http://localhost:8080" });
  const stopped = AbortSignal.abort(new Error("enough"));
  await assert.rejects(demo.fetch(`${demo.url}/api`, { signal: stopped }), { message: "enough" });
  await assert.rejects(demo.fetch("no address"), TypeError);
  const home = await demo.fetch(new URL(demo.url));
  assert.equal(home.headers.get("content-type"), "text/html; charset=utf-8");
  const elsewhere = await demo.fetch("https://elsewhere.example/api", { redirect: "manual" });
  assert.equal(elsewhere.status, 302);
  assert.match(elsewhere.headers.get("location"), /^https?:\/\/localhost:8080\//);
  const headers = { authorization: `Basic ${btoa(`${demo.key}:`)}` };
  const head = new Request(`${demo.url}/api/products/5`, { method: "HEAD", headers });
  const { status, body } = await demo.fetch(head);
  assert.deepEqual([status, body], [200, null]);
});

test("given the same write in each form that `fetch` takes, then it is saved", () => {
  const address = "https://shop.example/api/products/5";
  const xml = "<prestashop><product><id>5</id><price>9.5</price></product></prestashop>";
  const bytes = new TextEncoder().encode(xml);
  const method = "PATCH";
  const withKey = (key) => ({ Authorization: `Basic ${btoa(`${key}:`)}` });
  return eachCase(
    "forms of a request",
    [
      ["text and bytes", (headers) => [address, { method, headers, body: bytes }]],
      ["URL and text", (headers) => [new URL(address), { method, headers, body: xml }]],
      ["small letters", (headers) => [address, { method: "patch", headers, body: xml }]],
      [
        "Headers and Blob",
        (headers) => [address, { method, headers: new Headers(headers), body: new Blob([xml]) }],
      ],
      [
        "pairs and ArrayBuffer",
        (headers) => [address, { method, headers: Object.entries(headers), body: bytes.buffer }],
      ],
      ["Request", (headers) => [new Request(address, { method, headers, body: xml })]],
      [
        "Request and more",
        (headers) => [
          new Request(address, { method: "POST", headers, body: "<nothing/>" }),
          { method, body: xml },
        ],
      ],
    ],
    async (form) => {
      const demo = await demoShop();
      const response = await demo.fetch(...form(withKey(demo.key)));
      assert.equal(response.status, 200);
      const price = demo.changes().find(({ field }) => field === "price");
      assert.equal(price.after, "9.500000");
    },
  );
});

test("given options that no shop has, then the error names the option and what to give", () =>
  eachCase(
    "wrong options",
    [
      ["unknown", { product: 5 }, "product"],
      ["no object", null, "options"],
      ["version 8.1", { version: "8.1" }, "version"],
      ["version as a number", { version: 9 }, "version"],
      ["version of Object", { version: "toString" }, "version"],
      ["half a product", { products: 1.5 }, "products"],
      ["fewer than none", { orders: -1 }, "orders"],
      ["text", { customers: "80" }, "customers"],
      ["too many", { products: 100_001 }, "products"],
      ["no number", { orders: Number.NaN }, "orders"],
      ["seed", { seed: 2 ** 32 }, "seed"],
      ["no day", { now: "2026-02-30" }, "now"],
      ["no date", { now: "yesterday" }, "now"],
      ["invalid Date", { now: new Date(Number.NaN) }, "now"],
      ["time as a number", { now: 1_772_438_400_000 }, "now"],
      ["rights", { rights: "admin" }, "rights"],
      ["multistore", { multistore: "yes" }, "multistore"],
      ["folder", { url: "https://shop.example/folder" }, "url"],
      ["query", { url: "https://shop.example/?a" }, "url"],
      ["no web", { url: "file:///shop" }, "url"],
      ["no address", { url: "shop" }, "url"],
      ["faults", { faults: "bom" }, "faults"],
    ],
    async (options, field) => {
      await assert.rejects(demoShop(options), (error) => {
        assert.ok(error instanceof InvalidRequestError, String(error));
        assert.equal(error.field, field);
        assert.ok(error.hint.length > 0);
        return true;
      });
    },
  ));

test("given time that cannot pass, then it is refused and nothing moves", async () => {
  const demo = await demoShop();
  const cases = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, "5", undefined, 2 ** 53];
  for (const time of cases) assert.throws(() => demo.pass(time), InvalidRequestError);
  assert.equal(demo.now(), "2026-03-02 08:00:00");
  console.log(`${cases.length} times`);
});
