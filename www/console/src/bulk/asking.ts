import type { Input, Texts } from "../shop/catalogue.js";
import { BULK_ACTION } from "../shop/intents.js";
import type { TextLanguage } from "../shop/record.js";
import { type Answer, type BulkShop, type Entry, tickedOf } from "./entry.js";

/** What writing a product would change; of its ticked texts alone, once those are known. */
export async function previewed(
  entry: Entry,
  shop: BulkShop,
  signal: AbortSignal,
  input: Input = wholeInput(entry),
): Promise<Answer> {
  return (await shop.run(BULK_ACTION, { ...input, preview: true }, signal)) as Answer;
}

/** Writes a product, if it is still as it was shown. */
export async function written(
  shop: BulkShop,
  input: Input,
  expect: string,
  signal: AbortSignal,
): Promise<Answer> {
  return (await shop.run(BULK_ACTION, { ...input, expect }, signal)) as Answer;
}

/** All that the file says of a product. */
export function wholeInput({ id, texts }: Entry): Input {
  return { id: id ?? 0, ...texts };
}

/** Only what is ticked, by the codes of the languages. */
export function tickedInput(entry: Entry, languages: readonly TextLanguage[]): Input {
  if (entry.leftOut.length === 0) return wholeInput(entry);
  const input: Input = { id: entry.id ?? 0 };
  for (const { field, language, after } of tickedOf(entry)) {
    const known = languages.find(({ id }) => id === language?.id)?.code;
    const code = known ?? language?.iso_code ?? String(language?.id ?? "");
    input[field] = { ...(input[field] as Texts | undefined), [code]: after };
  }
  return input;
}
