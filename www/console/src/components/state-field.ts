import type { DisplayText } from "../language/message.js";
import type { Input } from "../shop/catalogue.js";
import type { OrderState } from "../shop/record.js";
import { statusBadge } from "./badge.js";
import { h } from "./element.js";
import type { Field } from "./field.js";
import { questionOf } from "./labels.js";
import { problemNote } from "./problem.js";
import { quoted } from "./quoted.js";

const OTHER = "other";

/** The controls: one of the shop's statuses, or another one that is named by hand. */
interface Controls {
  group: HTMLElement;
  radios: readonly HTMLInputElement[];
  own: HTMLInputElement;
  ownField: HTMLElement;
}

/** The shop's order states in its colours, with a way to name one by hand; arrow keys go through. */
export function stateField(name: string, states: readonly OrderState[], about: DisplayText): Field {
  const [id, helpId] = [`input-${name}`, `help-${name}`];
  const controls = controlsFor(name, states, helpId);
  const { group, own, ownField } = controls;
  const problem = problemNote(id, [group, own]);
  group.addEventListener("change", () => follow(controls));
  // Where the key may not read them there is nothing to choose from.
  if (states.length === 0) choose(controls, OTHER);
  follow(controls);
  return {
    name,
    node: h(
      "div",
      { class: "edit" },
      group,
      ownField,
      problem.node,
      h("p", { class: "help", id: helpId }, quoted(about)),
    ),
    read: () => readStatus(controls),
    write: (value) => {
      if (value === undefined) return;
      const isListed = states.some((one) => String(one.id) === String(value));
      choose(controls, isListed ? String(value) : OTHER);
      if (!isListed) own.value = String(value);
    },
    mark: problem.show,
    focus: () => focus(controls),
  };
}

function controlsFor(name: string, states: readonly OrderState[], helpId: string): Controls {
  const ownId = `input-${name}-other`;
  const own = h("input", {
    id: ownId,
    name,
    dir: "auto",
    autocomplete: "off",
    required: true,
    "aria-describedby": helpId,
  });
  const ownField = h(
    "div",
    { class: "field" },
    h("label", { for: ownId }, (w) => w.form.otherStatusField),
    own,
  );
  const group = h(
    "fieldset",
    { id: `input-${name}`, class: "states", role: "radiogroup", "aria-describedby": helpId },
    h("legend", {}, questionOf(name)),
    ...states.map((state) => stateChoice(name, state)),
    h("label", { class: "state" }, radio(name, OTHER), (w) => w.form.otherStatus),
  );
  return { group, radios: [...group.querySelectorAll("input")], own, ownField };
}

function stateChoice(name: string, state: OrderState): HTMLElement {
  return h(
    "label",
    { class: "state" },
    radio(name, String(state.id)),
    statusBadge(state),
    h("span", { class: "hint number" }, state.id),
    state.send_email && h("span", { class: "hint" }, (w) => w.form.hasMail),
  );
}

function radio(name: string, value: string): HTMLInputElement {
  return h("input", { type: "radio", name: `${name}-choice`, value, required: true });
}

function chosen({ radios }: Controls): string | undefined {
  return radios.find(({ checked }) => checked)?.value;
}

function choose(controls: Controls, value: string): void {
  for (const one of controls.radios) one.checked = one.value === value;
  follow(controls);
}

/** Shows the line to name one by hand only where it is meant. */
function follow(controls: Controls): void {
  const { own, ownField } = controls;
  ownField.hidden = chosen(controls) !== OTHER;
  // A hidden input must not hold the form back.
  own.disabled = ownField.hidden;
}

function readStatus(controls: Controls): Input[string] | undefined {
  const value = chosen(controls);
  const text = value === OTHER ? controls.own.value.trim() : (value ?? "");
  if (text === "") return undefined;
  return /^\d+$/.test(text) ? Number(text) : text;
}

function focus(controls: Controls): void {
  const { radios, own } = controls;
  if (chosen(controls) === OTHER) own.focus();
  else (radios.find(({ checked }) => checked) ?? radios[0])?.focus();
}
