import type { UpdatedField } from "@aismarttalk/prestashop";
import type { TextLanguage } from "../shop/record.js";
import { fieldNamed, TEXT_FIELDS, type TextField } from "./fields.js";

/** A text that the shop says it would change, or has changed. */
export interface ChangedText {
  field: TextField;
  language: TextLanguage;
  before: string;
  after: string;
  /** As the shop names it. */
  told: UpdatedField;
}

/** What an answer tells, in the order of the form and of the languages. */
export function changedTexts(
  fields: readonly UpdatedField[],
  languages: readonly TextLanguage[],
): ChangedText[] {
  const found = fields.flatMap((told) => {
    const field = fieldNamed(told.field);
    const language = languages.find(({ id }) => id === told.language?.id);
    const { before, after } = told;
    return field && language ? [{ field, language, before, after, told }] : [];
  });
  const place = ({ field, language }: ChangedText) =>
    languages.indexOf(language) * TEXT_FIELDS.length + TEXT_FIELDS.indexOf(field);
  return found.sort((one, other) => place(one) - place(other));
}

/** The languages of texts, in their order. */
export function languagesOf(texts: readonly ChangedText[]): readonly TextLanguage[] {
  return [...new Set(texts.map(({ language }) => language))];
}
