import type { Message } from "../language/message.js";
import { type Child, h } from "./element.js";

/** What a badge means; its colour follows. */
export type Tone = "good" | "bad" | "warn" | "plain";

/** A word or two that stand out. */
export function badge(text: Child, tone: Tone = "plain"): HTMLElement {
  return h("span", { class: `badge ${tone}` }, text);
}

/** "Yes" or "No". */
export function yesNo(value: boolean): HTMLElement {
  return h("span", { class: value ? "yes" : "no" }, (w) => (value ? w.value.yes : w.value.no));
}

/** There is nothing here, as seen and as heard. */
export function dash(): HTMLElement {
  return h(
    "span",
    { class: "none" },
    h("span", { "aria-hidden": "true" }, "—"),
    hidden((w) => w.value.none),
  );
}

/** Text for those who listen to the page. */
export function hidden(text: Message): HTMLElement {
  return h("span", { class: "hidden" }, text);
}

/** By its numbers or, as old shops have it, by its name; what else stands there is left alone. */
const COLOUR = /^(#[0-9a-f]{3,8}|[a-z]{3,24})$/i;

/** The status of an order, with its colour in the back office. */
export function statusBadge(status: {
  id?: unknown;
  label?: unknown;
  color?: unknown;
}): HTMLElement {
  const dot = h("span", { class: "dot", "aria-hidden": "true" });
  if (typeof status.color === "string" && COLOUR.test(status.color)) {
    dot.style.backgroundColor = status.color;
  }
  const { id, label } = status;
  const name = typeof label === "string" ? h("span", { dir: "auto" }, label) : statusNumber(id);
  return h("span", { class: "badge state" }, dot, name);
}

function statusNumber(id: unknown): HTMLElement {
  const isKnown = id !== null && id !== undefined;
  return h("span", {}, (w) => (isKnown ? w.value.status(String(id)) : w.value.statusUnknown));
}
