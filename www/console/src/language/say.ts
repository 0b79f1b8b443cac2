import type { en } from "./en.js";

/** Every text of the page in one language; English has the shape. */
export type Words = typeof en;

/** A text of the page's own, in whatever language the page is. */
export type Say = (words: Words) => string;

/** A text of the page's own, or one that comes as it is: from a shop, the package or a worker. */
export type Told = Say | string;

/** The text of that name; `undefined` for a name that the page knows nothing of. */
export function textOf(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

/** A text in that language; what comes as it is stays so. */
export function tell(told: Told, words: Words): string {
  return typeof told === "function" ? told(words) : told;
}

/** Texts one after the other. */
export function tellAll(told: readonly Told[], words: Words): string {
  return told
    .map((one) => tell(one, words))
    .filter((one) => one !== "")
    .join(" ");
}
