// What a server's code looks like to the compiler, where nothing of a browser is declared.
import { PrestaShop } from "@aismarttalk/prestashop";
import { demoShop } from "@aismarttalk/prestashop/testing";

const shop = new PrestaShop({
  url: "https://shop.example",
  key: "YOUR0WEBSERVICE0KEY0GOES0HERE000",
  fetch: (url, init) => fetch(url, init),
});

export async function names(signal: AbortSignal): Promise<(string | undefined)[]> {
  const products = await shop.products.list({ display: ["name"], signal });
  return products.map(({ name }) => name["1"]);
}

export async function mails(): Promise<number> {
  const demo = await demoShop();
  await demo.fetch(demo.url, { headers: { accept: "text/html" } });
  return demo.mails().length + new PrestaShop(demo).unsettled.length;
}
