import type { DisplayText, Message } from "../language/message.js";

/** A language of the shop, as columns and cells name it. */
export interface Language {
  id: number;
  code: string;
  name: DisplayText;
}

/** A text that can be changed. */
export interface TextField {
  /** The Webservice's name: `meta_title`. */
  name: string;
  /** The most characters; `null` for no limit to speak of. */
  most: number | null;
  /** So many are shown in search results; `null` where that does not matter. */
  shown: number | null;
}

/** What a column holds. */
export type Role =
  | { kind: "ignored" }
  | { kind: "id" }
  | { kind: "reference" }
  /** What people call the product: shown, and never written. */
  | { kind: "name" }
  | { kind: "language" }
  /** A text; `null` for the language that the row names. */
  | { kind: "text"; field: string; language: string | null };

/** Nothing that is wanted. */
export const IGNORED: Role = { kind: "ignored" };

const NAMES: Readonly<Record<string, readonly string[]>> = {
  id: ["id", "id_product", "product_id", "id_produit"],
  reference: ["reference", "ref", "sku", "product_reference"],
  name: ["name", "product_name", "nom", "product"],
  language: ["language", "lang", "langue", "sprache", "iso_code", "id_lang", "locale"],
  meta_title: ["meta_title", "title", "seo_title", "titre", "meta_titre"],
  meta_description: ["meta_description", "description", "seo_description"],
  meta_keywords: ["meta_keywords", "keywords"],
  link_rewrite: ["link_rewrite", "slug", "friendly_url", "url"],
};

/** What the columns seem to hold, by their names; each thing once. */
export function guessRoles(
  header: readonly string[],
  fields: readonly TextField[],
  languages: readonly Language[],
): Role[] {
  const taken = new Set<string>();
  const roles = header.map((name) => {
    const role = guess(plain(name), fields, languages);
    const key = roleKey(role);
    if (taken.has(key) && role.kind !== "ignored") return IGNORED;
    taken.add(key);
    return role;
  });
  // An id names the product for certain; a reference beside it is for people.
  const hasId = roles.some(({ kind }) => kind === "id");
  return roles.map((role) => (hasId && role.kind === "reference" ? IGNORED : role));
}

/** A role as one word, for a list to choose from. */
export function roleKey(role: Role): string {
  if (role.kind !== "text") return role.kind;
  return role.language === null ? role.field : `${role.field}@${role.language}`;
}

/** The role that a word of `roleKey` means. */
export function roleOf(key: string): Role {
  if (key === "id" || key === "reference" || key === "name" || key === "language")
    return { kind: key };
  if (key === "ignored") return IGNORED;
  const [field = "", language = null] = key.split("@");
  return { kind: "text", field, language };
}

/** Why no rows can be read with these roles, for the visitor; `null` where they can. */
export function problemOf(roles: readonly Role[]): Message | null {
  const count = (kind: Role["kind"]) => roles.filter((one) => one.kind === kind).length;
  const named = count("id") + count("reference");
  if (named === 0) return (w) => w.bulk.noProductColumn;
  if (named > 1) return (w) => w.bulk.twoProductColumns;
  if (count("language") > 1) return (w) => w.bulk.twoLanguageColumns;
  const texts = roles.filter(({ kind }) => kind === "text").map(roleKey);
  if (texts.length === 0) return (w) => w.bulk.noTextColumn;
  const [twice] = texts.filter((key, place) => texts.indexOf(key) !== place);
  if (twice !== undefined) return (w) => w.bulk.sameTextTwice(twice.replace("@", ", "));
  return null;
}

/** Whether texts stand in columns that name no language, and no column names it for them. */
export function asksForLanguage(roles: readonly Role[]): boolean {
  const isOpen = roles.some((role) => role.kind === "text" && role.language === null);
  return isOpen && !roles.some(({ kind }) => kind === "language");
}

/** The language a cell or the end of a column's name means: `fr`, `FR`, `fr-FR`, `2`. */
export function findLanguage(text: string, languages: readonly Language[]): Language | undefined {
  const word = text.trim().toLowerCase();
  const byWord = languages.find(({ id, code }) => code.toLowerCase() === word || `${id}` === word);
  const [start = ""] = word.split(/[-_]/);
  return byWord ?? (start === word ? undefined : findLanguage(start, languages));
}

function guess(name: string, fields: readonly TextField[], languages: readonly Language[]): Role {
  const whole = named(name);
  if (whole === "id" || whole === "reference" || whole === "name" || whole === "language") {
    return { kind: whole };
  }
  const isField = (one: string | undefined) => fields.some((field) => field.name === one);
  if (whole !== undefined && isField(whole)) return { kind: "text", field: whole, language: null };
  for (const { index } of name.matchAll(/_/g)) {
    const field = named(name.slice(0, index));
    const language = findLanguage(name.slice(index + 1), languages);
    if (field !== undefined && language !== undefined && isField(field)) {
      return { kind: "text", field, language: language.code };
    }
  }
  return IGNORED;
}

function named(name: string): string | undefined {
  return Object.keys(NAMES).find((key) => NAMES[key]?.includes(name));
}

/** `Meta title (FR)` as `meta_title_fr`, and `Référence` as `reference`. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "");
}
