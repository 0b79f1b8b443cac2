import type { Input } from "../shop/catalogue.js";
import { draftsOf, dropDrafts } from "../state/drafts.js";
import type { Flow } from "./flow.js";

/** Drops the drafts that are in the shop now; what was typed since stays. */
export function dropSent({ shop, record }: Pick<Flow, "shop" | "record">, input: Input): void {
  const key = `${record.page}/${record.id}`;
  const drafts = draftsOf(shop.ref, key);
  const sent = sentTexts(input).filter(([field, text]) => drafts[field]?.text === text);
  if (sent.length > 0)
    dropDrafts(
      shop.ref,
      key,
      sent.map(([field]) => field),
    );
}

/** By the name of the draft: `meta_title/fr` for one language, `note` for a field with one value. */
function sentTexts(input: Input): readonly (readonly [field: string, text: string])[] {
  return Object.entries(input).flatMap(([name, value]) => {
    if (typeof value === "string") return [[name, value] as const];
    if (typeof value !== "object" || Array.isArray(value)) return [];
    return Object.entries(value).map(([code, text]) => [`${name}/${code}`, text] as const);
  });
}
