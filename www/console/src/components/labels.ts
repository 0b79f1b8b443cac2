import { en } from "../language/en.js";
import { type Say, type Told, textOf } from "../language/say.js";
import type { Action, Schema } from "../services/catalogue.js";

/** A name of the Webservice in words. */
export function labelOf(name: string): Say {
  return (words) => textOf(words.fields, name) ?? words.otherField(name);
}

/** The label of an input. */
export function questionOf(name: string): Say {
  return (words) => textOf(words.questions, name) ?? labelOf(name)(words);
}

/** What to know of an input; the description for programs where the page has no words of its own. */
export function helpOf(name: string, { description = "" }: Schema): Told {
  return Object.hasOwn(en.help, name)
    ? (words) => textOf(words.help, name) ?? description
    : description;
}

/** What an action does; the first sentence of its description where the page has no words of its own. */
export function leadOf({ name, description }: Pick<Action, "name" | "description">): Told {
  const [lead] = description.split(/(?<=\.)\s/);
  return Object.hasOwn(en.leads, name)
    ? (words) => textOf(words.leads, name) ?? description
    : (lead ?? description);
}
