import { typesOf } from "../catalogue/as-declared.js";
import type { Input } from "../catalogue/outcome.js";
import { isObject } from "../json.js";
import { refusal } from "../problem.js";

// APIs for models have no maps whose keys nobody declares: texts by language are a list here.

/**
 * One text of the list. It stands in every list: the strict modes of OpenAI's kits for Python and for
 * JavaScript have no form of a reference in common.
 */
export const TEXT = {
  type: "object",
  properties: {
    language: { type: ["integer", "string", "null"] },
    text: { type: "string" },
  },
  required: ["language", "text"],
  additionalProperties: false,
} as const;

/** Whether a property takes texts by language. */
export function isTexts(property: object): boolean {
  const { additionalProperties } = property as { additionalProperties?: unknown };
  return isObject(additionalProperties) && typesOf(property).includes("object");
}

/**
 * The input with texts by language in the place of their lists.
 * @throws Refusal for a list that stands for none
 */
export function withTexts(inputSchema: object, input: Input): Input {
  const { properties = {} } = inputSchema as { properties?: Record<string, object> };
  const isListOf = (name: string, value: unknown): value is unknown[] => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return Array.isArray(value) && property !== undefined && isTexts(property);
  };
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      isListOf(name, value) ? byLanguage(name, value) : value,
    ]),
  );
}

function byLanguage(name: string, list: readonly unknown[]): unknown {
  const texts = list.map((item) => textOf(name, item));
  const [only] = texts;
  if (only !== undefined && only.language === null && texts.length === 1) return only.text;
  const byName = new Map<string, unknown>();
  for (const { language, text } of texts) {
    if (language === null) throw wrong(name, "has several texts, and one without a language");
    if (byName.has(language)) throw wrong(name, "has two texts of one language");
    byName.set(language, text);
  }
  return Object.fromEntries(byName);
}

function textOf(name: string, item: unknown): { language: string | null; text: unknown } {
  if (!isObject(item)) throw wrong(name, "has an item that is no object");
  const { language = null, text = null, ...others } = item;
  if (Object.keys(others).length > 0) throw wrong(name, "has an item with other members");
  if (language === null) return { language, text };
  if (typeof language !== "string" && typeof language !== "number") {
    throw wrong(name, "has a language that is neither an id nor an ISO code");
  }
  return { language: String(language), text };
}

function wrong(field: string, problem: string) {
  const hint = 'Give a list such as [{"language": "en", "text": "…"}], one item for each language.';
  return refusal("invalid_request", `\`${field}\` ${problem}.`, { field, hint });
}
