import { h } from "./element.js";

/** What a badge means; its colour follows. */
export type Tone = "good" | "bad" | "warn" | "plain";

/** A word or two that stand out. */
export function badge(text: string, tone: Tone = "plain"): HTMLElement {
  return h("span", { class: `badge ${tone}` }, text);
}

/** "Yes" or "No". */
export function yesNo(value: boolean): HTMLElement {
  return h("span", { class: value ? "yes" : "no" }, value ? "Yes" : "No");
}

/** There is nothing here, as seen and as heard. */
export function dash(): HTMLElement {
  return h("span", { class: "none" }, h("span", { "aria-hidden": "true" }, "—"), hidden("none"));
}

/** Text for those who listen to the page. */
export function hidden(text: string): HTMLElement {
  return h("span", { class: "hidden" }, text);
}

/** The status of an order, with its colour in the back office. */
export function statusBadge(status: {
  id?: unknown;
  label?: unknown;
  color?: unknown;
}): HTMLElement {
  const dot = h("span", { class: "dot", "aria-hidden": "true" });
  if (typeof status.color === "string" && /^#[0-9a-f]{3,8}$/i.test(status.color)) {
    dot.style.backgroundColor = status.color;
  }
  const label =
    typeof status.label === "string" ? status.label : `Status ${status.id ?? "unknown"}`;
  return h("span", { class: "badge state" }, dot, h("span", { dir: "auto" }, label));
}
