import { signal } from "@preact/signals";
import { en } from "./en.js";
import type { Dictionary, DisplayText } from "./message.js";

/** Every text of the page, in the language it is in: what reads it is shown again in the next one. */
export const words = signal<Dictionary>(en);

/** A text in the language that the page is in. */
export function textNow(text: DisplayText): string {
  return typeof text === "function" ? text(words.value) : text;
}
