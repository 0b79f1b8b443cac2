// What stands between a client and its shop, and one record that breaks the shop.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BlockedError, PrestaShopError } from "@aismarttalk/prestashop";
import { client, demoShop } from "./support/demo-shop.mjs";
import { assertErrorOf, assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const SIZE = { products: 24, orders: 40, customers: 20, single_shop: true };

/** name, status, headers, body, by, hint */
const BLOCKS = [
  ["a check", 403, { "CF-Mitigated": "challenge" }, "", "Cloudflare", /Bot Fight Mode/],
  ["a rule", 406, {}, "<html>Not Acceptable</html>", "ModSecurity", /switch that rule off/],
  ["a web server", 405, {}, "<html><center>nginx</center></html>", "nginx", /limit_except/],
  ["a host", 403, {}, "<html>Forbidden</html>", null, /which rule of its firewall/],
  ["a lock", 401, { "WWW-Authenticate": 'Basic realm="Staging"' }, "", null, /lock of the whole/],
];

test("given who blocks a request, then the error names it and outlives JSON", () =>
  eachCase("blocks", BLOCKS, async (status, headers, body, by, hint) => {
    const fetch = async () => new Response(body, { status, headers });
    const error = await assertFails(client({ fetch }).products.get(1), "BlockedError");
    assert.ok(error instanceof BlockedError);
    assert.equal(error.by, by);
    assert.match(error.hint, hint);
    const made = PrestaShopError.from(JSON.parse(JSON.stringify(error)));
    assertErrorOf(made, "BlockedError");
    assert.deepEqual({ ...made }, { ...error });
  }));

/** runtime, `navigator`, `document`, whether requests carry the name of the package */
const RUNTIMES = [
  ["Node before 21", undefined, undefined, true],
  ["Node", { userAgent: "Node.js/22" }, undefined, true],
  ["Deno", { userAgent: "Deno/2.5.0" }, undefined, true],
  ["Cloudflare", { userAgent: "Cloudflare-Workers" }, undefined, true],
  ["a page", { userAgent: "Mozilla/5.0 (X11)" }, {}, false],
  ["a worker of a page", { userAgent: "Mozilla/5.0 (X11)" }, undefined, false],
  ["a page that tells nothing of itself", undefined, {}, false],
];

test("given a runtime, then requests carry the name of the package, and none in a browser", () =>
  eachCase("runtimes", RUNTIMES, async (navigator, document, isNamed) => {
    const given = { navigator, document };
    const before = Object.keys(given).map((name) => [
      name,
      Object.getOwnPropertyDescriptor(globalThis, name),
    ]);
    try {
      for (const [name, value] of Object.entries(given)) {
        Object.defineProperty(globalThis, name, { value, configurable: true });
      }
      const demo = demoShop(SIZE);
      await client(demo).products.get(1);
      const [{ headers }] = demo.log;
      assert.equal(/@aismarttalk\/prestashop/.test(headers["User-Agent"]), isNamed);
      assert.equal("User-Agent" in headers, isNamed);
    } finally {
      for (const [name, own] of before) {
        if (own) Object.defineProperty(globalThis, name, own);
        else delete globalThis[name];
      }
    }
  }));

/** A shop that fails whenever it sends that order, and its warnings. */
function failing(id, warnings = []) {
  const demo = demoShop(SIZE, {
    reshape: ({ body }, url) => {
      const holds = new TextDecoder().decode(body).includes(`<order>\n\t<id><![CDATA[${id}]]>`);
      const fails = holds && url.includes("display=full");
      return fails ? { status: 500, headers: [], body: new Uint8Array() } : undefined;
    },
  });
  return client(demo, { onExchange: (exchange) => warnings.push(...exchange.warnings) });
}

async function collect(rows) {
  const ids = [];
  try {
    for await (const { id } of rows) ids.push(id);
    return { ids };
  } catch (error) {
    return { ids, error };
  }
}

test("given an order that makes the shop fail, then it is named, and left out if asked to", () =>
  eachCase(
    "iterations",
    [1, 17, 40].flatMap((id) => [1, 20, 100].map((size) => [`${id}, ${size} a page`, id, size])),
    async (id, pageSize) => {
      const all = (await client(demoShop(SIZE)).orders.list({ display: ["id"] })).map((o) => o.id);
      const { ids, error } = await collect(failing(id).orders.iterate({ pageSize }));
      assert.deepEqual(ids, all.slice(0, all.indexOf(id)));
      assertErrorOf(error, "ServerError");
      assert.match(error.message, new RegExp(`orders ${id} makes the shop fail`));
      assert.match(error.hint, /skipFailing/);
      const warnings = [];
      const shop = failing(id, warnings);
      const rest = await collect(shop.orders.iterate({ pageSize, skipFailing: true }));
      assert.equal(rest.error, undefined);
      assert.deepEqual(
        rest.ids,
        all.filter((one) => one !== id),
      );
      const told = warnings.filter((one) => one.includes(`orders ${id} is left out`));
      assert.equal(told.length, 1, warnings.join("\n"));
    },
  ));

test("given skipFailing that is no yes or no, then it is refused before anything is sent", () =>
  eachCase(
    "values",
    ["false", 1, null, {}].map((value) => [JSON.stringify(value), value]),
    async (skipFailing) => {
      const demo = demoShop(SIZE);
      const { error } = await collect(client(demo).orders.iterate({ skipFailing }));
      assertErrorOf(error, "InvalidRequestError");
      assert.equal(error.field, "skipFailing");
      assert.equal(demo.log.length, 0);
    },
  ));
