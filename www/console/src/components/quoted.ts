import type { Told } from "../language/say.js";
import { h } from "./element.js";

/** What the package and the worker say is English in every language of the page. */
export const ENGLISH = { lang: "en", dir: "ltr" } as const;

/** What the package or a worker says, as it came; a text of the page's own as any other. */
export function quoted(told: Told): HTMLElement {
  return typeof told === "function"
    ? h("span", {}, told)
    : h("span", { class: "quoted", ...ENGLISH }, told);
}
