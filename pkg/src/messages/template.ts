import { PHRASES } from "./phrases.js";

/** What a parameter holds, which says how far it goes and how another language writes it. */
export type ParameterType =
  /** An id, a status: digits as they are. */
  | "number"
  /** A number that a language writes in its own way, and that can decide between plural forms. */
  | "count"
  /** A name of a programmer's, without blanks. */
  | "name"
  /** Anything without blanks, such as an address. */
  | "word"
  /** Signs that are neither letters nor digits, with blanks between them. */
  | "signs"
  /** Names with commas between them. */
  | "names"
  /** Anything at all. */
  | "text"
  /** What something else said: further sentences, or a shop's own text. */
  | "rest"
  /** A phrase of the group `group`; `isList` where there are several with commas between them. */
  | { readonly group: string; readonly isList: boolean };

/** A parameter of a template. */
export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** The forms for a count, by the names of `Intl.PluralRules`; `#` stands for the count. */
  readonly forms: Readonly<Record<string, string>> | null;
}

/** A template taken apart: fixed texts and parameters. */
export type Parts = readonly (string | Parameter)[];

const NUMBERS = "id status line order parcel state language shop byte request";
const COUNTS = "count seconds minutes ms bytes kilobytes most least length";
const NAMES = "name resource method action one other option encoding";

/** The types of parameters by name, where a template gives none. */
const TYPES = new Map<string, ParameterType>([
  ...named(NUMBERS, "number"),
  ...named(COUNTS, "count"),
  ...named(NAMES, "name"),
  ...named("email address", "word"),
  ...named("names", "names"),
  ...named("signs", "signs"),
  ...named("rest", "rest"),
  ...named("fields", { group: "place", isList: true }),
]);

function named(names: string, type: ParameterType): [string, ParameterType][] {
  return names.split(" ").map((name) => [name, type]);
}

function typeOf(name: string, given: string | undefined): ParameterType {
  const known = TYPES.get(given ?? name);
  if (known !== undefined) return known;
  const isList = given?.endsWith("+") ?? false;
  const group = (given ?? name).replace(/\+$/, "");
  if (Object.hasOwn(PHRASES, group)) return { group, isList };
  return (given ?? "text") as ParameterType;
}

/**
 * Takes a template apart. `{name}` is a parameter and `{name:type}` one of another type than its name
 * says, `{count|one=…|other=…}` has a form for each number, and `{{` and `}}` are braces.
 */
export function partsOf(template: string): Parts {
  const parts: (string | Parameter)[] = [];
  let text = "";
  const tokens = template.match(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g) ?? [];
  for (const token of tokens) {
    if (token.length < 3 || !token.startsWith("{")) {
      text += token === "{{" ? "{" : token === "}}" ? "}" : token;
      continue;
    }
    if (text !== "") parts.push(text);
    text = "";
    parts.push(parameterOf(token.slice(1, -1)));
  }
  if (text !== "") parts.push(text);
  return parts;
}

function parameterOf(inside: string): Parameter {
  const [head = "", ...forms] = inside.split("|");
  const [name = "", type] = head.split(":");
  const pairs = forms.map((form) => {
    const [category = "", ...words] = form.split("=");
    return [category, words.join("=")] as const;
  });
  return {
    name,
    type: typeOf(name, type),
    forms: pairs.length > 0 ? Object.fromEntries(pairs) : null,
  };
}
