import { PrestaShop } from "@aismarttalk/prestashop";
import type { Action } from "./catalogue.js";
import { type DemoChoice, FIRST_CHOICE, KEY_TO_EVERYTHING } from "./demo-choices.js";
import { demoFetch, demoUrl } from "./demo-store.js";
import type { StatusChange, WriteAnswer } from "./writing.js";

/** Changes the record of a preview as somebody else would, with a client and a key of their own. */
export async function writeInBetween(
  { key, version }: DemoChoice,
  { writes }: Action,
  preview: WriteAnswer,
): Promise<void> {
  const shop = new PrestaShop({
    url: demoUrl(key.folder, FIRST_CHOICE.host),
    key: KEY_TO_EVERYTHING.key,
    fetch: await demoFetch(version),
  });
  const { id, status, fields } = preview;
  if (id === null) return;
  if (status !== null) await enterOtherStatus(shop, id, status);
  else await CHANGES[writes?.resource ?? ""]?.(shop, id, fields);
}

type Change = (shop: PrestaShop, id: number, fields: WriteAnswer["fields"]) => Promise<void>;

/** What somebody else might change, by the resource. */
const CHANGES: Readonly<Record<string, Change>> = {
  customers: async (shop, id) => {
    await shop.customers.update(id, { note: `Called back, ${new Date().toISOString()}` });
  },
  products: async (shop, id, fields) => {
    const [language] = fields.flatMap((one) => one.language ?? []);
    if (language === undefined) return;
    const { name } = await shop.products.get(id, { language: [language.id] });
    const renamed = { [language.id]: `${name?.[language.id] ?? ""} (new)` };
    await shop.products.update(id, { name: renamed });
  },
};

async function enterOtherStatus(
  shop: PrestaShop,
  order: number,
  { before, after }: StatusChange,
): Promise<void> {
  const states = await shop.orderStates.list({ filter: { deleted: false }, display: ["id"] });
  const other = states.find(({ id }) => id !== before.id && id !== after.id);
  if (other === undefined) return;
  await shop.orderHistories.create({ id_order: order, id_order_state: other.id });
}
