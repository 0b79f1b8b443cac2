import type { UnsettledWrite } from "@aismarttalk/prestashop";
import type { DisplayText } from "../language/message.js";
import type { Input } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import type { TextLanguage } from "../shop/record.js";
import type { ProductTexts } from "./rows.js";

/** The shop that is written to: the one that was open when it began. */
export interface BulkShop {
  connection: Connection;
  languages: readonly TextLanguage[];
  run(action: string, input: Input, signal: AbortSignal): Promise<unknown>;
  /** Looks what became of a write, and writes nothing; `null` where only a preview can tell. */
  lookAgain(write: UnsettledWrite, signal: AbortSignal): Promise<{ written: boolean } | null>;
}

/** A text before and after. */
export interface TextChange {
  field: string;
  language: { id: number; iso_code: string | null } | null;
  before: string;
  after: string;
}

/** What the shop made of a text by itself. */
export interface Difference {
  field: string;
  language: { id: number; iso_code: string | null } | null;
  stored: string;
  harmless: boolean;
}

/** What the action answers. */
export interface Answer {
  written: boolean;
  fields: readonly TextChange[];
  differences: readonly Difference[];
  warnings: readonly string[];
  /** What it does beyond its fields; `undefined` of an older worker. */
  effects?: readonly { text: string }[];
  token: string | null;
}

/** Where a product stands. */
export type State =
  /** Not yet looked at, or to be looked at again. */
  | "waiting"
  /** Previewed: there is something to write. */
  | "ready"
  /** Previewed: the shop has it so already. */
  | "unchanged"
  | "written"
  /** Saved, and put back as it was. */
  | "undone"
  /** Something of it is saved, and something is not as it should be. */
  | "part"
  /** Changed by somebody else since its preview. */
  | "conflict"
  /** The shop or the package does not accept it. */
  | "refused"
  | "not_found"
  /** It was sent, and no answer told what came of it: it is looked at again before anything else. */
  | "unknown";

/** A product of a job. */
export interface Entry extends ProductTexts {
  state: State;
  /** Known from the start, or once a reference was looked up. */
  id: number | null;
  /** What is changed, or was. */
  changes: readonly TextChange[];
  /** Those of them that the visitor leaves out, by `placeOfText`. */
  leftOut: readonly string[];
  /** Of the preview; it is of all changes. */
  token: string | null;
  /** The write whose outcome is not known; `null` where there is none, or only a worker knows it. */
  write: UnsettledWrite | null;
  /** What went wrong, or is worth knowing; may be empty. */
  message: readonly DisplayText[];
  /** What to do about it; may be empty. */
  hint: DisplayText;
}

/** Why a pass ended. */
export type PassEnd =
  | { kind: "done" }
  | { kind: "stopped" }
  /** What no other product would escape: the rest has not been tried. */
  | { kind: "halted"; message: DisplayText; hint: DisplayText };

export const DONE: PassEnd = { kind: "done" };

/** What a text of a product is told apart by. */
export function placeOfText({ field, language }: Pick<TextChange, "field" | "language">): string {
  return `${field}/${language?.id ?? ""}`;
}

/** The changes that are ticked. */
export function tickedOf({ changes, leftOut }: Entry): readonly TextChange[] {
  return changes.filter((one) => !leftOut.includes(placeOfText(one)));
}

/** Notes where a product stands. */
export function set(entry: Entry, values: Partial<Entry>): void {
  Object.assign(entry, values);
}
