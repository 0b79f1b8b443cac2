import type { ActionWrites, UnsettledWrite } from "@aismarttalk/prestashop";
import type { ChangedField, TextLanguage } from "../journal/journal.js";
import { isObject } from "../json.js";
import { throughOf } from "./order-status.js";
import type { Answer, Input } from "./outcome.js";

/** The record that a write of an action changes, and the values before and after. */
export function changedBy(
  writes: ActionWrites | null,
  write: UnsettledWrite,
): { resource: string; record: number; fields: ChangedField[] } {
  const through = throughOf(writes);
  if (writes !== null && through !== undefined && write.resource === writes.through) {
    const { resource } = writes;
    return { resource, record: through.recordOf(write), fields: through.fieldsOf(write) };
  }
  const fields = write.changes.map(({ language, ...values }) => ({
    ...values,
    language: language === null ? null : { id: language, iso_code: null },
  }));
  return { resource: write.resource, record: Number(write.id), fields };
}

/** The values before and after in an answer; `null` if it has none. */
export function answeredFields(writes: ActionWrites | null, answer: Answer): ChangedField[] | null {
  // Actions that change fields of a record answer them, and so does every undo.
  if (Array.isArray(answer.fields)) return answer.fields as ChangedField[];
  return throughOf(writes)?.fieldsIn(answer) ?? null;
}

/** The values that an input asks for; nobody knows those before. */
export function askedFields({ fields }: ActionWrites, input: Input): ChangedField[] {
  return Object.entries(fields).flatMap(([parameter, { field, multilingual }]) => {
    const value = input[parameter];
    if (value === undefined || value === null) return [];
    const texts = isObject(value) ? Object.entries(value) : [[input.language, value] as const];
    return texts.map(([language, text]) => ({
      field,
      language: multilingual ? languageNamed(language) : null,
      before: null,
      after: String(text),
    }));
  });
}

function languageNamed(name: unknown): TextLanguage {
  const id = /^\d+$/.test(String(name)) ? Number(name) : null;
  return { id, iso_code: id === null && typeof name === "string" ? name : null };
}
