import type { StandardIssue } from "./standard-schema.js";

/** The part of JSON Schema that the outputs of actions use; other words are not looked at. */
export interface OutputSchema {
  readonly type: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly items?: OutputSchema;
  readonly properties?: Readonly<Record<string, OutputSchema>>;
}

const IS: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  string: (value) => typeof value === "string",
  array: Array.isArray,
  object: isRecord,
};

/** What is wrong with an output. Every property of an object is needed, and no other allowed. */
export function outputIssues(
  schema: OutputSchema,
  value: unknown,
  path: StandardIssue["path"] = [],
): StandardIssue[] {
  const wrong = (what: string): StandardIssue => {
    return { path, message: `\`${path.join(".") || "output"}\` ${what}.` };
  };
  const types = [schema.type].flat();
  if (!types.some((type) => IS[type]?.(value))) return [wrong(`must be ${types.join(" or ")}`)];
  const { enum: words, minimum = Number.NEGATIVE_INFINITY, items, properties = {} } = schema;
  if (words?.includes(value) === false) return [wrong(`must be one of ${words.join(", ")}`)];
  if (typeof value === "number" && value < minimum) return [wrong(`must be ${minimum} or more`)];
  if (items !== undefined && Array.isArray(value)) {
    return value.flatMap((item, index) => outputIssues(items, item, [...path, index]));
  }
  if (!isRecord(value)) return [];
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(properties, name));
  const issues = Object.entries(properties).flatMap(([name, property]) => {
    const inside = [...path, name];
    if (Object.hasOwn(value, name)) return outputIssues(property, value[name], inside);
    return [{ path: inside, message: `\`${inside.join(".")}\` is missing.` }];
  });
  return [...unknown.map((name) => wrong(`has no property "${name}"`)), ...issues];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
