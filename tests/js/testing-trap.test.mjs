// Demo shops whose memory runs out: each stops alone, and says so from then on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PrestaShop } from "@aismarttalk/prestashop";
import { demoShop } from "@aismarttalk/prestashop/testing";
import { provide } from "@aismarttalk/prestashop/testing/custom";
import { withMemory } from "./support/small-memory.mjs";

const STOPPED = /^This demo shop has stopped: .*memory has run out/;
const SMALL = { products: 30, orders: 10, customers: 10 };

provide(withMemory(16, "@aismarttalk/prestashop/testing/wasm"));

test("given an answer that its memory cannot hold, then that shop has stopped, and no other", async () => {
  const [large, other] = await Promise.all([demoShop(SMALL), demoShop(SMALL)]);
  large.setFaults(["huge"]);
  const shop = new PrestaShop({ ...large, retries: 0 });
  await assert.rejects(shop.products.get(5), (error) => STOPPED.test(error.cause?.message));
  large.setFaults([]);
  await assert.rejects(large.fetch(large.url), { message: STOPPED });
  for (const use of [large.changes, large.mails, large.now, () => large.pass(1)]) {
    assert.throws(use, { message: STOPPED });
  }
  assert.equal((await new PrestaShop(other).products.get(5)).id, 5);
  assert.deepEqual(other.changes(), []);
});

test("given more records than its memory holds, then there is no shop, and the next one is there", async () => {
  await assert.rejects(demoShop({ products: 100_000 }), { message: STOPPED });
  assert.equal((await demoShop(SMALL)).now(), "2026-03-02 08:00:00");
});
