import type { TextLanguage } from "../shop/record.js";
import type { Draft } from "../state/drafts.js";
import type { Limits, TextField } from "./fields.js";

/** How HTML is shown. */
export type Look = "formatted" | "html";

/** A text in one language, as the form shows it. */
export interface TextCell {
  id: string;
  field: TextField;
  language: TextLanguage;
  limits: Limits;
  /** What was typed, or what the shop has. */
  text: string;
  /** What the shop has. */
  original: string;
  draft: Draft | null;
  canEdit: boolean;
  onInput(text: string): void;
  /** Where it is empty and another language has it: what to fill it with. */
  copy: { code: string; run(): void } | null;
}

/** The id of an input in the page. */
export function cellId(name: string, language: string): string {
  return `text-${name}-${language}`;
}
