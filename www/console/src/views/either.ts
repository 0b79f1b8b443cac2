import { segments } from "../components/choice.js";
import type { Field } from "../components/field.js";
import type { Message } from "../language/message.js";
import { type Action, alternatives, type Input } from "../shop/catalogue.js";

/** Whether a form cannot be sent without that input. */
export function isRequired(action: Action, name: string): boolean {
  const { inputSchema: schema, writes } = action;
  const isName = writes?.named_by.some(({ parameter }) => parameter === name) ?? false;
  return isName || alternatives(action).includes(name) || (schema.required ?? []).includes(name);
}

/** Shows one of the inputs of which only one may be given; `null` where there is no such choice. */
export function choiceOf(
  action: Action,
  fields: readonly Field[],
  given: Input,
): HTMLElement | null {
  const names = alternatives(action);
  const [first] = names;
  if (first === undefined) return null;
  const show = (chosen: string) => {
    for (const { name, node } of fields) {
      if (!names.includes(name)) continue;
      node.hidden = name !== chosen;
      // A hidden input must not hold the form back.
      for (const control of node.querySelectorAll("input")) control.disabled = node.hidden;
    }
  };
  const chosen = names.filter((name) => name in given).pop() ?? first;
  show(chosen);
  const options = names.map((name) => ({ value: name, label: byOf(name) }));
  return segments("either", (w) => w.form.lookUp, options, chosen, show);
}

function byOf(name: string): Message {
  return ({ form: { by, byOther } }) =>
    name === "id" || name === "reference" || name === "email" ? by[name] : byOther(name);
}
