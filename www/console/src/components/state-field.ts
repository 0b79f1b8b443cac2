import type { Say } from "../language/say.js";
import type { Schema } from "../services/catalogue.js";
import type { OrderState } from "../services/record.js";
import { statusBadge } from "./badge.js";
import { fill, h } from "./element.js";
import type { Field } from "./field.js";
import { questionOf } from "./labels.js";
import { problemNote } from "./problem.js";
import { ENGLISH } from "./quoted.js";

const OTHER = "other";

/** A list of the shop's order states, with a way to name one by hand. */
export function stateField(name: string, schema: Schema, states: readonly OrderState[]): Field {
  const [id, ownId, helpId] = [`input-${name}`, `input-${name}-other`, `help-${name}`];
  const list = h(
    "select",
    { id, name, required: true, "aria-describedby": helpId },
    states.length > 0 && h("option", { value: "" }, (w) => w.form.chooseStatus),
    ...states.map(({ id, label }) =>
      label === null
        ? h("option", { value: id }, (w) => w.value.status(String(id)))
        : h("option", { value: id, dir: "auto" }, `${label} (${id})`),
    ),
    h("option", { value: OTHER }, (w) => w.form.otherStatus),
  );
  const own = h("input", { id: ownId, name, dir: "auto", autocomplete: "off", required: true });
  const problem = problemNote(id, [list, own]);
  const ownField = h(
    "div",
    { class: "field" },
    h("label", { for: ownId }, (w) => w.form.otherStatusField),
    own,
  );
  const chosen = h("p", { class: "chosen" });
  const follow = () => {
    const state = states.find((one) => String(one.id) === list.value);
    ownField.hidden = list.value !== OTHER;
    // A hidden input must not hold the form back.
    own.disabled = ownField.hidden;
    chosen.hidden = state === undefined;
    if (state === undefined) return;
    const mail: Say = (w) => (state.send_email ? w.form.hasMail : w.form.hasNoMail);
    fill(chosen, statusBadge(state), h("span", { class: "hint" }, mail));
  };
  list.addEventListener("change", follow);
  follow();
  const control = () => (list.value === OTHER ? own : list);
  return {
    name,
    node: h(
      "div",
      { class: "edit" },
      h("div", { class: "field" }, h("label", { for: id }, questionOf(name)), list, chosen),
      ownField,
      problem.node,
      h("p", { class: "help", id: helpId, ...ENGLISH }, schema.description ?? ""),
    ),
    read: () => {
      const text = control().value.trim();
      if (text === "") return undefined;
      return /^\d+$/.test(text) ? Number(text) : text;
    },
    write: (value) => {
      if (value === undefined) return;
      const isListed = states.some((one) => String(one.id) === String(value));
      list.value = isListed ? String(value) : OTHER;
      if (!isListed) own.value = String(value);
      follow();
    },
    mark: problem.show,
    focus: () => control().focus(),
  };
}
