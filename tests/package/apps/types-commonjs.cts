// A project of CommonJS, as the compiler sees it under `module: node16`.
import { NotFoundError, PrestaShop, type Product, parseResponse } from "@aismarttalk/prestashop";

import custom = require("@aismarttalk/prestashop/custom");
import testing = require("@aismarttalk/prestashop/testing");

custom.provide(new Uint8Array());

const shop: custom.PrestaShop = new PrestaShop({
  url: "https://shop.example",
  key: "YOUR0WEBSERVICE0KEY0GOES0HERE000",
});

export async function priceOf(id: number): Promise<string | null> {
  try {
    const product: Product = await shop.products.get(id);
    return product.price;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

export const read = parseResponse;

export const demo: Promise<testing.DemoShop> = testing.demoShop({ seed: 7 });
