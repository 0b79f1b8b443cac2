import type { DisplayText, Message } from "../language/message.js";
import { h } from "./element.js";

/** One of a few things to choose from. */
export interface Option {
  value: string;
  /** A string is a name that the shop or somebody else has given. */
  label: DisplayText;
}

/** Two or three possibilities next to each other; arrow keys go through them. */
export function segments(
  name: string,
  legend: Message,
  options: readonly Option[],
  chosen: string,
  onChange: (value: string) => void,
): HTMLElement {
  return h(
    "fieldset",
    { class: "segments" },
    h("legend", { class: "hidden" }, legend),
    ...options.map(({ value, label }) => {
      const radio = h("input", { type: "radio", name, value, checked: value === chosen });
      radio.addEventListener("change", () => onChange(value));
      return h("label", {}, radio, h("span", { dir: directionOf(label) }, label));
    }),
  );
}

/** A labelled list to choose from. */
export function select(
  id: string,
  label: Message,
  options: readonly Option[],
  chosen: string,
  onChange: (value: string) => void,
): HTMLElement {
  const list = h(
    "select",
    { id },
    ...options.map(({ value, label: text }) =>
      h("option", { value, selected: value === chosen, dir: directionOf(text) }, text),
    ),
  );
  list.addEventListener("change", () => onChange(list.value));
  return h("div", { class: "field" }, h("label", { for: id }, label), list);
}

/** A name has a direction of its own. */
function directionOf(label: DisplayText): "auto" | null {
  return typeof label === "string" ? "auto" : null;
}
