import { PrestaShop, type PrestaShopOptions } from "@aismarttalk/prestashop";
import type { Input } from "./catalogue.js";
import { ACTIONS } from "./package-actions.js";
import { type Records, type Run, readByAction, recordsBy, type TextLanguage } from "./record.js";

/** Reads beside the actions: these exchanges belong to no run. */
export function recordsOf(options: PrestaShopOptions): Records {
  const shop = new PrestaShop(options);
  const ask = shop.run.bind(shop) as (name: string, input: Input) => Promise<unknown>;
  const run: Run = ({ name }, input) => ask(name, input);
  return recordsBy(ACTIONS, run, async (record) => {
    const { writes, name, value, languages } = record;
    if (name.field !== "id") return readByAction(record, ACTIONS, run);
    const query = languages.length > 0 ? { language: languages.map(({ id }) => id) } : {};
    const found = await shop.resource(writes.resource).get(Number(value), query);
    const texts = Object.entries(found).map(([field, one]) => [field, byCode(one, languages)]);
    return Object.fromEntries(texts);
  });
}

/** Texts by ISO code instead of id; what is no text by language as it is. */
function byCode(value: unknown, languages: readonly TextLanguage[]): unknown {
  if (typeof value !== "object" || value === null || languages.length === 0) return value;
  const texts = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(languages.map(({ id, code }) => [code, String(texts[id] ?? "")]));
}
