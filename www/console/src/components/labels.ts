import { en } from "../language/en.js";
import { type DisplayText, type Message, textOf, textsIn } from "../language/message.js";
import { type Action, inputOf } from "../shop/catalogue.js";
import { writtenFields } from "../shop/writes.js";

/** A name of the Webservice in words. */
export function labelOf(name: string): Message {
  return (words) => textOf(words.fields, name) ?? words.otherField(name);
}

/** The label of an input. */
export function questionOf(name: string): Message {
  return (words) => textOf(words.questions, name) ?? labelOf(name)(words);
}

/**
 * What to know of an input. Of an action that the page has words for these, with the limit that the
 * action declares; otherwise the description for programs, which has it already.
 */
export function helpOf(action: Action, name: string): DisplayText {
  const { description = "" } = inputOf(action, name);
  const limit = writtenFields(action)[name]?.max_length ?? null;
  if (!Object.hasOwn(en.actions, action.name) || !Object.hasOwn(en.help, name)) return description;
  return (words) =>
    textsIn(
      [limit === null ? "" : words.form.atMost(limit), textOf(words.help, name) ?? ""],
      words,
    );
}

/** What an action does; the first sentence of its description where the page has no words of its own. */
export function leadOf({ name, description }: Pick<Action, "name" | "description">): DisplayText {
  const [lead] = description.split(/(?<=\.)\s/);
  return Object.hasOwn(en.leads, name)
    ? (words) => textOf(words.leads, name) ?? description
    : (lead ?? description);
}
