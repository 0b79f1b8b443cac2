import type { AuditSeoOutput, FindProductsOutput } from "@aismarttalk/prestashop";
import { pageLanguage } from "../language/page.js";
import type { Connection } from "../shop/connection.js";
import type { TextLanguage } from "../shop/record.js";
import { type Asked, useAnswer } from "../state/answers.js";
import { runAction } from "../state/running.js";
import { FINDINGS_SIZE, findInput, type ListQuery, queryOf } from "./list-query.js";
import { shopLanguage } from "./read.js";

type Found = FindProductsOutput["products"][number];
export type SeoFinding = AuditSeoOutput["findings"][number];

/** A line of the list; what only one of the two ways of looking tells is `null` in the other. */
export interface ListRow {
  id: number;
  name: string | null;
  active: boolean;
  reference: string | null;
  price: string | null;
  picture: string | null;
  findings: readonly SeoFinding[];
}

/** A page of the list. */
export interface ListPage {
  rows: readonly ListRow[];
  cursor: string | null;
  currency: string | null;
  warnings: readonly string[];
  languages: readonly TextLanguage[];
  /** How many products were looked at for findings. */
  productsRead: number | null;
}

/** What the list shows, in the page's language where the shop has it. */
export function useList(list: ListQuery): Asked<ListPage> {
  const key = `products ${JSON.stringify(queryOf(list))} ${pageLanguage.value.code}`;
  return useAnswer(key, (shop, signal) => readList(shop, list, signal));
}

async function readList(shop: Connection, list: ListQuery, signal: AbortSignal): Promise<ListPage> {
  const languages = await shop.records.languages();
  if (list.finding !== null) return readFindings(shop, list, languages, signal);
  const input = findInput(list, shopLanguage(languages)?.id);
  const found = await runAction(shop, "find_products", input, { signal });
  const { products, cursor, currency, warnings } = found;
  return { rows: products.map(rowOf), cursor, currency, warnings, languages, productsRead: null };
}

async function readFindings(
  shop: Connection,
  { finding, cursor }: ListQuery,
  languages: readonly TextLanguage[],
  signal: AbortSignal,
): Promise<ListPage> {
  const input = { limit: FINDINGS_SIZE, ...(cursor !== null && { cursor }) };
  const answer = await runAction(shop, "audit_seo", input, { signal });
  const wanted = answer.findings.filter((one) => isOf(one, finding));
  const ids = [...new Set(wanted.map(({ id }) => id))];
  const rows = ids.flatMap((id): ListRow[] => {
    const findings = wanted.filter((one) => one.id === id);
    const [first] = findings;
    if (first === undefined) return [];
    const { name, active } = first;
    return [{ id, name, active, reference: null, price: null, picture: null, findings }];
  });
  const { warnings, products_read: productsRead } = answer;
  return { rows, cursor: answer.cursor, currency: null, warnings, languages, productsRead };
}

/** A language without any text misses all of them; a thin description is a short one. */
function isOf({ finding }: SeoFinding, wanted: ListQuery["finding"]): boolean {
  if (wanted === "missing") return finding === "missing" || finding === "empty_language";
  if (wanted === "too_short") return finding === "too_short" || finding === "thin";
  return finding === wanted;
}

function rowOf(found: Found): ListRow {
  const { id, name, active, reference, final_price: final, price_tax_incl: usual, price } = found;
  const picture = "cover_image_url" in found ? found.cover_image_url : null;
  return {
    id,
    name,
    active,
    reference,
    price: final ?? usual ?? price,
    picture: typeof picture === "string" ? picture : null,
    findings: [],
  };
}
