// The handlers of the shop to test against in the real MSW: clients without a fetch of their own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PrestaShop } from "@aismarttalk/prestashop";
import { demoShop } from "@aismarttalk/prestashop/testing";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { eachCase } from "./support/table.mjs";

/** Runs `check` while a server of MSW answers by these handlers, and nobody else does. */
async function serving(handlers, check) {
  const server = setupServer(...handlers);
  server.listen({ onUnhandledRequest: "error" });
  try {
    await check(server);
  } finally {
    server.close();
  }
}

const clientOf = ({ url, key }, options = {}) =>
  new PrestaShop({ url, key, retries: 0, settleTimeoutMs: 0, timeoutMs: 500, ...options });

test("given handlers, then clients reach the shop by the runtime's fetch, and it keeps what they write", async () => {
  const demo = await demoShop({ version: "1.7" });
  await serving(demo.handlers(http), async (server) => {
    const shop = clientOf(demo);
    assert.equal((await shop.products.update(5, { price: "24.90" })).written, true);
    const state = { id: 5, state: 4, send_email: true };
    assert.equal((await shop.run("update_order_status", state)).written, true);
    assert.equal(shop.version, "1.7.8.11");
    assert.equal(demo.changes()[0].record, "products/5");
    assert.deepEqual(
      demo.mails().map(({ template }) => template),
      ["shipped"],
    );
    const text = await (await fetch(`${demo.url}/api?ws_key=${demo.key}`)).text();
    assert.match(text, /<prestashop/);
    // Whoever puts a handler before them is asked first.
    const teapot = () => new HttpResponse("short and stout", { status: 418 });
    server.use(http.get(`${demo.url}/api/orders`, teapot));
    await assert.rejects(shop.orders.get(5), { status: 418 });
    server.resetHandlers();
    assert.equal((await shop.orders.get(5)).id, 5);
  });
});

test("given two shops behind one server, then each answers its own address", async () => {
  const shops = await Promise.all([
    demoShop({ url: "https://one.example", seed: 1 }),
    demoShop({ url: "https://two.example:8443", seed: 2 }),
  ]);
  const handlers = shops.flatMap((demo) => demo.handlers(http));
  await serving(handlers, async () => {
    await clientOf(shops[0]).products.update(5, { price: "24.90" });
    assert.deepEqual(
      shops.map((demo) => demo.changes().length > 0),
      [true, false],
    );
    const [one, two] = await Promise.all(shops.map((demo) => clientOf(demo).customers.get(1)));
    assert.notEqual(one.email, two.email);
  });
});

test("given faults, then they reach clients behind MSW as they are", () =>
  eachCase(
    "faults behind MSW",
    [
      ["html-503", "ServerError"],
      ["redirect", "WrongAddressError"],
      ["slow-down", "RateLimitedError"],
      ["reset", "NetworkError"],
      ["hang", "TimeoutError"],
    ].map(([name, ...rest]) => [name, name, ...rest]),
    async (name, expected) => {
      const demo = await demoShop({ faults: [name] });
      await serving(demo.handlers(http), async () => {
        await assert.rejects(clientOf(demo).orders.get(5), { name: expected });
      });
    },
  ));
