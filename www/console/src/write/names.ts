import type { UpdatedField } from "@aismarttalk/prestashop";
import { textOf } from "../language/message.js";
import { words } from "../language/words.js";
import type { WriteAnswer } from "../shop/writing.js";
import type { Shown, WrittenLanguage } from "./states.js";
import { calledOf, type WrittenRecord } from "./states.js";

/** What people call a field. */
export function fieldLabel(field: string): string {
  const w = words.value;
  return textOf(w.fields, field) ?? w.otherField(field);
}

/** The code of a language, as the shop has it. */
export function languageCode(
  language: UpdatedField["language"],
  languages: readonly WrittenLanguage[],
): string | null {
  if (language === null) return null;
  const known = languages.find(({ id }) => id === language.id)?.code;
  return known ?? language.iso_code ?? String(language.id);
}

/** "Meta title fr", for a sentence. */
export function fieldInSentence(field: UpdatedField, shown: Shown): string {
  const code = languageCode(field.language, shown.languages);
  const label = fieldLabel(field.field);
  return code === null ? label : `${label} ${code}`;
}

/** Whether all of it is texts in a language. */
export function areTexts(fields: readonly UpdatedField[]): boolean {
  return fields.length > 0 && fields.every(({ language }) => language !== null);
}

/** What a status is called. */
export function statusName({ status }: WriteAnswer): string | null {
  if (status === null) return null;
  const { label, id } = status.after;
  return label ?? words.value.value.status(String(id ?? ""));
}

/** What the button that saves says: how many, what and where. */
export function saveLabel(
  action: string,
  record: WrittenRecord,
  { answer, isUndo }: Pick<Shown, "answer" | "isUndo">,
  shop: string,
  count = answer.fields.length,
): string {
  const { save } = words.value.write;
  const name = calledOf(record);
  const status = statusName(answer);
  if (action === TRACKING && !isUndo) return save.tracking(name, shop);
  if (status !== null) return save.status(name, status, shop);
  if (isUndo) return save.back(count, name, shop);
  return areTexts(answer.fields) ? save.texts(count, shop) : save.values(count, name, shop);
}

const TRACKING = "set_tracking_number";
