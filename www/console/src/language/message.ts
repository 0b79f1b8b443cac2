import type { en } from "./en.js";

/** Every text of the page in one language; English has the shape. */
export type Dictionary = typeof en;

/** A text of the page's own, in whatever language the page is. */
export type Message = (words: Dictionary) => string;

/** A text of the page's own, or one that comes as it is: from a shop, the package or a worker. */
export type DisplayText = Message | string;

/** The text of that name; `undefined` for a name that the page knows nothing of. */
export function textOf(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

/** A text in that language; what comes as it is stays so. */
export function textIn(text: DisplayText, words: Dictionary): string {
  return typeof text === "function" ? text(words) : text;
}

/** Texts one after the other. */
export function textsIn(texts: readonly DisplayText[], words: Dictionary): string {
  return texts
    .map((one) => textIn(one, words))
    .filter((one) => one !== "")
    .join(" ");
}
