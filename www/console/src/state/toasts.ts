import { signal } from "@preact/signals";
import type { DisplayText } from "../language/message.js";

/** A short remark that can be missed. */
export interface Toast {
  text: DisplayText;
  /** What can be done about it. */
  act: { label: DisplayText; run(): void } | null;
}

const SHOWN_MS = 6000;

/** The one that is shown. */
export const toast = signal<Toast | null>(null);

let ending: ReturnType<typeof setTimeout> | undefined;

/** Shows a remark in place of the one before. */
export function say(text: DisplayText, act: Toast["act"] = null): void {
  clearTimeout(ending);
  toast.value = { text, act };
  ending = setTimeout(hush, SHOWN_MS);
}

/** Takes it away. */
export function hush(): void {
  clearTimeout(ending);
  toast.value = null;
}
