import type { Difference, Change as Written } from "@aismarttalk/prestashop";
import type { Change, ChangedField } from "../journal/journal.js";
import type { OpenShop } from "../shop/open.js";
import { isKnown, leftAlone, type Undone, type UndoOptions } from "./undone.js";

/** Restores changed fields of a record. */
export async function undoFields(
  { client, signal }: OpenShop,
  { resource, record, fields }: Change,
  { preview, expect }: UndoOptions,
): Promise<Undone> {
  const records = client.resource(resource);
  // A preview without changes reads the record in every language and returns its mark.
  const read = await records.update(record, {}, { preview: true, signal });
  const left_alone = fields.flatMap((one) => leftAlone(one, textIn(read.before, one)) ?? []);
  const isLeft = ({ field, language }: ChangedField) =>
    left_alone.some((one) => one.field === field && one.language?.id === language?.id);
  const taken = fields.filter((one) => isKnown(one) && !isLeft(one));
  const nothing = { written: false, fields: [], differences: [], effects: [] };
  const none = { ...nothing, left_alone, status: null };
  if (taken.length === 0) return { ...none, warnings: [], token: read.token };

  // A write by somebody else since the reading is not overwritten: the mark has changed then.
  const options = { preview, expect: expect ?? read.token ?? "", signal };
  const { written, token, warnings, effects, ...made } = await records.update(
    record,
    changesOf(taken),
    options,
  );
  const languageOf = languagesOf(fields);
  const differences = made.differences.map((one: Difference) => ({
    ...one,
    language: languageOf(one.language),
  }));
  const stored = ({ field, language, after }: Written) =>
    made.differences.find((one) => one.field === field && one.language === language)?.stored ??
    after;
  return {
    written,
    fields: made.changes.map((one) => ({
      field: one.field,
      language: languageOf(one.language),
      before: one.before,
      after: stored(one),
    })),
    left_alone,
    status: null,
    differences,
    effects,
    warnings,
    token,
  };
}

/** As the changes of an update: texts by the id of their language. */
function changesOf(fields: readonly ChangedField[]): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const { field, language, before } of fields) {
    if (language === null) changes[field] = before;
    else changes[field] = { ...(changes[field] as object), [String(language.id)]: before };
  }
  return changes;
}

/** A field's value in a record as the package reads it; empty if the shop does not have it. */
function textIn(record: unknown, { field, language }: ChangedField): string {
  const value = (record as Record<string, unknown> | null)?.[field] ?? "";
  if (language === null) return String(value);
  return String((value as Record<string, unknown>)[String(language.id)] ?? "");
}

function languagesOf(fields: readonly ChangedField[]) {
  return (id: number | null) => {
    const known = fields.find(({ language }) => language?.id === id)?.language ?? null;
    return id === null ? null : { id, iso_code: known?.iso_code ?? null };
  };
}
