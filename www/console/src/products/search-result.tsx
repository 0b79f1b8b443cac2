import { words } from "../language/words.js";
import type { TextLanguage } from "../shop/record.js";
import { directionOf } from "./languages.js";
import { lengthSegments } from "./lengths.js";

/** The texts that a search engine takes. */
export interface SearchTexts {
  title: string;
  description: string;
  slug: string;
}

/** How the product will probably look among search results. */
export function SearchResult(props: {
  texts: SearchTexts;
  language: TextLanguage;
  /** Of the product's page. */
  pageUrl: string;
  shown: { title: number; description: number };
  class?: string;
}) {
  const { texts, language, pageUrl, shown } = props;
  return (
    <div class={`serp ${props.class ?? ""}`} lang={language.code} dir={directionOf(language)}>
      <span class="sr">{words.value.products.inSearch}: </span>
      <bdi class="at">{addressOf(pageUrl, language.code, texts.slug)}</bdi>
      <span class="head">{lengthSegments(texts.title, shown.title)}</span>
      <span class="text">{lengthSegments(texts.description, shown.description)}</span>
    </div>
  );
}

function addressOf(pageUrl: string, code: string, slug: string): string {
  return [hostOf(pageUrl), code, slug].filter((part) => part !== "").join(" › ");
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return "";
  }
}
