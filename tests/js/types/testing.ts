// Compiled, never run: a demo shop is options of a client, and its own options have types.
import { PrestaShop, type PrestaShopOptions } from "@aismarttalk/prestashop";
import {
  type DemoShopOptions,
  demoShop,
  type Fault,
  type FaultName,
} from "@aismarttalk/prestashop/testing";

export async function shops(): Promise<void> {
  const demo = await demoShop({ version: "8.2", products: 200, faults: ["flaky"] });
  const options: PrestaShopOptions = demo;
  new PrestaShop(demo);
  new PrestaShop({ ...demo, retries: 0 });
  new PrestaShop(options);
  const fetching: typeof fetch = demo.fetch;
  await fetching(new URL(demo.url));
  const fields: string[] = demo.changes().map(({ field }) => field);
  const orders: number[] = demo.mails().map(({ id_order }) => id_order);
  demo.pass(fields.length + orders.length);
  const handlers: number[] = demo.handlers({ all: (pattern) => pattern.length });
  demo.setFaults([{ name: "late-504-250", method: "PUT", times: handlers.length }]);
  // @ts-expect-error: what a test wants to know is not set.
  demo.key = "";
}

export const known: FaultName[] = ["bom", "late-504", "late-hang-120000", "hang"];

export const wrong: (DemoShopOptions | Fault)[] = [
  // @ts-expect-error: no shop is of that version.
  { version: "8.1" },
  // @ts-expect-error: it is no fault.
  { faults: ["boom"] },
  // @ts-expect-error: only late faults have a time.
  { faults: ["bom-250"] },
  // @ts-expect-error: methods are written in capitals.
  { faults: [{ name: "bom", method: "get" }] },
  // @ts-expect-error: it is no option.
  { product: 5 },
];
