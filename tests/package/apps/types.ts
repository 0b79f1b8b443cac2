// What a newcomer writes first, checked by the compiler with the published types.
import { NotFoundError, PrestaShop } from "@aismarttalk/prestashop";
import { provide } from "@aismarttalk/prestashop/custom";
import { demoShop } from "@aismarttalk/prestashop/testing";
import module from "@aismarttalk/prestashop/wasm";

provide(module);

const shop = new PrestaShop({
  url: "https://shop.example",
  key: "YOUR0WEBSERVICE0KEY0GOES0HERE000",
  fetch: (url, init) => fetch(url, { ...init, cache: "no-store" }),
});

export async function priceOf(id: number): Promise<string | null> {
  try {
    const product = await shop.products.get(id);
    return product.price;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

export async function priceInTests(): Promise<string | null | undefined> {
  const demo = await demoShop({ version: "9.0", faults: [{ name: "flaky", times: 1 }] });
  await new PrestaShop(demo).products.update(5, { price: "24.90" });
  return demo.changes()[0]?.after;
}
