import { type Message, messagesOf, phraseOf } from "./recognise.js";
import { MESSAGES, type MessageCode } from "./table.js";
import { type Parameter, type Parts, partsOf } from "./template.js";

/** The messages of a language. */
export interface MessageDictionary {
  /** For `Intl`, such as `fr`. */
  readonly locale: string;
  /** Which way it is written; `ltr` if left out. */
  readonly direction?: "ltr" | "rtl";
  /** How fields are called where the text is shown, by their names in it. */
  readonly labels?: Readonly<Record<string, string>>;
  /** A template for each code. */
  readonly messages: Readonly<Record<string, string>>;
}

/** Keeps what was written in another direction from turning the words around it. */
const ISOLATE = ["\u2068", "\u2069"] as const;

/** Parameters that name a field of an input. */
const FIELDS = new Set(["field", "one", "other"]);

const known = new WeakMap<object, Map<string, Parts>>();

/**
 * A text of the package or a worker in another language; a text that is not known as it came.
 * @example
 * const messages = { "field.at_least": "« {field} » doit être au moins {least}." };
 * translate("`limit` must be at least 1.", { locale: "fr", messages });
 */
export function translate(text: string, dictionary: MessageDictionary): string {
  const messages = messagesOf(text);
  return messages === null ? text : messages.map((one) => rendered(one, dictionary)).join(" ");
}

/** The English text of a message: the very text that it was recognised in. */
export function english({ code, params }: Message): string {
  const parts = partsOf(MESSAGES[code]);
  const said = parts.map((part) => (typeof part === "string" ? part : (params[part.name] ?? "")));
  const last = said.at(-1);
  const isEnded = last === "." && parts.length > 1 && /[.!?]$/.test(said.at(-2) ?? "");
  return said.slice(0, isEnded ? -1 : undefined).join("");
}

/** A message in the words of a language; in English where it has none for it. */
export function rendered(message: Message, dictionary: MessageDictionary): string {
  const parts = templateOf(message.code, dictionary);
  if (parts === null) return english(message);
  const types = typesOf(message.code);
  const said = parts.map((part) => {
    if (typeof part === "string") return part;
    const value = message.params[part.name] ?? "";
    const { type = "text" } = types.get(part.name) ?? {};
    const label = labelOf(message.code, part.name, value, dictionary);
    return label ?? filled({ ...part, type }, value, dictionary);
  });
  return said.join("");
}

function templateOf(code: MessageCode, { messages }: MessageDictionary): Parts | null {
  const template = Object.hasOwn(messages, code) ? messages[code] : undefined;
  if (template === undefined) return null;
  const own = known.get(messages) ?? new Map<string, Parts>();
  known.set(messages, own);
  const parts = own.get(code) ?? partsOf(template);
  own.set(code, parts);
  return parts;
}

/** Types are those of the English template, whatever another language calls for. */
function typesOf(code: MessageCode): Map<string, Parameter> {
  const parameters = partsOf(MESSAGES[code]).filter((part) => typeof part === "object");
  return new Map(parameters.map((one) => [one.name, one]));
}

/** How a field is called where the text is shown. */
function labelOf(
  code: MessageCode,
  name: string,
  value: string,
  { labels = {} }: MessageDictionary,
): string | undefined {
  const isField = FIELDS.has(name) || (code === "place.language" && name === "name");
  return isField && Object.hasOwn(labels, value) ? labels[value] : undefined;
}

function filled(parameter: Parameter, value: string, dictionary: MessageDictionary): string {
  const { type, forms } = parameter;
  if (type === "number" || type === "count") {
    const number = type === "count" ? inNumbers(Number(value), dictionary) : value;
    return forms === null ? number : formFor(forms, value, number, dictionary);
  }
  if (type === "names") return listOf(value, dictionary, (one) => isolated(one, dictionary));
  if (type === "rest") return said(value, dictionary);
  if (typeof type === "string") return isolated(value, dictionary);
  const one = (text: string) => phrase(type.group, text, dictionary);
  return type.isList ? listOf(value, dictionary, one) : one(value);
}

function inNumbers(value: number, { locale }: MessageDictionary): string {
  return new Intl.NumberFormat(locale).format(value);
}

function formFor(
  forms: Readonly<Record<string, string>>,
  value: string,
  number: string,
  { locale }: MessageDictionary,
): string {
  const category = new Intl.PluralRules(locale).select(Number(value));
  return (forms[category] ?? forms.other ?? "#").replace("#", number);
}

function listOf(
  value: string,
  { locale }: MessageDictionary,
  said: (one: string) => string,
): string {
  const lists = new Intl.ListFormat(locale, { type: "unit", style: "short" });
  return lists.format(value.split(", ").map(said));
}

function phrase(group: string, text: string, dictionary: MessageDictionary): string {
  const found = phraseOf(group, text);
  if (found !== null) return rendered(found, dictionary);
  const label = group === "place" ? labelOf("place.language", "name", text, dictionary) : undefined;
  return label ?? isolated(text, dictionary);
}

/** What something else said: in the words of the language, or between its quotes if a shop said it. */
function said(text: string, dictionary: MessageDictionary): string {
  const messages = messagesOf(text);
  if (messages !== null) return messages.map((one) => rendered(one, dictionary)).join(" ");
  return rendered({ code: "shop.said", params: { text } }, dictionary);
}

function isolated(text: string, { direction }: MessageDictionary): string {
  return direction === "rtl" ? `${ISOLATE[0]}${text}${ISOLATE[1]}` : text;
}
