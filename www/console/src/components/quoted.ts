import type { DisplayText } from "../language/message.js";
import { h } from "./element.js";

/** What the package and the worker say is English in every language of the page. */
export const ENGLISH = { lang: "en", dir: "ltr" } as const;

/** What the package or a worker says, as it came; a text of the page's own as any other. */
export function quoted(text: DisplayText): HTMLElement {
  return typeof text === "function"
    ? h("span", {}, text)
    : h("span", { class: "quoted", ...ENGLISH }, text);
}
