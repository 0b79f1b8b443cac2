import type { GetProductOutput } from "@aismarttalk/prestashop";
import { pageLanguage } from "../language/page.js";
import { type Action, findAction, type Texts } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import type { TextLanguage } from "../shop/record.js";
import { type Asked, useAnswer } from "../state/answers.js";
import { runAction } from "../state/running.js";
import { CONTENT, SEO, TEXT_FIELDS, type TextName } from "./fields.js";

/** A product as `get_product` tells it, in the page's language where the shop has it. */
export type Product = GetProductOutput["products"][number];

/** What people call a product. */
export function calledOf({ name, reference, id }: Product): string {
  return name || (reference ?? `#${id}`);
}

/** The texts of a product by field and by the code of their language. */
export type ProductTexts = Readonly<Partial<Record<TextName, Texts>>>;

/** What the page of a product shows. */
export interface ProductRead {
  product: Product;
  currency: GetProductOutput["currency"];
  warnings: readonly string[];
  /** Every language of the shop by id; the one of the answer alone where the key may read none. */
  languages: readonly TextLanguage[];
  /** Whether texts can be written: they are told apart by the codes of their languages. */
  areLanguagesKnown: boolean;
  texts: ProductTexts;
}

/** Reads a product with its texts in every language; a text in which of them the page's reader sees first. */
export function useProduct(id: number): Asked<ProductRead> {
  return useAnswer(`product ${id} ${pageLanguage.value.code}`, (shop, signal) =>
    readProduct(shop, id, signal),
  );
}

/** The language of the shop that the page is in; `undefined` leaves the choice to the client. */
export function shopLanguage(languages: readonly TextLanguage[]): TextLanguage | undefined {
  return languages.find(({ code }) => code === pageLanguage.peek().code);
}

async function readProduct(
  shop: Connection,
  id: number,
  signal: AbortSignal,
): Promise<ProductRead> {
  const languages = await shop.records.languages();
  const language = shopLanguage(languages)?.id;
  const [answer, texts] = await Promise.all([
    runAction(shop, "get_product", language === undefined ? { id } : { id, language }, { signal }),
    languages.length === 0 ? null : readTexts(shop, id),
  ]);
  const [product] = answer.products;
  if (product === undefined) throw new Error("The answer has no product.");
  const { currency, warnings } = answer;
  if (texts !== null)
    return { product, currency, warnings, languages, areLanguagesKnown: true, texts };
  const only = onlyLanguage(answer.language);
  const known = TEXT_FIELDS.map(({ name }) => [name, { [only.code]: product[name] }] as const);
  return {
    product,
    currency,
    warnings,
    languages: [only],
    areLanguagesKnown: false,
    texts: Object.fromEntries(known),
  };
}

/** The texts of a product in every language, as they are now. */
export async function readTexts(shop: Connection, id: number): Promise<ProductTexts | null> {
  const action = bothActions(shop.actions);
  if (action === null) return null;
  const current = await shop.records.current(action, { id });
  if (current.state !== "read") return null;
  const texts = TEXT_FIELDS.flatMap(({ name }) => {
    const value = current.values[name];
    return typeof value === "object" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(texts);
}

/** What both actions write, so that one reading fetches all of it. */
function bothActions(actions: readonly Action[]): Action | null {
  const [content, seo] = [findAction(CONTENT, actions), findAction(SEO, actions)];
  const one = content ?? seo;
  if (!one?.writes) return null;
  const fields = { ...content?.writes?.fields, ...seo?.writes?.fields };
  return { ...one, writes: { ...one.writes, fields } };
}

function onlyLanguage(language: GetProductOutput["language"]): TextLanguage {
  const code = language?.iso_code ?? pageLanguage.peek().code;
  return {
    id: language?.id ?? 0,
    name: code.toUpperCase(),
    code,
    isRightToLeft: pageLanguage.peek().direction === "rtl",
    isActive: true,
  };
}
