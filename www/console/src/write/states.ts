import type { UpdatedField } from "@aismarttalk/prestashop";
import type { Input } from "../shop/catalogue.js";
import type { TextLanguage } from "../shop/record.js";
import type { WriteAnswer } from "../shop/writing.js";
import type { PageName } from "../state/route.js";

/** The record that is written, as people know it. */
export interface WrittenRecord {
  page: Extract<PageName, "orders" | "products" | "customers" | "calls">;
  /** As the address names it. */
  id: string;
  name: string;
  reference: string | null;
  picture: string | null;
}

/** The language of a text that is written; its name depends on the page's. */
export type WrittenLanguage = Pick<TextLanguage, "id" | "code" | "isRightToLeft">;

/** A preview of the shop's own, and what it was asked for. */
export interface Shown {
  input: Input;
  answer: WriteAnswer;
  languages: readonly WrittenLanguage[];
  /** When it came, in milliseconds since 1970. */
  at: number;
  /** Whether it puts earlier values back. */
  isUndo: boolean;
  /** Of an undo: values that somebody has edited since, which stay. */
  edited: readonly UpdatedField[];
}

/** Whose value of a field is to stay. */
export type Choice = "yours" | "theirs";

/** A field that two people want otherwise. */
export interface Contested {
  field: UpdatedField;
  /** As it was when the preview came, and as somebody else has left it. */
  before: string;
  theirs: string;
  /** `null` until it is decided. */
  choice: Choice | null;
}

/** What happens with a write, from the first letter to the receipt. */
export type WriteState =
  | { kind: "editing" }
  | { kind: "previewing" }
  | { kind: "preview"; shown: Shown }
  | { kind: "saving"; shown: Shown; since: number; isStopping: boolean }
  | { kind: "saved"; shown: Shown; answer: WriteAnswer; at: number }
  | {
      kind: "conflict";
      shown: Shown;
      /** The same change, put up against what is there now; `null` where that cannot be read. */
      now: Shown | null;
      contested: readonly Contested[];
      /** What only you have changed, which is saved with the others. */
      uncontested: readonly UpdatedField[];
      /** What else differs, in the words of the shop's fields. */
      elsewhere: readonly string[];
    }
  /** The entry that looks for it has the rest. */
  | { kind: "unknown"; shown: Shown; entry: string }
  | { kind: "failed"; shown: Shown | null; error: unknown; saved: "no" | "yes" };

/** What a field is told apart by. */
export function placeOf({ field, language }: Pick<UpdatedField, "field" | "language">): string {
  return language === null ? field : `${field}/${language.id}`;
}

/** What people call a record: an order by its reference, the others by their name. */
export function calledOf({ page, name, reference, id }: WrittenRecord): string {
  if (page === "orders") return reference ?? name;
  return name === "" ? (reference ?? id) : name;
}
