// The faults of the shop to test against: each is tried by reads and writes of a client, and what was
// really stored is compared with what the client says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OutcomeUnknownError, PrestaShop } from "@aismarttalk/prestashop";
import { demoShop, InvalidRequestError } from "@aismarttalk/prestashop/testing";
import { eachCase } from "./support/table.mjs";

const PATIENCE = { retries: 0, settleTimeoutMs: 0, timeoutMs: 300 };
const clientOf = (demo, options = {}) => new PrestaShop({ ...demo, ...PATIENCE, ...options });

/** What a call says: `saved`, `not saved`, or the name of its error. */
const told = (promise) =>
  promise.then(
    ({ written, differences = [] }) => {
      if (differences.some(({ reason }) => reason === "kept")) return "kept";
      return written === undefined ? "read" : written ? "saved" : "not saved";
    },
    (error) => (error instanceof OutcomeUnknownError ? "unknown" : error.name),
  );

/** Name of the fault, what a read says, what a write says, and whether something is stored. */
const UPDATES = [
  ...["bom", "newline", "echo", "notice", "control-characters"].map((name) => [
    name,
    "read",
    "saved",
    true,
  ]),
  ["html-503", "ServerError", "ServerError", false],
  ["html-200", "WrongAddressError", "WrongAddressError", false],
  ["fatal-200", "ServerError", "ServerError", false],
  ["empty-500", "ServerError", "ServerError", false],
  ["redirect", "WrongAddressError", "WrongAddressError", false],
  ["disabled", "WebserviceDisabledError", "WebserviceDisabledError", false],
  ["no-authorization", "AuthenticationError", "AuthenticationError", false],
  ["truncated", "MalformedResponseError", "MalformedResponseError", false],
  ["json", "MalformedResponseError", "MalformedResponseError", false],
  ["slow-down", "RateLimitedError", "RateLimitedError", false],
  ["flaky", "ServerError", "ServerError", false],
  ["reset", "NetworkError", "NetworkError", false],
  ["hang", "TimeoutError", "TimeoutError", false],
  ["mail-fails", "read", "saved", true],
  ["lost-answer", "read", "saved", true],
  ["write-as-read", "read", "ServerError", false],
  ["post-ignored", "read", "saved", true],
  ["module-keeps", "read", "kept", true],
  ["moves-on", "read", "saved", true],
  ["blocked-before", "read", "BlockedError", false],
  ["blocked-after", "read", "saved", true],
  ["killed", "read", "saved", true],
  ...["500", "502", "503", "504", "524", "reset", "hang", "504-250", "hang-120000"].map((end) => [
    `late-${end}`,
    "read",
    "unknown",
    false,
  ]),
];

test("given a fault, then a read and an update end as at such a host, and what is stored is so", () =>
  eachCase(
    "faults",
    UPDATES.map(([name, ...rest]) => [name, name, ...rest]),
    async (name, read, write, isStored) => {
      const demo = await demoShop({ faults: [name] });
      assert.equal(await told(clientOf(demo).products.get(5)), read);
      // Of its own, so that nothing is known from before.
      assert.equal(await told(clientOf(demo).products.update(5, { price: "24.90" })), write);
      assert.equal(demo.changes().length > 0, isStored);
    },
  ));

test("given a fault of status changes, then the change ends as at such a host", () =>
  eachCase(
    "faults of status changes",
    [
      ["mail-fails", "saved", [4], 0],
      ["post-ignored", "ServerError", [], 0],
      ["moves-on", "saved", [4, 5], 1],
      ["killed", "unknown", [4], 0],
      ["lost-answer", "saved", [4], 1],
    ].map(([name, ...rest]) => [name, name, ...rest]),
    async (name, expected, states, mails) => {
      const demo = await demoShop({ faults: [name] });
      const state = { id: 5, state: 4, send_email: true };
      assert.equal(await told(clientOf(demo).run("update_order_status", state)), expected);
      const entered = demo
        .changes()
        .filter(({ record, field }) => record === "orders/5" && field === "current_state")
        .map(({ after }) => Number(after));
      assert.deepEqual(entered, states);
      assert.ok(demo.mails().length >= mails, `${demo.mails().length} e-mails`);
    },
  ));

test("given a huge answer, then a client with a limit refuses it, and without one waits or reads", async () => {
  const demo = await demoShop({ faults: ["huge"], orders: 1, customers: 1 });
  const shop = clientOf(demo, { maxAnswerBytes: 1_000_000, timeoutMs: 60_000 });
  await assert.rejects(shop.products.get(5), { name: "MalformedResponseError" });
});

test("given all faults, then each was tried", async () => {
  const error = await demoShop({ faults: ["none such"] }).catch((thrown) => thrown);
  const listed = /^Give one of (.*)\.$/.exec(error.hint)[1].split(", ");
  const tried = new Set([...UPDATES.map(([name]) => name), "huge"]);
  assert.deepEqual(
    listed.filter((name) => !tried.has(name)),
    [],
  );
  console.log(`${listed.length} faults`);
});

test("given faults that pass, then the client's second try succeeds", () =>
  eachCase(
    "passing faults",
    [
      ["flaky", ["flaky"]],
      ["html-503, once", [{ name: "html-503", times: 1 }]],
      ["reset, twice", [{ name: "reset", times: 2 }]],
      [
        "of two kinds",
        [
          { name: "html-503", times: 1 },
          { name: "reset", times: 1 },
        ],
      ],
    ],
    async (faults) => {
      const demo = await demoShop({ faults });
      const seen = [];
      const shop = clientOf(demo, { retries: 2, onExchange: ({ status }) => seen.push(status) });
      assert.equal((await shop.orders.get(5)).id, 5);
      assert.ok(seen.length > 1, `${seen.length} requests`);
    },
  ));

test("given a fault of some requests, then all others go through", async () => {
  const demo = await demoShop({
    faults: [{ name: "html-503", method: "GET", resource: "orders" }],
  });
  const shop = clientOf(demo);
  assert.equal((await shop.products.get(5)).id, 5);
  await assert.rejects(shop.orders.get(5), { name: "ServerError" });
  await assert.rejects(shop.orders.list({ limit: 1 }), { name: "ServerError" });
  demo.setFaults([{ name: "disabled", resource: "" }]);
  assert.equal((await shop.orders.get(5)).id, 5);
  await assert.rejects(shop.access(), { name: "WebserviceDisabledError" });
  // Of a fault of writes, reads count for nothing.
  demo.setFaults([{ name: "blocked-before", times: 1 }]);
  assert.equal((await shop.customers.get(3)).id, 3);
  await assert.rejects(shop.products.update(5, { price: "2.00" }), { name: "BlockedError" });
  assert.equal((await shop.products.update(5, { price: "2.00" })).written, true);
  demo.setFaults([]);
  assert.ok((await shop.access()).shop_name.length > 0);
});

test("given a write that comes late, then it is saved when its time has passed, and not before", async () => {
  const demo = await demoShop({ faults: ["late-504", "late-502"] });
  const shop = clientOf(demo);
  const error = await shop.products.update(5, { price: "24.90" }).catch((thrown) => thrown);
  assert.ok(error instanceof OutcomeUnknownError);
  demo.pass(2_999);
  assert.deepEqual(demo.changes(), []);
  await assert.rejects(error.lookAgain(), OutcomeUnknownError);
  demo.pass(1);
  assert.equal((await error.lookAgain()).written, true);
  // It is of the moment at which it was due, however late one looks.
  demo.setFaults([{ name: "late-hang-1500" }]);
  const second = await shop.products.update(2, { price: "1.00" }).catch((thrown) => thrown);
  demo.setFaults([]);
  demo.pass(3_600_000);
  assert.equal((await second.lookAgain()).written, true);
  assert.equal((await shop.products.get(2)).date_upd, "2026-03-02 08:00:04");
});

test("given time that passes while the client looks, then it finds the write by itself", async () => {
  const demo = await demoShop({ faults: ["late-reset"] });
  const shop = clientOf(demo, { settleTimeoutMs: 20_000 });
  const update = shop.products.update(5, { price: "24.90" });
  const ticking = setInterval(() => demo.pass(3_000), 50);
  try {
    assert.equal((await update).written, true);
  } finally {
    clearInterval(ticking);
  }
});

test("given a fault that does not exist, then the error says where and what to give", () =>
  eachCase(
    "wrong faults",
    [
      ["unknown", ["bom", "boom"], "faults[1]"],
      ["of Object", ["constructor"], "faults[0]"],
      ["a time of none", ["bom-250"], "faults[0]"],
      ["no time", ["late-504-"], "faults[0]"],
      ["without a name", [{}], "faults[0]"],
      ["nothing", [null], "faults[0]"],
      ["unknown member", [{ name: "bom", time: 1 }], "faults[0].time"],
      ["method", [{ name: "bom", method: "get" }], "faults[0].method"],
      ["method that it does not spoil", [{ name: "killed", method: "GET" }], "faults[0].method"],
      ["resource", [{ name: "bom", resource: 5 }], "faults[0].resource"],
      ["no times", [{ name: "bom", times: 0 }], "faults[0].times"],
      ["half a time", [{ name: "bom", times: 1.5 }], "faults[0].times"],
      ["no list", { name: "bom" }, "faults"],
    ],
    async (faults, field) => {
      const isTold = (error) => {
        assert.ok(error instanceof InvalidRequestError, String(error));
        assert.equal(error.field, field);
        return error.hint.length > 0;
      };
      await assert.rejects(demoShop({ faults }), isTold);
      const demo = await demoShop({ faults: ["disabled"] });
      assert.throws(() => demo.setFaults(faults), isTold);
      // What was there stays.
      await assert.rejects(clientOf(demo).access(), { name: "WebserviceDisabledError" });
    },
  ));
