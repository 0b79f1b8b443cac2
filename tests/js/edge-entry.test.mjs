// The client of the edge worker, against the real worker in front of the demo store: what it answers,
// what it throws, and that nobody loads WebAssembly for it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import * as whole from "@aismarttalk/prestashop";
import * as edge from "@aismarttalk/prestashop/edge";
import { build } from "esbuild";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { makeCaller } from "../edge/support/callers.mjs";
import { closedAddress } from "../edge/support/closed.mjs";
import { startWorker } from "../edge/support/worker.mjs";
import { assertErrorOf } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const { EdgeShop, PrestaShopError } = edge;
const DIST = fileURLToPath(new URL("../../pkg/dist/", import.meta.url));
const WRONG_KEY = "WRONG0KEY0WRONG0KEY0WRONG0KEY000";
const PLENTY = "100000";

const callers = {
  writer: makeCaller("writer"),
  reader: makeCaller("reader", { level: "read" }),
  admin: makeCaller("admin", { level: "admin" }),
  "of one site": makeCaller("of one site", { sites: ["clay"] }),
  "of no site": makeCaller("of no site", { sites: ["nobody-has-it"] }),
  expired: makeCaller("expired", { expires: "2020-01-01T00:00:00Z" }),
};

let store;
let worker;

before(async () => {
  store = await startDemoServer();
  const { url, keys } = store;
  worker = await startWorker("Node", {
    sites: {
      clay: { url, key: keys["shop 1"], name: "Clay & Leaf" },
      other: { url: `${url}/shop2/`, key: keys["shop 2"], name: "Other" },
      "wrong-key": { url, key: WRONG_KEY },
      "lost-answer": { url: `${url}/~lost-answer`, key: keys["shop 1"], installation: "lost" },
    },
    callers: Object.values(callers).map(({ entry }) => entry),
    RATE_PER_MINUTE: PLENTY,
  });
});

after(async () => {
  await worker?.stop();
  await store?.stop();
});

/** A client of that caller. */
const shopOf = ({ caller = "writer", site = "clay", ...more } = {}) =>
  new EdgeShop({
    url: worker.url,
    token: callers[caller]?.token ?? caller,
    ...(site !== null && { site }),
    ...more,
  });

const thrownBy = (work) =>
  work.then(
    (answer) => assert.fail(`It answered ${JSON.stringify(answer)}`),
    (thrown) => thrown,
  );

test("given the entry, then its errors are those of the package, class by class", () => {
  const isError = (name) => /Error$|^ERROR_KINDS$/.test(name);
  const names = Object.keys(whole).filter(isError);
  assert.ok(names.length > 15);
  assert.deepEqual(Object.keys(edge).filter(isError).sort(), names.sort());
  const ofPackage = new Map(Object.entries(whole));
  for (const [name, one] of Object.entries(edge).filter(([name]) => isError(name))) {
    assert.equal(one, ofPackage.get(name), name);
  }
});

test("given the entry, then nothing that it reaches knows of WebAssembly or of Node", async () => {
  const paths = [...(await imported("edge/index.js"))];
  assert.ok(paths.includes("errors.js") && paths.includes("edge/shop.js"), paths.join());
  const sources = await Promise.all(paths.map((path) => readFile(join(DIST, path), "utf8")));
  for (const [at, source] of sources.entries()) {
    assert.doesNotMatch(source, /WebAssembly|\.wasm|"node:/, paths[at]);
  }
});

test("given a page that bundles it, then it weighs less than 5 KB", async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export { EdgeShop } from "@aismarttalk/prestashop/edge";',
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
  });
  const size = brotliCompressSync(outputFiles[0].contents).length;
  console.log(`bundled: ${size} bytes of brotli`);
  assert.ok(size < 5_000, `${size} bytes`);
});

test("given a worker, then its actions run with the types of the package and their answers", async () => {
  const shop = shopOf();
  const { products } = await shop.run("get_product", { id: 2 });
  assert.equal(products[0].id, 2);
  const { orders } = await shop.run("find_orders", { limit: 3 });
  assert.equal(orders.length, 3);
  const direct = new whole.PrestaShop({ url: store.url, key: store.keys["shop 1"] });
  assert.deepEqual(products, (await direct.run("get_product", { id: 2 })).products);
});

test("given a token, then sites, actions and rights are those that it reaches", async () => {
  const sites = await shopOf().sites();
  assert.deepEqual(
    sites.map(({ id, name }) => [id, name]),
    [
      ["clay", "Clay & Leaf"],
      ["lost-answer", "lost-answer"],
      ["other", "Other"],
      ["wrong-key", "wrong-key"],
    ].sort(),
  );
  const names = (await shopOf().actions()).map(({ name }) => name);
  for (const { name } of whole.actions) assert.ok(names.includes(name), name);
  assert.ok(names.includes("undo_change"));
  const readable = await shopOf({ caller: "reader" }).actions();
  assert.ok(readable.every(({ annotations }) => annotations.readOnlyHint));
  const { shop_name: name, verdict } = await shopOf().access();
  assert.deepEqual([name, verdict], ["Clay & Leaf", "ready"]);
});

test("given a write, then its preview is confirmed, listed and undone", async () => {
  const shop = shopOf();
  const input = { id: 3, note: `Called back at ${Date.now()}.` };
  const shown = await shop.run("update_customer", { ...input, preview: true });
  assert.deepEqual([shown.written, shown.preview], [false, true]);
  const written = await shop.run("update_customer", { ...input, expect: shown.token });
  assert.equal(written.written, true);
  const query = { limit: 1, resource: "customers", record: 3 };
  const { changes } = await shop.changes(query);
  const [change] = changes;
  assert.deepEqual(
    [change.action, change.record, change.outcome, change.fields[0].after],
    ["update_customer", 3, "written", input.note],
  );
  const undone = await shop.run("undo_change", { change: change.id });
  assert.equal(undone.written, true);
  const later = await shop.changes(query);
  assert.equal(later.changes[0].undoes, change.id);
  const older = await shop.changes({ ...query, before: later.next ?? undefined });
  assert.equal(older.changes[0].id, change.id);
});

test("given the same write twice with one key, then it is written once", async () => {
  const shop = shopOf();
  const input = { id: 4, note: `Once, at ${Date.now()}.` };
  const idempotencyKey = crypto.randomUUID();
  const both = [];
  for (const _ of [1, 2]) both.push(await shop.run("update_customer", input, { idempotencyKey }));
  assert.deepEqual(both[0], both[1]);
  const { changes } = await shop.changes({ resource: "customers", record: 4 });
  assert.equal(changes.filter(({ fields }) => fields[0].after === input.note).length, 1);
});

/** What goes wrong, as `[what, how, class, what else is known]`. */
const REFUSALS = [
  [
    "a record that is not there",
    (shop) => shop.run("get_product", { id: 999_999 }),
    "NotFoundError",
    {},
  ],
  [
    "an input that does not fit",
    (shop) => shop.run("get_product", { id: "x" }),
    "InvalidRequestError",
    { status: 400, field: "id" },
  ],
  [
    "an action that nobody has",
    (shop) => shop.run("fly", {}),
    "NotFoundError",
    { problem: "no_such_action" },
  ],
  [
    "a token that nobody knows",
    () => shopOf({ caller: "unknown" }).sites(),
    "AuthenticationError",
    { problem: "unauthorized", status: 401 },
  ],
  [
    "an expired token",
    () => shopOf({ caller: "expired" }).actions(),
    "AuthenticationError",
    { problem: "unauthorized" },
  ],
  [
    "a site that nobody has",
    () => shopOf({ site: "nothing" }).access(),
    "NotFoundError",
    { problem: "no_such_site" },
  ],
  [
    "a site by a path",
    () => shopOf({ site: "../admin" }).access(),
    "PermissionError",
    { problem: "forbidden" },
  ],
  [
    "a key that the shop refuses",
    () => shopOf({ site: "wrong-key" }).access(),
    "AuthenticationError",
    { problem: undefined, status: 502 },
  ],
  [
    "a write by a reader",
    () => shopOf({ caller: "reader" }).run("update_customer", { id: 3, note: "" }),
    "PermissionError",
    { problem: "forbidden", saved: "no" },
  ],
  [
    "an administrator that runs",
    () => shopOf({ caller: "admin" }).run("get_product", { id: 2 }),
    "PermissionError",
    { problem: "forbidden" },
  ],
  [
    "jobs without a database",
    () => shopOf().jobs.list(),
    "ServerError",
    { problem: "not_configured" },
  ],
  [
    "another path of the worker",
    () => new EdgeShop({ url: `${worker.url}/x`, token: callers.writer.token }).sites(),
    "NotFoundError",
    { problem: "no_such_route", hint: "" },
  ],
  [
    "a shop in the worker's place",
    () => new EdgeShop({ url: store.url, token: callers.writer.token }).sites(),
    "WrongAddressError",
    { problem: "not_a_worker", saved: "no" },
  ],
  [
    "nobody at the address",
    async () => new EdgeShop({ url: await closedAddress(), token: "t" }).sites(),
    "NetworkError",
    { status: null, retryable: true, saved: "no" },
  ],
];

test("given what goes wrong, then it is the class that it means, with the worker's word for it", () =>
  eachCase(
    "refusals",
    REFUSALS.map(([what, ...rest]) => [what, ...rest]),
    async (how, name, expected) => {
      const error = await thrownBy(how(shopOf()));
      // What the worker says without a hint is passed on without one.
      if (error.hint === "") assert.equal(error.name, name);
      else assertErrorOf(error, name);
      for (const [member, value] of Object.entries(expected))
        assert.equal(error[member], value, member);
      assert.ok(error instanceof whole.PrestaShopError);
      assert.deepEqual(
        { ...PrestaShopError.from(JSON.parse(JSON.stringify(error))) },
        { ...error },
      );
      for (const { token } of Object.values(callers)) {
        assert.ok(!JSON.stringify([error, error.stack, String(error.cause)]).includes(token));
      }
    },
  ));

test("given a record that somebody changed since, then it is a conflict with both versions", async () => {
  const shop = shopOf();
  const input = { id: 5, note: "Mine." };
  const shown = await shop.run("update_customer", { ...input, preview: true });
  await shop.run("update_customer", { id: 5, note: "Theirs." });
  const error = await thrownBy(shop.run("update_customer", { ...input, expect: shown.token }));
  assertErrorOf(error, "ConflictError");
  assert.deepEqual([error.found.note, error.saved], ["Theirs.", "no"]);
});

test("given no site, then the only one is taken, and of several none", async () => {
  const only = shopOf({ caller: "of one site", site: null });
  assert.equal((await only.access()).shop_name, "Clay & Leaf");
  for (const [caller, says] of [
    ["writer", /clay, lost-answer, other, wrong-key/],
    ["of no site", /reaches no site/],
  ]) {
    const error = await thrownBy(shopOf({ caller, site: null }).access());
    assertErrorOf(error, "InvalidRequestError");
    assert.equal(error.field, "site");
    assert.match(error.hint, says);
  }
});

/** What a client can never be made of. */
const IMPOSSIBLE = [
  ["no address", { url: "" }, "url"],
  ["an address without a scheme", { url: "worker.example" }, "url"],
  ["another scheme", { url: "ftp://worker.example" }, "url"],
  ["a user in the address", { url: "https://me:secret@worker.example" }, "url"],
  ["a query", { url: "https://worker.example?token=1" }, "url"],
  ["no token", { token: "" }, "token"],
  ["a token with a line in it", { token: "a\nb" }, "token"],
  ["no options of a token", { token: undefined }, "token"],
];

test("given what cannot work, then nothing is made, and the secret is not told", () =>
  eachCase("options", IMPOSSIBLE, async (options, field) => {
    const make = () => new EdgeShop({ url: "https://worker.example", token: "t", ...options });
    assert.throws(make, (error) => {
      assertErrorOf(error, "InvalidRequestError");
      assert.equal(error.field, field);
      assert.doesNotMatch(JSON.stringify(error), /secret|a\\nb/);
      return true;
    });
  }));

test("given somebody who looks on, then they see every exchange, and never the token or a key", async () => {
  const seen = [];
  const shop = shopOf({
    caller: "admin",
    onExchange: (one) => seen.push(one) && assert.fail("late"),
  });
  await shop.sites();
  const key = "SECRET0KEY0SECRET0KEY0SECRET0KEY";
  await thrownBy(shop.addSite({ url: "https://shop.example", key, name: "A shop" }));
  assert.deepEqual(
    seen.map(({ method, status }) => [method, status >= 200]),
    [
      ["GET", true],
      ["POST", true],
    ],
  );
  assert.match(seen[1].requestBody, /A shop/);
  const told = JSON.stringify(seen);
  for (const secret of [key, callers.admin.token]) assert.ok(!told.includes(secret));
});

/** Hosts that stand in the worker's place, by what they do with a request. */
const HOSTS = {
  hangs: () => {},
  "hangs up": (request) => request.socket.destroy(),
  "answers half": (_, response) => {
    response.writeHead(200, { "Content-Length": 100 });
    response.write("{");
    response.socket.end();
  },
  "answers with a page": (_, response) => response.end("<html>Welcome</html>"),
  "answers 502 with a page": (_, response) =>
    response.writeHead(502).end("<html>Bad gateway</html>"),
  "answers with no object": (_, response) => response.end("7"),
  "sends elsewhere": (_, response) =>
    response.writeHead(302, { Location: `${worker.url}/v1/sites` }).end(),
  "refuses without saying what was saved": (_, response) =>
    response
      .writeHead(500)
      .end('{"kind":"internal","detail":"It failed.","title":"Internal error"}'),
};

/** What a read and a write come to, by the host. */
const ENDS = [
  ["hangs", "TimeoutError", "OutcomeUnknownError"],
  ["hangs up", "NetworkError", "OutcomeUnknownError"],
  ["answers half", "NetworkError", "OutcomeUnknownError"],
  ["answers with a page", "WrongAddressError", "OutcomeUnknownError"],
  ["answers 502 with a page", "ServerError", "OutcomeUnknownError"],
  ["answers with no object", "WrongAddressError", "OutcomeUnknownError"],
  ["sends elsewhere", "WrongAddressError", "OutcomeUnknownError"],
  ["refuses without saying what was saved", "ServerError", "ServerError"],
];

test("given a host that loses an answer, then a read failed, and of a write nobody knows", () =>
  eachCase(
    "hosts",
    ENDS.map((one) => [one[0], ...one]),
    async (host, read, write) => {
      let asked = 0;
      const server = createServer((request, response) => {
        asked += 1;
        HOSTS[host](request, response);
      });
      await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
      try {
        const url = `http://127.0.0.1:${server.address().port}`;
        const shop = new EdgeShop({ url, token: "t", site: "clay", timeoutMs: 300 });
        const failed = await thrownBy(shop.run("get_order", { id: 5 }));
        if (failed.hint === "") assert.equal(failed.name, read);
        else assertErrorOf(failed, read);
        assert.equal(failed.saved, "no");
        const lost = await thrownBy(shop.run("update_customer", { id: 3, note: "" }));
        if (lost.hint === "") assert.equal(lost.name, write);
        else assertErrorOf(lost, write);
        assert.deepEqual([lost.saved, lost.retryable], ["unknown", false]);
        const preview = { id: 3, note: "", preview: true };
        assert.equal((await thrownBy(shop.run("update_customer", preview))).name, read);
        assert.equal(asked, 3, "nothing was sent a second time");
      } finally {
        server.closeAllConnections();
        server.close();
      }
    },
  ));

test("given a shop that loses the answer to a write, then it is told as the worker knows it", async () => {
  const shop = shopOf({ site: "lost-answer" });
  const outcome = await shop.run("update_customer", { id: 6, note: `Lost at ${Date.now()}.` }).then(
    (answer) => answer.written,
    (error) => error.saved,
  );
  assert.ok([true, "unknown"].includes(outcome), String(outcome));
});

test("given a signal, then a read that is stopped failed, a write is not known, and both name the reason", async () => {
  const server = createServer(() => {});
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const shop = new EdgeShop({ url, token: "t", site: "clay" });
  for (const [action, name] of [
    ["get_order", "AbortedError"],
    ["update_customer", "OutcomeUnknownError"],
  ]) {
    const controller = new AbortController();
    const running = thrownBy(shop.run(action, { id: 5 }, { signal: controller.signal }));
    await new Promise((resolve) => server.once("request", resolve));
    controller.abort("Enough.");
    const error = await running;
    assertErrorOf(error, name);
    assert.equal(error.cause, "Enough.");
    const late = await thrownBy(shop.run(action, { id: 5 }, { signal: controller.signal }));
    assertErrorOf(late, "AbortedError");
    assert.equal(late.saved, "no", "nothing was sent");
  }
});

/** A module of dist and all that it imports, by path. */
async function imported(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const source = await readFile(join(DIST, path), "utf8");
  for (const [, name] of source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
    if (name.startsWith(".")) await imported(normalize(join(dirname(path), name)), found);
    else found.add(name);
  }
  return found;
}
