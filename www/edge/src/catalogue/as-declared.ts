import type { Input } from "./outcome.js";

type Property = Readonly<Record<string, unknown>>;

/**
 * An input as its schema means it. Models that must give every parameter give `null` for those they
 * do not mean, and some write numbers as texts: `null` is left out, and `"5"` is 5. What the schema
 * takes as it is, and what it does not know, stays for the check of the action.
 */
export function asDeclared(inputSchema: object, input: Input): Input {
  const { properties = {} } = inputSchema as { properties?: Record<string, Property> };
  const members = Object.entries(input).flatMap(([name, value]) => {
    const types = Object.hasOwn(properties, name) ? typesOf(properties[name]) : [];
    if (value === null && types.length > 0 && !types.includes("null")) return [];
    const isNumber = types.includes("integer") || types.includes("number");
    if (!isNumber || types.includes("string") || !isDigits(value)) return [[name, value] as const];
    return [[name, Number(value)] as const];
  });
  return Object.fromEntries(members);
}

/** The types that a schema allows; none where it does not say. */
export function typesOf(schema: object | undefined): readonly string[] {
  const { type } = (schema ?? {}) as { type?: string | readonly string[] };
  return type === undefined ? [] : [type].flat();
}

function isDigits(value: unknown): value is string {
  return typeof value === "string" && /^\d{1,15}$/.test(value);
}
