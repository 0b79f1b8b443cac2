import type { FindProductsInput } from "@aismarttalk/prestashop";
import type { Query } from "../state/route.js";

/** What can be missing from a product, as `find_products` names it. */
export const MISSING = [
  "meta_title",
  "meta_description",
  "description_short",
  "description",
  "link_rewrite",
  "reference",
  "image",
] as const;

/** What the look at all texts finds, as `audit_seo` names it. */
export const FINDINGS = ["missing", "too_short", "too_long", "duplicate"] as const;

export type Missing = (typeof MISSING)[number];
export type Finding = (typeof FINDINGS)[number];

/** What the list is asked for, as the address has it. */
export interface ListQuery {
  words: string;
  active: boolean | null;
  category: number | null;
  missing: readonly Missing[];
  /** Texts that are wrong in that way, in place of a search. */
  finding: Finding | null;
  cursor: string | null;
}

export const PAGE_SIZE = 50;

/** Of findings: each page looks at some products, of which few may be shown. */
export const FINDINGS_SIZE = 100;

/** Reads an address; what it names wrong is left out. */
export function listQueryIn(query: Query): ListQuery {
  const category = Number(query.category);
  const missing = (query.missing ?? "").split(",");
  return {
    words: query.q ?? "",
    active: query.sale === "on" ? true : query.sale === "off" ? false : null,
    category: Number.isInteger(category) && category > 0 ? category : null,
    missing: MISSING.filter((name) => missing.includes(name)),
    finding: FINDINGS.find((name) => name === query.finding) ?? null,
    cursor: query.cursor ?? null,
  };
}

/** The address of a list. */
export function queryOf(list: ListQuery): Query {
  const { words, active, category, missing, finding, cursor } = list;
  return {
    ...(words !== "" && { q: words }),
    ...(active !== null && { sale: active ? "on" : "off" }),
    ...(category !== null && { category: String(category) }),
    ...(missing.length > 0 && { missing: missing.join(",") }),
    ...(finding !== null && { finding }),
    ...(cursor !== null && { cursor }),
  };
}

/** What `find_products` is given. */
export function findInput(list: ListQuery, language: number | undefined): FindProductsInput {
  const { words, active, category, missing, cursor } = list;
  return {
    limit: PAGE_SIZE,
    ...(words.trim() !== "" && { words: words.trim() }),
    ...(active !== null && { active }),
    ...(category !== null && { category }),
    ...(missing.length > 0 && { missing: [...missing] }),
    ...(cursor !== null && { cursor }),
    ...(language !== undefined && { language }),
  };
}
