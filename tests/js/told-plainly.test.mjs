// What is told of what people get wrong first: a setting that is not set, a record that is not
// there, a key that travels unencrypted.
import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidRequestError, NotFoundError, PrestaShop } from "@aismarttalk/prestashop";
import { client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertKnown } from "./support/messages.mjs";

const KEY = KEYS.everything;
const UNSET = [
  ["no address", { url: undefined, key: KEY }, "url", "`url` is undefined."],
  ["no key", { url: "https://shop.example", key: undefined }, "key", "`key` is undefined."],
  ["neither", { url: undefined, key: undefined }, "url", "`url` is undefined."],
  ["no options", {}, "url", "`url` is missing."],
  ["an address alone", { url: "https://shop.example" }, "key", "`key` is missing."],
];

test("given an option that an environment does not have, then that is said of it", () => {
  for (const [what, options, field, message] of UNSET) {
    assert.throws(
      () => new PrestaShop(options),
      (error) => {
        assert.ok(error instanceof InvalidRequestError, what);
        assert.deepEqual([error.field, error.message], [field, message], what);
        assert.match(error.hint, /environment variable, check that it is set\.$/, what);
        assertKnown(error.message, what);
        assertKnown(error.hint, what);
        return true;
      },
    );
  }
  console.log(`${UNSET.length} settings`);
});

const ABSENT = [
  ["products", (shop) => shop.products.get(99_999)],
  ["products", (shop) => shop.products.get("99999", { display: ["id"] })],
  ["orders", (shop) => shop.orders.get(99_999)],
  ["addresses", (shop) => shop.resource("addresses").get(99_999)],
  ["products", (shop) => shop.products.update(99_999, { price: "5.00" })],
  ["products", (shop) => shop.products.update(99_999, { price: "5.00" }, { preview: true })],
  ["addresses", (shop) => shop.resource("addresses").delete(99_999)],
];

test("given the id of no record, then the error says which one, of which resource", async () => {
  const shop = client(demoShop());
  for (const [resource, call] of ABSENT) {
    await assert.rejects(call(shop), (error) => {
      assert.ok(error instanceof NotFoundError, `${call}: ${error}`);
      assert.equal(
        error.message,
        `The shop of this address has no record 99999 of ${resource}.`,
        `${call}`,
      );
      assertKnown(error.message, `${call}`);
      return true;
    });
  }
  console.log(`${ABSENT.length} calls`);
});

/** Addresses, and whether a key that is sent there can be read on the way. */
const ADDRESSES = [
  ["http://shop-a.example", true],
  [" HTTP://shop-b.example/api ", true],
  ["http://203.0.113.7:8080", true],
  ["http://[2001:db8::1]", true],
  ["http://172.32.0.1", true],
  ["http://localhost.shop-c.example", true],
  ["http://10.shop-d.example", true],
  ["https://shop-e.example", false],
  ["shop-f.example", false],
  ["http://localhost:8080", false],
  ["http://127.0.0.1", false],
  ["http://[::1]:8080", false],
  ["http://10.0.0.5", false],
  ["http://172.16.4.1", false],
  ["http://192.168.1.20/shop", false],
  ["http://prestashop", false],
  ["http://shop.local", false],
  ["http://shop.test", false],
];

test("given http: to a public host, then it is warned of once, without the key", (t) => {
  const warn = t.mock.method(console, "warn", () => {});
  for (const [url, isWarned] of ADDRESSES) {
    warn.mock.resetCalls();
    for (const _ of [1, 2, 3]) new PrestaShop({ url, key: KEY });
    const said = warn.mock.calls.map(({ arguments: given }) => given.join(" "));
    assert.equal(said.length, isWarned ? 1 : 0, url);
    for (const text of said) {
      assert.ok(text.includes(new URL(url).hostname), text);
      assert.ok(!text.includes(KEY), text);
      assertKnown(text, url);
    }
  }
  console.log(`${ADDRESSES.length} addresses`);
});
