import type { Say, Words } from "../language/say.js";

/** A name of the Webservice in words. */
export function labelOf(name: string): Say {
  return (words) => known(words.fields, name) ?? words.otherField(name);
}

/** The label of an input. */
export function questionOf(name: string): Say {
  return (words) => known(words.questions, name) ?? labelOf(name)(words);
}

function known(texts: Words["fields"] | Words["questions"], name: string): string | undefined {
  return Object.hasOwn(texts, name) ? (texts as Readonly<Record<string, string>>)[name] : undefined;
}
