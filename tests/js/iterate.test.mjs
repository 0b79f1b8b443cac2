// iterate: every record once, one page ahead, and nothing left behind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { ADDRESS, basic, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertFails, errorOf } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const SIZE = { products: 40, orders: 30, customers: 50 };

async function collect(rows) {
  const ids = [];
  for await (const { id } of rows) ids.push(id);
  return ids;
}

const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** filter on id, and the ids of 50 customers that match */
const ON_ID = [
  ["everything", undefined, numbers(1, 50)],
  ["greater", { id: { greater: 20 } }, numbers(21, 50)],
  ["less", { id: { less: 20 } }, numbers(1, 19)],
  ["between", { id: { between: [45, 5] } }, numbers(5, 45)],
  ["a list", { id: [50, 3, 99, 7, 3] }, [3, 7, 50]],
  ["a long list", { id: numbers(1, 150) }, numbers(1, 50)],
  ["one", { id: 7 }, [7]],
  ["not", { id: { not: [1, 25, 50] } }, numbers(2, 49).filter((id) => id !== 25)],
  ["nobody", { id: { greater: 50 } }, []],
];

const WALKS = ON_ID.flatMap(([name, filter, ids]) =>
  [1, 7, 10, 100].flatMap((pageSize) =>
    ["id_ASC", "id_DESC"].map((sort) => [
      `${name}, ${pageSize} a page, ${sort}`,
      { sort, pageSize, display: ["id"], ...(filter && { filter }) },
      sort === "id_ASC" ? ids : [...ids].reverse(),
    ]),
  ),
);

test("given any page size, order and filter on the id, then each record comes exactly once", async () => {
  const shop = client(demoShop(SIZE));
  await eachCase("walks", WALKS, async (options, expected) => {
    assert.deepEqual(await collect(shop.customers.iterate(options)), expected);
  });
});

test("given any resource, then its iteration is its list", () =>
  eachCase(
    "resources",
    [
      "products",
      "orders",
      "orderDetails",
      "orderStates",
      "orderHistories",
      "customers",
      "languages",
      "stockAvailables",
    ].map((name) => [name, name]),
    async (name) => {
      const shop = client(demoShop(SIZE));
      const walked = [];
      for await (const row of shop[name].iterate({ pageSize: 13 })) walked.push(row);
      assert.deepEqual(walked, await shop[name].list());
    },
  ));

const customer = (number) =>
  new TextEncoder().encode(
    `<prestashop><customer><passwd>Secret${number}word</passwd><lastname>New</lastname>` +
      `<firstname>Nina</firstname><email>nina${number}@example.com</email></customer></prestashop>`,
  );

test("given records that come and go between pages, then those that stayed come exactly once", () =>
  eachCase(
    "orders of pages",
    ["id_ASC", "id_DESC"].map((sort) => [sort, sort]),
    async (sort) => {
      const gone = [];
      let pages = 0;
      const write = (method, path, body) =>
        demo.send(method, `${ADDRESS}/api/${path}`, basic(KEYS.everything), body).status;
      const before = () => {
        pages += 1;
        if (pages === 1) return;
        // One that was read, one that was not yet, and a new one.
        for (const id of [pages, 50 - pages]) {
          assert.equal(write("DELETE", `customers/${id}`), 200);
          gone.push(id);
        }
        assert.equal(write("POST", "customers", customer(pages)), 201);
      };
      const demo = demoShop(SIZE, { before });
      const rows = client(demo).customers.iterate({ sort, pageSize: 8, display: ["id"] });
      const ids = await collect(rows);
      assert.equal(new Set(ids).size, ids.length, "a record came twice");
      const stayed = numbers(1, 50).filter((id) => !gone.includes(id));
      assert.ok(gone.length >= 8);
      for (const id of stayed) assert.ok(ids.includes(id), `${id} was left out`);
      const ordered = [...ids].sort((a, b) => (sort === "id_ASC" ? a - b : b - a));
      assert.deepEqual(ids, ordered);
    },
  ));

test("given a page in use, then the next one is under way, and never more than one", async () => {
  const demo = demoShop(SIZE);
  const rows = client(demo).customers.iterate({ pageSize: 10, display: ["id"] });
  assert.equal(demo.log.length, 0, "nothing is sent before the first record is asked for");
  const sent = [];
  for await (const _ of rows) {
    await turn();
    sent.push(demo.log.length);
  }
  const pages = numbers(0, 4).flatMap((page) => Array(10).fill(page + 2));
  assert.deepEqual(sent, pages);
});

test("given a loop left early, then the page ahead is stopped and leaves nothing behind", async () => {
  const ways = [
    [
      "break",
      async (rows) => {
        for await (const _ of rows) break;
      },
    ],
    ["return", (rows) => rows.return()],
    ["throw", (rows) => errorOf(rows.throw(new Error("enough")))],
    [
      "an error in the loop",
      (rows) =>
        errorOf(async () => {
          for await (const _ of rows) throw new Error("enough");
        }),
    ],
  ];
  await eachCase("ways to leave", ways, async (leave) => {
    let unhandled = 0;
    const count = () => {
      unhandled += 1;
    };
    process.on("unhandledRejection", count);
    let sent = 0;
    let stopped;
    const demo = demoShop(SIZE, {
      before: (_, init) => {
        sent += 1;
        if (sent === 1) return undefined;
        stopped = new Promise((resolve) => init.signal.addEventListener("abort", resolve));
        return new Promise((_, reject) => {
          init.signal.addEventListener("abort", () => reject(init.signal.reason));
        });
      },
    });
    const rows = client(demo).customers.iterate({ pageSize: 10, display: ["id"] });
    assert.equal((await rows.next()).value.id, 1);
    await turn();
    assert.equal(sent, 2);
    await leave(rows);
    await stopped;
    assert.deepEqual(await rows.next(), { done: true, value: undefined });
    await turn();
    await turn();
    process.off("unhandledRejection", count);
    assert.equal(unhandled, 0);
    assert.equal(sent, 2);
  });
});

test("given a page that fails, then the records before it come, and the error after them", async () => {
  let sent = 0;
  const demo = demoShop(SIZE, {
    reshape: () => {
      sent += 1;
      return sent >= 3 ? { status: 500, headers: [], body: new Uint8Array() } : undefined;
    },
  });
  const ids = [];
  const work = async () => {
    const rows = client(demo).customers.iterate({ pageSize: 10, display: ["id"] });
    for await (const { id } of rows) ids.push(id);
  };
  await assertFails(work, "ServerError");
  assert.deepEqual(ids, numbers(1, 20));
});

test("given a signal, then it ends the iteration, and its listener is taken away at the end", async () => {
  const demo = demoShop(SIZE);
  const controller = new AbortController();
  const ids = [];
  const work = async () => {
    const { signal } = controller;
    for await (const { id } of client(demo).customers.iterate({ signal, pageSize: 10 })) {
      ids.push(id);
      if (id === 15) controller.abort();
    }
  };
  await assertFails(work, "AbortedError");
  assert.deepEqual(ids, numbers(1, 15));

  const aborted = AbortSignal.abort();
  const early = client(demo).customers.iterate({ signal: aborted });
  const { length } = demo.log;
  await assertFails(early.next(), "AbortedError");
  assert.equal(demo.log.length, length);

  const kept = new AbortController().signal;
  let listening = 0;
  const { addEventListener, removeEventListener } = kept;
  kept.addEventListener = (...args) => {
    listening += 1;
    return addEventListener.apply(kept, args);
  };
  kept.removeEventListener = (...args) => {
    listening -= 1;
    return removeEventListener.apply(kept, args);
  };
  await collect(client(demo).customers.iterate({ signal: kept, pageSize: 10 }));
  assert.equal(listening, 0);
});

/** Options that would make pages overlap or never end. */
const REFUSED = [
  ["another order", { sort: "lastname_ASC" }, "sort"],
  ["a limit", { limit: 5 }, "limit"],
  ["an offset", { offset: 5 }, "offset"],
  ["a page of 0", { pageSize: 0 }, "pageSize"],
  ["a page of -1", { pageSize: -1 }, "pageSize"],
  ["a page of 1.5", { pageSize: 1.5 }, "pageSize"],
  ["a page of NaN", { pageSize: Number.NaN }, "pageSize"],
  ["a page of text", { pageSize: "10" }, "pageSize"],
  ["a filter with undefined in a list", { filter: { id: [1, undefined] } }, "id"],
  ["a filter that is no id", { filter: { id: "x" } }, "id"],
  ["a controller as signal", { signal: new AbortController() }, "signal"],
];

test("given options that cannot be paged, then the first step refuses them and nothing is sent", () =>
  eachCase("iterations refused", REFUSED, async (options, field) => {
    const demo = demoShop(SIZE);
    const rows = client(demo).customers.iterate(options);
    const error = await assertFails(rows.next(), "InvalidRequestError");
    assert.equal(error.field, field, error.message);
    assert.equal(demo.log.length, 0);
  }));

test("given two loops over one iteration's resource, then they do not disturb each other", async () => {
  const shop = client(demoShop(SIZE));
  const walk = (pageSize) => collect(shop.customers.iterate({ pageSize, display: ["id"] }));
  const walks = await Promise.all([walk(7), walk(11), walk(50)]);
  for (const ids of walks) assert.deepEqual(ids, numbers(1, 50));
});

test("given thousands of ids, then each record comes once, in order", async () => {
  const demo = demoShop({ products: 24, orders: 5, customers: 5 });
  const shop = client(demo);
  const all = (await shop.products.list({ display: ["id"] })).map(({ id }) => id);
  const ids = Array.from({ length: 2_500 }, (_, at) => ((at * 7) % 2_500) + 1);
  const ways = [
    ["a list", ids, undefined],
    ["numbers as texts, some twice", [...ids, ...all].map(String), undefined],
    ["a named condition", { oneOf: ids }, "id_ASC"],
    ["the other way round", ids, "id_DESC"],
    ["the other way round, as a list", ids, ["id_DESC"]],
  ];
  for (const [name, id, sort] of ways) {
    const options = { filter: { id }, display: ["id"], pageSize: 1_000, ...(sort && { sort }) };
    const rows = await collect(shop.products.iterate(options));
    const expected = String(sort).includes("DESC") ? all.toReversed() : all;
    assert.deepEqual(rows, expected, name);
  }
  const wrong = { filter: { id: [...ids, "5a"] } };
  await assertFails(shop.products.iterate(wrong).next(), "InvalidRequestError");
  console.log(`${ways.length} lists of ${ids.length} ids`);
});
