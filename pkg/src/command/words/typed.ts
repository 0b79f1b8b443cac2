// What was typed behind a command. Nothing of it is repeated: it may be a key.
import { parseArgs } from "node:util";
import { CouldNot } from "../command.js";
import { didYouMean } from "./nearest.js";

/** The options of a command, as `parseArgs` takes them. */
export type Declared = Readonly<
  Record<string, { type: "string" | "boolean"; short?: string; multiple?: boolean }>
>;

type ValueOf<O> = O extends { type: "boolean" }
  ? boolean
  : O extends { multiple: true }
    ? string[]
    : string;

/** What was typed: options by their names, and the words without. */
export interface Typed<D> {
  values: { [N in keyof D]?: ValueOf<D[N]> | undefined };
  positionals: string[];
}

const KEPT = [
  "The key must not be an argument: your shell keeps it in its history, and other programs on this machine can see it.",
  "Nothing was sent. Delete the line from the history of your shell, and better make a new key in the back office.",
  "Then call the command without the key: it asks for it. Programs set PRESTASHOP_KEY, or write the key to standard input.",
];

/** Words that hold a key, or were meant to. */
const KEY_WORDS = [/^--?(?:key|k|ws[-_]?key|api[-_]?key|token|password)\b/i, /ws_key/i, /@/];
const A_KEY = /(?:^|=)[a-z0-9]{32}$/i;

/** Reads what was typed; the values of the `free` options may look like a key. */
export function readWords<const D extends Declared>(
  words: string[],
  { options, help, free = [] }: { options: D; help: string; free?: readonly string[] },
): Typed<D> {
  refuseKeys(words, free);
  try {
    const config: Declared = options;
    const read = parseArgs({ args: words, options: config, allowPositionals: true, tokens: true });
    refuseRepeated(read.tokens, options);
    return { values: read.values as Typed<D>["values"], positionals: read.positionals };
  } catch (thrown) {
    if (thrown instanceof CouldNot) throw thrown;
    throw new CouldNot([whatIsWrong(words, options), "", help]);
  }
}

function refuseKeys(words: string[], free: readonly string[]): void {
  const isFree = (word: string) => free.some((name) => word.startsWith(`--${name}=`));
  const isValue = (at: number) => free.some((name) => words[at - 1] === `--${name}`);
  const isKey = (word: string) => A_KEY.test(word) || KEY_WORDS.some((one) => one.test(word));
  const checked = words.filter((word, at) => !isFree(word) && !isValue(at));
  if (checked.some(isKey)) throw new CouldNot(KEPT);
}

type Token = { kind: string; name?: string };

/** The last one would count, without a word about the others. */
function refuseRepeated(tokens: readonly Token[], options: Declared): void {
  const names = tokens.flatMap(({ kind, name }) => (kind === "option" && name ? [name] : []));
  const twice = names.find((name, at) => names.indexOf(name) < at && !options[name]?.multiple);
  if (twice !== undefined) throw new CouldNot([`Give --${twice} once only.`]);
}

function whatIsWrong(args: string[], options: Declared): string {
  const { tokens } = parseArgs({
    args,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const declared = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (declared === undefined) {
      return `One of the options is not known.${didYouMean(token.name, Object.keys(options), "--")}`;
    }
    const isString = declared.type === "string";
    if (isString && (token.value === undefined || token.value.startsWith("-"))) {
      return `--${token.name} lacks its value. One that begins with a dash is written behind a =.`;
    }
    if (!isString && token.value !== undefined) return `--${token.name} takes no value.`;
  }
  return "One of the options is not known, or lacks its value.";
}

/** The whole number from 1 on that an option was given. */
export function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CouldNot([`--${name} takes a whole number from 1 on.`]);
}
