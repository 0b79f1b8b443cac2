import { typesOf } from "../catalogue/as-declared.js";
import { isTexts, TEXT } from "./texts.js";

type Schema = Readonly<Record<string, unknown>>;

/** What the strict modes of APIs refuse, or a model has no use for. The action itself checks it. */
const LEFT_TO_THE_ACTION = new Set([
  ...["$schema", "default", "format", "pattern"],
  ...["minLength", "maxLength", "minItems", "minProperties", "additionalProperties"],
]);
/** The largest id is nothing to tell a model. */
const LARGEST_ID = 0xffff_ffff;

/** The schema of an input for models: small, flat, and `null` wherever something may be left out. */
export function toolInput(inputSchema: object) {
  const { properties = {}, required = [] } = inputSchema as {
    properties?: Readonly<Record<string, Schema>>;
    required?: readonly string[];
  };
  const told = Object.entries(properties).map(([name, property]) => {
    const shown = isTexts(property) ? listOfTexts(property) : shortened(property);
    return [name, required.includes(name) ? shown : orNull(shown)] as const;
  });
  return {
    type: "object" as const,
    properties: Object.fromEntries(told),
    ...(required.length > 0 && { required: [...required] }),
    additionalProperties: false,
  };
}

function listOfTexts({ description }: Schema): Schema {
  return { type: "array", items: TEXT, ...(description !== undefined && { description }) };
}

function shortened(property: Schema): Schema {
  const { description, ...others } = property;
  const kept = Object.entries(others).filter(
    ([name, value]) =>
      !LEFT_TO_THE_ACTION.has(name) && !(name === "maximum" && value === LARGEST_ID),
  );
  const text = [description, defaultOf(property)].filter((one) => one !== undefined).join(" ");
  return { ...Object.fromEntries(kept), ...(text !== "" && { description: text }) };
}

/** A schema of its own would have it as `default`. */
function defaultOf({ default: usual }: Schema): string | undefined {
  return usual === undefined || usual === false ? undefined : `Default: ${JSON.stringify(usual)}.`;
}

function orNull(property: Schema): Schema {
  const types = typesOf(property);
  if (types.length === 0 || types.includes("null")) return property;
  const { enum: words } = property;
  return {
    ...property,
    type: [...types, "null"],
    ...(Array.isArray(words) && { enum: [...words, null] }),
  };
}

/** The schema of an answer for programs: without prose, and what is in it twice is there once. */
export function toolOutput(outputSchema: object) {
  const bare = withoutProse(outputSchema as Schema);
  const seen = new Map<string, number>();
  count(bare, seen);
  const twice = [...seen].filter(([text, times]) => times > 1 && text.length > LEAST_SHARED);
  const names = new Map(twice.map(([text], at) => [text, `s${at + 1}`]));
  const $defs = twice.map(([text]) => [names.get(text), within(JSON.parse(text), names)] as const);
  return {
    ...within(bare, names),
    type: "object" as const,
    ...($defs.length > 0 && { $defs: Object.fromEntries($defs) }),
  };
}

/** Characters from which a schema is worth a name. */
const LEAST_SHARED = 80;

function withoutProse(schema: Schema): Schema {
  const { $schema: _, description: __, additionalProperties: ___, ...others } = schema;
  return parts(others, withoutProse);
}

function count(schema: Schema, seen: Map<string, number>): void {
  parts(schema, (part) => {
    const text = JSON.stringify(part);
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    // What is inside of one that is shared is there once.
    if (times === 0) count(part, seen);
    return part;
  });
}

function within(schema: Schema, names: ReadonlyMap<string, string>): Schema {
  return parts(schema, (part) => {
    const name = names.get(JSON.stringify(part));
    return name === undefined ? within(part, names) : { $ref: `#/$defs/${name}` };
  });
}

/** The schema with its properties and its items changed. */
function parts(schema: Schema, change: (part: Schema) => Schema): Schema {
  const { properties, items } = schema as { properties?: Record<string, Schema>; items?: Schema };
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [name, change(one)]),
      ),
    }),
    ...(items && { items: change(items) }),
  };
}
