// update and create of the declared resources: what they change, and what they answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";
import { changed, writesOf } from "./support/writes.mjs";

const SIZE = { products: 24, orders: 20, customers: 12 };
const VERSIONS = ["1.6", "1.7", "8.2", "9.0"];

/** A write: how it is made, and the stored values that it changes. */
const WRITES = [
  [
    "a text",
    (shop, options) => shop.products.update(5, { name: { fr: "Plat" } }, options),
    ["products/5 name[2]"],
  ],
  [
    "a text by id, in an inactive language",
    (shop, options) => shop.products.update(5, { meta_title: { 3: "Platte" } }, options),
    ["products/5 meta_title[3]"],
  ],
  [
    "a price and a switch",
    (shop, options) => shop.products.update(2, { price: "12.5", on_sale: true }, options),
    ["products/2 on_sale", "products/2 price"],
  ],
  [
    "a customer",
    (shop, options) => shop.customers.update(2, { note: "Calls back." }, options),
    ["customers/2 note"],
  ],
  [
    "a stock",
    (shop, options) => shop.stockAvailables.update(2, { quantity: 41 }, options),
    // The product has the sum of its combinations.
    ["stock_availables/1 quantity", "stock_availables/2 quantity"],
  ],
  [
    "a status",
    (shop, options) =>
      shop.orderHistories.create({ id_order: 4, id_order_state: 6 }, { ...options }),
    ["orders/4 current_state"],
  ],
];

const EVERY_WRITE = VERSIONS.flatMap((version) =>
  WRITES.map(([name, ...write]) => [`${name} of ${version}`, version, ...write]),
);

const MEMBERS = [
  "after",
  "before",
  "changes",
  "differences",
  "effects",
  "method",
  "preview",
  "requests",
  "token",
  "warnings",
  "written",
];

test("given a write, then only what it names is changed, and the answer tells all of it", () =>
  eachCase("writes", EVERY_WRITE, async (version, write, expected) => {
    const demo = demoShop({ ...SIZE, version });
    const told = await write(client(demo));
    assert.deepEqual(Object.keys(told).sort(), MEMBERS);
    assert.equal(told.preview, false);
    assert.equal(told.written, true);
    assert.equal(typeof told.token, "string");
    assert.deepEqual(told.requests, []);
    assert.deepEqual(told.warnings, []);
    const names = told.changes.map(({ field }) => field);
    const isStatus = names[0] === "id_order_state";
    const stored = changed(demo);
    if (isStatus) assert.ok(expected.every((one) => stored.includes(one)));
    else assert.deepEqual(stored, expected);
    for (const { field, language, before, after } of told.changes) {
      assert.notEqual(before, after);
      assert.ok(language === null || Number.isInteger(language), field);
    }
    assert.equal(writesOf(demo).length, 1);
    assert.equal(writesOf(demo)[0].method, told.method);
  }));

test("given the same write again, then nothing is sent, and the answer says so", () =>
  eachCase("writes", EVERY_WRITE, async (version, write) => {
    const demo = demoShop({ ...SIZE, version });
    await write(client(demo));
    const count = writesOf(demo).length;
    const told = await write(client(demo));
    assert.equal(told.written, false);
    assert.deepEqual(told.changes, []);
    assert.equal(told.warnings.length, 1);
    assert.equal(writesOf(demo).length, count);
  }));

test("given preview, then nothing is written, and its token or all of it writes what it showed", () =>
  eachCase("writes", EVERY_WRITE, async (version, write, expected) => {
    const demo = demoShop({ ...SIZE, version });
    const shown = await write(client(demo), { preview: true });
    assert.deepEqual(Object.keys(shown).sort(), MEMBERS);
    assert.equal(shown.preview, true);
    assert.equal(shown.written, false);
    assert.equal(shown.requests.length, 1);
    assert.equal(shown.requests[0].method, shown.method);
    assert.ok(shown.requests[0].url.startsWith(ADDRESS));
    assert.deepEqual(changed(demo), []);
    assert.deepEqual(writesOf(demo), []);
    const others = demoShop({ ...SIZE, version });
    await Promise.all(
      [
        [demo, shown],
        [others, shown.token],
      ].map(async ([of, expect]) => {
        const told = await write(client(of), { expect });
        assert.equal(told.written, true);
        assert.deepEqual(told.changes, shown.changes);
        assert.ok(expected.every((one) => changed(of).includes(one)));
        await assertFails(write(client(of), { expect }), "ConflictError");
      }),
    );
  }));

/** What somebody else does to the record of each write. */
const OTHERS = [
  ["products", 5, { price: "99" }],
  ["products", 5, { reference: "THEIRS" }],
  ["products", 2, { name: { en: "Theirs" } }],
  ["customers", 2, { company: "Theirs" }],
  ["stockAvailables", 2, { out_of_stock: 1 }],
];

test("given a preview and another's write, then the error of any client holds both versions", () =>
  eachCase(
    "conflicts",
    OTHERS.flatMap(([name, id, theirs], at) =>
      ["8.2", "9.0"].map((version) => [`${name} of ${version}`, version, name, id, theirs, at]),
    ),
    async (version, name, id, theirs, at) => {
      const demo = demoShop({ ...SIZE, version });
      const [, write] = WRITES[at];
      const mine = client(demo);
      const shown = await write(mine, { preview: true });
      await client(demo)[name].update(id, theirs);
      const stored = changed(demo);
      const [field] = Object.keys(theirs);
      const own = await assertFails(write(mine, { expect: shown.token }), "ConflictError");
      const other = await assertFails(write(client(demo), { expect: shown }), "ConflictError");
      for (const error of [own, other]) {
        assert.deepEqual(error.expected, shown.before);
        assert.notDeepEqual(error.found[field], shown.before[field]);
        assert.equal(error.found.id, id);
      }
      const unknown = await assertFails(
        write(client(demo), { expect: shown.token }),
        "ConflictError",
      );
      assert.equal(unknown.expected, null);
      assert.equal(unknown.found.id, id);
      assert.deepEqual(changed(demo), stored);
    },
  ));

test("given a status, then its e-mail leaves only where it is asked for", async () => {
  const cases = [
    [undefined, 0],
    [{}, 0],
    [{ sendEmail: false }, 0],
    [{ sendEmail: true, preview: true }, 0],
    [{ sendEmail: true }, 1],
  ];
  await eachCase(
    "statuses",
    VERSIONS.flatMap((version) =>
      cases.map(([options, count]) => [
        `${version} ${JSON.stringify(options)}`,
        version,
        options,
        count,
      ]),
    ),
    async (version, options, count) => {
      const demo = demoShop({ ...SIZE, version });
      await client(demo).orderHistories.create({ id_order: 4, id_order_state: 6 }, options);
      assert.equal(JSON.parse(demo.store.mails()).length, count);
    },
  );
});

test("given a shop of several, then a write changes that shop only", async () => {
  for (const version of VERSIONS) {
    const demo = demoShop({ ...SIZE, version });
    await client(demo, { shopId: 2 }).products.update(5, { name: { en: "Shop 2" } });
    const changes = JSON.parse(demo.store.changes()).filter(({ field }) => field === "name[1]");
    assert.deepEqual(
      changes.map(({ shop }) => shop),
      [2],
    );
    const error = await assertFails(
      client(demo, { key: KEYS.shop1 }).products.update(13, { name: { en: "No" } }),
      "NotFoundError",
    );
    assert.match(error.hint, /shop/i);
  }
});

test("given a text that a shop changes, then the answer says what it made of it", async () => {
  const demo = demoShop(SIZE);
  const { differences, after } = await client(demo).products.update(5, {
    price: "1.23456789",
    description: { en: "<p>a<b>b</p>" },
  });
  const found = Object.fromEntries(differences.map((one) => [one.field, one]));
  assert.equal(found.price.reason, "rounded");
  assert.equal(found.price.harmless, true);
  assert.equal(found.price.stored, after.price);
  for (const one of differences) {
    assert.deepEqual(Object.keys(one), [
      "field",
      "language",
      "asked",
      "stored",
      "reason",
      "harmless",
    ]);
  }
});

/** A write, and another one of the same record, as options ask for it. */
const FOLLOWED = [
  [
    "product",
    (shop, options) => shop.products.update(5, { name: { fr: "A" } }, options),
    (shop, options) => shop.products.update(5, { name: { fr: "B" } }, options),
  ],
  [
    "customer",
    (shop, options) => shop.customers.update(2, { note: "A" }, options),
    (shop, options) => shop.customers.update(2, { note: "B" }, options),
  ],
  [
    "status",
    (shop, options) => shop.orderHistories.create({ id_order: 4, id_order_state: 6 }, options),
    (shop, options) => shop.orderHistories.create({ id_order: 4, id_order_state: 1 }, options),
  ],
  [
    "new category",
    (shop) =>
      shop
        .resource("categories")
        .create({ id_parent: 2, active: 1, name: { fr: "A" }, link_rewrite: { fr: "a" } }),
    (shop, options, { after }) =>
      shop.resource("categories").update(Number(after.id), { active: 0 }, options),
  ],
];

test("given a record that was written and not read again, then no token makes a conflict of the next write", () =>
  eachCase("writes", FOLLOWED, async (first, second) => {
    let isWritten = false;
    const before = (_, { method }) => {
      if (isWritten && method === "GET") throw new TypeError("reset");
      isWritten ||= method !== "GET";
    };
    const demo = demoShop(SIZE, { before });
    const shop = client(demo);
    const written = await first(shop, {});
    assert.equal(written.written, true);
    assert.equal(written.warnings.length, 1);
    isWritten = false;
    const { token } = written;
    if (token !== null) await second(shop, { expect: token }, written);
    assert.equal(token, null);
  }));
