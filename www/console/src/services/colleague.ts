import { PrestaShop } from "@aismarttalk/prestashop";
import { type Action, writtenResource } from "./catalogue.js";
import { type DemoChoice, FIRST_CHOICE, KEY_TO_EVERYTHING } from "./demo-choices.js";
import { demoFetch, demoUrl } from "./demo-store.js";
import { isStatusAnswer, type WriteAnswer } from "./writing.js";

/** Changes the record of a preview as somebody else would, with a client and a key of their own. */
export async function writeInBetween(
  { key, version }: DemoChoice,
  action: Action,
  preview: WriteAnswer,
): Promise<void> {
  const shop = new PrestaShop({
    url: demoUrl(key.folder, FIRST_CHOICE.host),
    key: KEY_TO_EVERYTHING.key,
    fetch: await demoFetch(version),
  });
  if (isStatusAnswer(preview)) {
    const taken = [preview.before.id, preview.after.id];
    const states = await shop.orderStates.list({ filter: { deleted: false }, display: ["id"] });
    const other = states.find(({ id }) => !taken.includes(id));
    if (other === undefined) return;
    await shop.orderHistories.create({ id_order: preview.id, id_order_state: other.id });
    return;
  }
  if (writtenResource(action) === "customers") {
    await shop.customers.update(preview.id, { note: `Called back, ${new Date().toISOString()}` });
    return;
  }
  const [language] = preview.fields.flatMap((one) => one.language ?? []);
  if (language === undefined) return;
  const { name } = await shop.products.get(preview.id, { language: [language.id] });
  const renamed = { [language.id]: `${name?.[language.id] ?? ""} (new)` };
  await shop.products.update(preview.id, { name: renamed });
}
