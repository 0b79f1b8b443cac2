import { en } from "../language/en.js";
import { textOf } from "../language/message.js";
import { words } from "../language/words.js";
import { type Action, inputOf } from "../shop/catalogue.js";
import { writtenFields } from "../shop/writes.js";

/** A name of the Webservice in words. */
export function labelOf(name: string): string {
  const w = words.value;
  return textOf(w.fields, name) ?? w.otherField(name);
}

/** What an input asks for. */
export function questionOf(name: string): string {
  return textOf(words.value.questions, name) ?? labelOf(name);
}

/** What an action does; of one that the page does not know, the first sentence of its description. */
export function leadOf({ name, description }: Pick<Action, "name" | "description">): string {
  const [lead = description] = description.split(/(?<=\.)\s/);
  return textOf(words.value.leads, name) ?? lead;
}

/**
 * What to know of an input. Of an action that the page has words for these, with the limit that the
 * action declares; otherwise the description for programs, which has it already.
 */
export function helpOf(action: Action, name: string): string {
  const w = words.value;
  const { description = "" } = inputOf(action, name);
  if (!Object.hasOwn(en.actions, action.name) || !Object.hasOwn(en.help, name)) return description;
  const limit = writtenFields(action)[name]?.max_length ?? null;
  const most = limit === null ? "" : `${w.form.atMost(limit)} `;
  return most + (textOf(w.help, name) ?? "");
}
