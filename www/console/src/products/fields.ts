import type { ActionWrites } from "@aismarttalk/prestashop";
import { type Action, type ActionName, findAction } from "../shop/catalogue.js";

/** The texts of a product that are edited here. */
export type TextName =
  | "name"
  | "meta_title"
  | "meta_description"
  | "link_rewrite"
  | "description_short"
  | "description";

/** How a text is edited. */
export interface TextField {
  name: TextName;
  /** What writes it. */
  action: ActionName;
  kind: "line" | "lines" | "slug" | "html";
}

/** How long a text may be, and how much of it is usually shown; `null` where there is no such end. */
export interface Limits {
  most: number | null;
  shown: number | null;
}

export const CONTENT: ActionName = "update_product_content";
export const SEO: ActionName = "update_product_seo";

/** In the order of the form: what makes the search result, then what stands on the page. */
export const SEARCH_FIELDS: readonly TextField[] = [
  { name: "name", action: CONTENT, kind: "line" },
  { name: "meta_title", action: SEO, kind: "line" },
  { name: "meta_description", action: SEO, kind: "lines" },
  { name: "link_rewrite", action: SEO, kind: "slug" },
];

export const PAGE_FIELDS: readonly TextField[] = [
  { name: "description_short", action: CONTENT, kind: "html" },
  { name: "description", action: CONTENT, kind: "html" },
];

export const TEXT_FIELDS: readonly TextField[] = [...SEARCH_FIELDS, ...PAGE_FIELDS];

/** The field of that name; `undefined` for one that is not edited here. */
export function fieldNamed(name: string): TextField | undefined {
  return TEXT_FIELDS.find((one) => one.name === name);
}

/** As the catalogue of the shop that is open tells it. */
export function limitsOf({ name, action }: TextField, actions: readonly Action[]): Limits {
  const written = writesOf(action, actions)?.fields[name];
  return { most: written?.max_length ?? null, shown: written?.shown_length ?? null };
}

/** What an action writes; `null` where the shop that is open does not offer it. */
export function writesOf(action: ActionName, actions: readonly Action[]): ActionWrites | null {
  return findAction(action, actions)?.writes ?? null;
}

/** One field in one language, as drafts name it: `meta_title/fr`. */
export function draftKey(name: TextName, language: string): string {
  return `${name}/${language}`;
}

/** The record, as drafts and the list of recent ones name it. */
export function recordKey(id: number): string {
  return `products/${id}`;
}
