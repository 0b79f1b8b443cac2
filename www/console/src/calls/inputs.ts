import { type Action, alternatives, type Input, inputOf, type Schema } from "../shop/catalogue.js";
import { writtenFields } from "../shop/writes.js";
import type { Query } from "../state/route.js";

/** What was typed, by the name of its input; `meta_title/fr` for the text of one language. */
export type Typed = Readonly<Record<string, string>>;

/** How a value is put in. */
export type Kind = "text" | "long" | "texts" | "number" | "day" | "choice" | "some" | "yesNo";

/** Those that an answer or the page itself gives, and nobody types. */
const NOT_TYPED = ["cursor", "preview", "expect"];

/** Inputs that may stand in an address. E-mail addresses, names and texts would stay in the history. */
const PUBLIC = [
  ..."id reference limit language change before resource record order state maker".split(" "),
  ..."from to paid total_from total_to active category price_from price_to".split(" "),
  ..."changed_since missing registered_from registered_to newsletter guest".split(" "),
];

/** Days, for which browsers have an input of their own. */
const DAYS = ["from", "to", "changed_since", "registered_from", "registered_to"];

/** Longer texts get more than one line. */
const MOST_IN_A_LINE = 1_000;

/** The inputs of an action that are typed; of alternatives the one that was chosen. */
export function namesOf(action: Action, chosen: string | null): string[] {
  const left = alternatives(action).filter((name) => name !== chosen);
  return Object.keys(action.inputSchema.properties ?? {}).filter(
    (name) => !NOT_TYPED.includes(name) && !left.includes(name),
  );
}

/** Of the inputs of which one is given, that which was typed into; the first otherwise. */
export function chosenOf(action: Action, typed: Typed): string | null {
  const names = alternatives(action);
  return names.find((name) => (typed[name] ?? "") !== "") ?? names[0] ?? null;
}

/** Whether an input must be given: alternatives are, of which one is shown. */
export function isRequired(action: Action, name: string): boolean {
  const { required = [] } = action.inputSchema;
  return required.includes(name) || alternatives(action).includes(name);
}

/** How the input of that name is put in. */
export function kindOf(action: Action, name: string): Kind {
  const schema = inputOf(action, name);
  if (writtenFields(action)[name]?.multilingual) return "texts";
  if (schema.type === "array") return "some";
  if (schema.enum !== undefined) return "choice";
  if (schema.type === "boolean") return "yesNo";
  if (schema.type === "integer" || schema.type === "number") return "number";
  if (DAYS.includes(name)) return "day";
  return (schema.maxLength ?? 0) > MOST_IN_A_LINE ? "long" : "text";
}

/** The input that was typed, as the action takes it; what is empty is not given. */
export function inputFrom(action: Action, typed: Typed, chosen: string | null): Input {
  const given = namesOf(action, chosen).map((name) => [name, givenOf(action, name, typed)]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function givenOf(action: Action, name: string, typed: Typed): Input[string] | undefined {
  const kind = kindOf(action, name);
  const text = (typed[name] ?? "").trim();
  if (kind === "texts") return textsOf(name, typed) ?? (text === "" ? undefined : text);
  if (text === "") return undefined;
  if (kind === "some") return text.split(",");
  if (kind === "yesNo") return text === "true";
  return isNumber(inputOf(action, name), text) ? Number(text) : text;
}

/** Texts by language. One that was emptied again is not given: nobody asked to blank it. */
function textsOf(name: string, typed: Typed): Record<string, string> | undefined {
  const start = `${name}/`;
  const found = Object.entries(typed).filter(([key, text]) => key.startsWith(start) && text !== "");
  if (found.length === 0) return undefined;
  return Object.fromEntries(found.map(([key, text]) => [key.slice(start.length), text]));
}

function isNumber({ type }: Schema, text: string): boolean {
  const isOne = [type].flat().some((one) => one === "integer" || one === "number");
  return isOne && /^-?\d+(\.\d+)?$/.test(text);
}

/** What of it may stand in the address. */
export function publicPart(action: Action, typed: Typed, chosen: string | null): Query {
  const names = namesOf(action, chosen).filter((name) => PUBLIC.includes(name));
  const pairs = names.map((name) => [name, typed[name] ?? ""]);
  return Object.fromEntries(pairs.filter(([, text]) => text !== ""));
}

/** What an address gives an action. */
export function typedIn(query: Query): Typed {
  return Object.fromEntries(Object.entries(query).filter(([name]) => PUBLIC.includes(name)));
}
