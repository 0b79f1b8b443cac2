import type { Message } from "../language/message.js";
import { h } from "./element.js";

type InputAttributes = Record<string, string | number | boolean>;

/** A line to type in that the browser neither completes nor corrects. */
export function input(id: string, attributes: InputAttributes): HTMLInputElement {
  return h("input", { id, autocomplete: "off", spellcheck: "false", ...attributes });
}

/** A line for a secret. Password managers would offer to keep what the page itself must not. */
export function secretInput(id: string): HTMLInputElement {
  return input(id, { type: "password", required: true, dir: "ltr", "data-1p-ignore": true });
}

/** An input under its label. */
export function labelled(label: Message, control: HTMLInputElement, help?: Message): HTMLElement {
  return h(
    "div",
    { class: "field" },
    h("label", { for: control.id }, label),
    control,
    help !== undefined && h("p", { class: "help" }, help),
  );
}

/** A box to tick, beside its label. */
export function checkbox(
  id: string,
  label: Message,
  help: Message,
  onChange?: (isOn: boolean) => void,
): { node: HTMLElement; box: HTMLInputElement } {
  const box = h("input", { id, type: "checkbox" });
  if (onChange) box.addEventListener("change", () => onChange(box.checked));
  const node = h(
    "div",
    { class: "field check" },
    h("label", { for: id }, label),
    box,
    h("p", { class: "help" }, help),
  );
  return { node, box };
}
