import type { StoredDifference, WriteEffect } from "@aismarttalk/prestashop";
import type { ChangedField } from "../journal/journal.js";

/** The options of an undo. */
export interface UndoOptions {
  preview: boolean;
  expect: string | undefined;
}

/** The result of undoing a change. */
export interface Undone {
  written: boolean;
  /** The fields that are restored, or would be. */
  fields: ChangedField[];
  left_alone: LeftAlone[];
  /** The statuses of an order, with their labels. */
  status: { before: unknown; after: unknown } | null;
  differences: StoredDifference[];
  /** What else the shop does. */
  effects: WriteEffect[];
  warnings: string[];
  token: string | null;
}

/** A value that is not undone. */
export interface LeftAlone extends Pick<ChangedField, "field" | "language"> {
  /** As the change left it. */
  expected: string | null;
  /** As the shop has it. */
  found: string;
  reason: "edited_since" | "already_back" | "not_known";
}

/** A field of a change whose value can be undone. */
export interface KnownField extends ChangedField {
  before: string;
  after: string;
}

/** Whether both of a field's values are known. */
export function isKnown(field: ChangedField): field is KnownField {
  return field.before !== null && field.after !== null;
}

/** Why a field is left as it was found; `null` where it is still as the change left it. */
export function leftAlone(changed: ChangedField, found: string): LeftAlone | null {
  const { field, language, before, after } = changed;
  const left = (reason: LeftAlone["reason"]) => ({
    field,
    language,
    expected: after,
    found,
    reason,
  });
  if (!isKnown(changed)) return left("not_known");
  if (found === after) return null;
  return left(found === before ? "already_back" : "edited_since");
}
