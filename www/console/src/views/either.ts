import { segments } from "../components/choice.js";
import type { Field } from "../components/field.js";
import type { Message } from "../language/message.js";
import { type Action, either, type Input } from "../services/catalogue.js";

/** Whether a form cannot be sent without that input. */
export function isRequired({ inputSchema: schema }: Action, name: string): boolean {
  return (schema.required?.includes(name) ?? false) || (either(schema)?.includes(name) ?? false);
}

/** Shows one of two inputs of which only one may be given; `null` where there are no such two. */
export function choiceOf(
  action: Action,
  fields: readonly Field[],
  given: Input,
): HTMLElement | null {
  const pair = either(action.inputSchema);
  if (pair === undefined) return null;
  const [one, other] = pair;
  const show = (chosen: string) => {
    for (const { name, node } of fields) {
      if (name !== one && name !== other) continue;
      node.hidden = name !== chosen;
      // A hidden input must not hold the form back.
      for (const control of node.querySelectorAll("input")) control.disabled = node.hidden;
    }
  };
  const chosen = other in given ? other : one;
  show(chosen);
  const options = pair.map((name) => ({ value: name, label: byOf(name) }));
  return segments("either", (w) => w.form.lookUp, options, chosen, show);
}

function byOf(name: string): Message {
  return ({ form: { by, byOther } }) =>
    name === "id" || name === "reference" || name === "email" ? by[name] : byOther(name);
}
