import { ACTIONS } from "./actions.js";
import { ADMINISTRATION } from "./administration.js";
import { HINTS } from "./hints.js";
import { INPUTS } from "./inputs.js";
import { JOBS } from "./jobs.js";
import { PHRASES } from "./phrases.js";
import { REACHING } from "./reaching.js";
import { SHOP } from "./shop.js";
import { TITLES } from "./titles.js";
import { WORKER } from "./worker.js";
import { WRITES } from "./writes.js";

/** Every sentence, by its code. */
export const SENTENCES = {
  ...INPUTS,
  ...HINTS,
  ...SHOP,
  ...ACTIONS,
  ...WRITES,
  ...WORKER,
  ...JOBS,
  ...ADMINISTRATION,
  ...REACHING,
  ...TITLES,
} as const;

type Groups = typeof PHRASES;

/** The code of a phrase: its group and its name. */
type PhraseCode = {
  [Group in keyof Groups & string]: `${Group}.${keyof Groups[Group] & string}`;
}[keyof Groups & string];

/** What stands for a sentence, or a part of one, in every language. */
export type MessageCode = keyof typeof SENTENCES | PhraseCode;

/** The phrases of a group, by their codes; nothing for a name that is none. */
export function phrasesOf(group: string): [MessageCode, string][] {
  if (!Object.hasOwn(PHRASES, group)) return [];
  const phrases = Object.entries(PHRASES[group as keyof Groups]);
  return phrases.map(([name, text]) => [`${group}.${name}` as MessageCode, text]);
}

/** Every English template, by its code. */
export const MESSAGES = Object.fromEntries([
  ...Object.entries(SENTENCES),
  ...Object.keys(PHRASES).flatMap(phrasesOf),
]) as Readonly<Record<MessageCode, string>>;
