import { h } from "./element.js";

/** One of a few things to choose from. */
export interface Option {
  value: string;
  label: string;
}

/** Two or three possibilities next to each other; arrow keys go through them. */
export function segments(
  name: string,
  legend: string,
  options: readonly Option[],
  chosen: string,
  onChange: (value: string) => void,
): HTMLElement {
  return h(
    "fieldset",
    { class: "segments" },
    h("legend", { class: "hidden" }, legend),
    ...options.map(({ value, label }) =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name,
          value,
          checked: value === chosen,
          onchange: () => onChange(value),
        }),
        h("span", {}, label),
      ),
    ),
  );
}

/** A labelled list to choose from. */
export function select(
  id: string,
  label: string,
  options: readonly Option[],
  chosen: string,
  onChange: (value: string) => void,
): HTMLElement {
  const list = h(
    "select",
    { id },
    ...options.map(({ value, label: text }) =>
      h("option", { value, selected: value === chosen }, text),
    ),
  );
  list.addEventListener("change", () => onChange(list.value));
  return h("div", { class: "field" }, h("label", { for: id }, label), list);
}
