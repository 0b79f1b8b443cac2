import { invalidRequest } from "./errors.js";
import type { Multilingual } from "./generated/resources.js";

/** What tells a language's id from its ISO code: a record of `languages`, or of `list_languages`. */
export interface LanguageCode {
  /** Id of the language. */
  readonly id: number;
  /** Two-letter code, such as `fr`. */
  readonly iso_code: string;
}

/**
 * The text of one language, by its id; `null` where there is none in that language, as of an
 * inactive one that was not asked for.
 * @throws {@link InvalidRequestError} for what is no language, or holds no texts
 * @example
 * const { name } = await shop.products.get(5);
 * text(name, 1);
 */
export function text(texts: Multilingual, language: number | `${number}`): string | null;
/**
 * The same by ISO code, in upper or lower case. Which id a code has differs from shop to shop, so
 * the languages must be those of the shop that the text is from.
 * @throws {@link InvalidRequestError} for a code that none of the languages has
 * @example
 * const languages = await shop.languages.list();
 * const { name } = await shop.products.get(5);
 * text(name, "fr", languages);
 */
export function text(
  texts: Multilingual,
  language: number | string,
  languages: readonly LanguageCode[],
): string | null;
export function text(
  texts: Readonly<Record<string, string>>,
  language: number | string,
  languages?: readonly LanguageCode[],
): string | null {
  if (typeof texts !== "object" || texts === null) {
    throw invalidRequest("texts", "is no object", "Give the texts of a field, such as its name.");
  }
  const isId = /^\d+$/.test(String(language));
  const id = String(isId ? Number(language) : idOfCode(String(language), languages));
  return Object.hasOwn(texts, id) ? (texts[id] ?? null) : null;
}

function idOfCode(code: string, languages: readonly LanguageCode[] | undefined): number {
  if (!Array.isArray(languages)) {
    const hint = "Give those of shop.languages.list(), or the id in place of the code.";
    throw invalidRequest("languages", "is missing", hint);
  }
  const isLanguage = (one: Partial<LanguageCode> | null): one is LanguageCode =>
    typeof one?.iso_code === "string" && typeof one.id === "number";
  const all: readonly LanguageCode[] = languages.filter(isLanguage);
  const wanted = code.toLowerCase();
  const found = all.find(({ iso_code }) => iso_code.toLowerCase() === wanted);
  if (found !== undefined) return found.id;
  const names = all.map(({ id, iso_code }) => `${id} ${iso_code}`);
  const hint = names.length === 0 ? "There are none." : `There are: ${names.join(", ")}.`;
  throw invalidRequest("language", `is none of the shop: ${code}`, hint);
}
