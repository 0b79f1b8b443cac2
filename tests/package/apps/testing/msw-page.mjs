// MSW in a page: its service worker hands the requests of a client to the shop in the page.
import { NetworkError, PrestaShop } from "@aismarttalk/prestashop";
import { demoShop } from "@aismarttalk/prestashop/testing";
import { http } from "msw";
import { setupWorker } from "msw/browser";

async function asked() {
  const demo = await demoShop({ version: "1.6" });
  const worker = setupWorker(...demo.handlers(http));
  await worker.start({ quiet: true, onUnhandledRequest: "bypass" });
  const shop = new PrestaShop({ url: demo.url, key: demo.key, retries: 0 });
  await shop.products.update(5, { price: "24.90" });
  const saved = demo.changes().find(({ field }) => field === "price")?.after;
  demo.setFaults(["reset"]);
  const error = await shop.orders.get(5).catch((thrown) => thrown);
  worker.stop();
  return {
    write: saved === "24.900000" ? "ok" : `${saved} is saved`,
    fault: error instanceof NetworkError ? "ok" : String(error),
  };
}

globalThis.reports = await asked().catch((thrown) => ({ write: String(thrown?.stack ?? thrown) }));
