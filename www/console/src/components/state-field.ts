import type { Schema } from "../services/catalogue.js";
import type { OrderState } from "../services/record.js";
import { statusBadge } from "./badge.js";
import { h } from "./element.js";
import type { Field } from "./field.js";
import { helpOf, questionOf } from "./labels.js";
import { problemNote } from "./problem.js";
import { quoted } from "./quoted.js";

const OTHER = "other";

/** The shop's order states in its colours, with a way to name one by hand; arrow keys go through. */
export function stateField(name: string, schema: Schema, states: readonly OrderState[]): Field {
  const [id, ownId, helpId] = [`input-${name}`, `input-${name}-other`, `help-${name}`];
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
  const radio = (value: string) =>
    h("input", { type: "radio", name: `${name}-choice`, value, required: true });
  const options = states.map((state) => {
    const mail = state.send_email && h("span", { class: "hint" }, (w) => w.form.hasMail);
    const number = h("span", { class: "hint number" }, state.id);
    return h(
      "label",
      { class: "state" },
      radio(String(state.id)),
      statusBadge(state),
      number,
      mail,
    );
  });
  const other = h("label", { class: "state" }, radio(OTHER), (w) => w.form.otherStatus);
  const group = h(
    "fieldset",
    { id, class: "states", role: "radiogroup", "aria-describedby": helpId },
    h("legend", {}, questionOf(name)),
    ...options,
    other,
  );
  const radios = [...group.querySelectorAll("input")];
  const chosen = () => radios.find(({ checked }) => checked)?.value;
  const problem = problemNote(id, [group, own]);
  const choose = (value: string) => {
    for (const one of radios) one.checked = one.value === value;
    follow();
  };
  const follow = () => {
    ownField.hidden = chosen() !== OTHER;
    // A hidden input must not hold the form back.
    own.disabled = ownField.hidden;
  };
  group.addEventListener("change", follow);
  // Where the key may not read them there is nothing to choose from.
  if (states.length === 0) choose(OTHER);
  follow();
  return {
    name,
    node: h(
      "div",
      { class: "edit" },
      group,
      ownField,
      problem.node,
      h("p", { class: "help", id: helpId }, quoted(helpOf(name, schema))),
    ),
    read: () => {
      const text = chosen() === OTHER ? own.value.trim() : (chosen() ?? "");
      if (text === "") return undefined;
      return /^\d+$/.test(text) ? Number(text) : text;
    },
    write: (value) => {
      if (value === undefined) return;
      const isListed = states.some((one) => String(one.id) === String(value));
      choose(isListed ? String(value) : OTHER);
      if (!isListed) own.value = String(value);
    },
    mark: problem.show,
    focus: () => {
      if (chosen() === OTHER) own.focus();
      else (radios.find(({ checked }) => checked) ?? radios[0])?.focus();
    },
  };
}
