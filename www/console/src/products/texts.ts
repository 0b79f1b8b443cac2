import type { Input, Texts } from "../shop/catalogue.js";
import type { TextLanguage } from "../shop/record.js";
import type { Drafts } from "../state/drafts.js";
import { draftKey, fieldNamed, TEXT_FIELDS, type TextField, type TextName } from "./fields.js";
import type { ProductTexts } from "./read.js";

/** A text that is to become another one. */
export interface TextChange {
  field: TextField;
  language: TextLanguage;
  before: string;
  after: string;
}

/** A draft whose text somebody has changed in the shop since it began. */
export interface Overtaken {
  field: TextField;
  language: TextLanguage;
  /** What stood there when the draft began. */
  base: string;
  /** What stands there now. */
  theirs: string;
  mine: string;
}

/** What is known of a product's texts, and what was typed. */
export interface Typed {
  texts: ProductTexts;
  languages: readonly TextLanguage[];
  drafts: Drafts;
}

/** A text of the shop; empty where it has none. */
export function textIn(texts: ProductTexts, name: TextName, language: string): string {
  return texts[name]?.[language] ?? "";
}

/** What would be saved, in the order of the form. */
export function changesOf({ texts, languages, drafts }: Typed): TextChange[] {
  return eachText(languages).flatMap(({ field, language }) => {
    const draft = drafts[draftKey(field.name, language.code)];
    const before = textIn(texts, field.name, language.code);
    if (draft === undefined || draft.text === before) return [];
    return [{ field, language, before, after: draft.text }];
  });
}

/** What somebody else has changed meanwhile. */
export function overtakenOf({ texts, languages, drafts }: Typed): Overtaken[] {
  return eachText(languages).flatMap(({ field, language }) => {
    const draft = drafts[draftKey(field.name, language.code)];
    const theirs = textIn(texts, field.name, language.code);
    if (draft === undefined || draft.base === theirs || draft.text === theirs) return [];
    return [{ field, language, base: draft.base, theirs, mine: draft.text }];
  });
}

/** Drafts that say what the shop has already: nothing is left of them. */
export function settledDrafts({ texts, drafts }: Pick<Typed, "texts" | "drafts">): string[] {
  return Object.entries(drafts).flatMap(([key, { text }]) => {
    const [name = "", language = ""] = key.split("/");
    const field = fieldNamed(name);
    if (field === undefined) return [];
    return texts[field.name]?.[language] === text ? [key] : [];
  });
}

/** What an action is given to make these changes; texts by the code of their language. */
export function inputFor(id: number, changes: readonly TextChange[]): Input {
  const input: Input = { id };
  for (const { field, language, after } of changes) {
    const texts = (input[field.name] ?? {}) as Texts;
    input[field.name] = { ...texts, [language.code]: after };
  }
  return input;
}

function eachText(
  languages: readonly TextLanguage[],
): { field: TextField; language: TextLanguage }[] {
  return languages.flatMap((language) => TEXT_FIELDS.map((field) => ({ field, language })));
}
