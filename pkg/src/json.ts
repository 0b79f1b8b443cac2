import { invalidRequest } from "./errors.js";

/** What JSON is to hold in the place of a value; `this` is the object that has it. */
type Replacer = (this: Record<string, unknown>, name: string, value: unknown) => unknown;

/**
 * JSON text for the core. What JSON drops must not vanish: without its filter a shop answers
 * with the whole list. It becomes `null`, which the core refuses by name.
 */
export function coreJson(value: unknown, what: string, replace: Replacer = visible): string {
  try {
    return JSON.stringify(value, replace);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const hint = "Give plain objects, lists, texts, numbers, true and false.";
    throw invalidRequest(`The ${what} cannot be written as JSON: ${reason}`, hint, what);
  }
}

/** JSON text of an action's input; without one it is empty. */
export function inputJson(input: unknown): string {
  return coreJson(input ?? {}, "input");
}

/**
 * JSON text of the fields of a write. What JSON has no word for is refused here: as `null` it
 * would empty the field.
 */
export function fieldsJson(fields: unknown, what: string): string {
  let field = what;
  let lost: string | undefined;
  const json = coreJson(fields, what, function (name, value) {
    if (this === fields) field = name;
    const shown = visible(name, value);
    const given = this[name];
    if (given !== null && (shown === null || isNoNumber(shown))) lost ??= field;
    return shown;
  });
  if (lost === undefined) return json;
  const hint = "Leave a field out to keep it; give null or an empty text to empty it.";
  throw invalidRequest(`${lost} holds what no field can: undefined, NaN or the like.`, hint, lost);
}

/** JSON text of a call. An `id` that is undefined is refused: it would make the call a list. */
export function callJson(call: unknown): string {
  if (!isObject(call)) return coreJson(call, "call");
  const { query, ...rest } = call;
  const members = "id" in rest ? { ...defined(rest), id: rest.id } : defined(rest);
  return coreJson(query === undefined ? members : { ...members, query: options(query) }, "call");
}

/** JSON text of a query. */
export function queryJson(query: unknown): string {
  return coreJson(options(query), "query");
}

/** JSON text of options. */
export function optionsJson(given: unknown): string {
  return coreJson(options(given), "options");
}

/** JSON text of a client's settings. `NaN` is a mistake of the caller's, not an option left out. */
export function settingsJson(settings: object): string {
  return coreJson(settings, "options", (name, value) => {
    if (value === undefined) return undefined;
    if (isNoNumber(value)) return String(value);
    const shown = visible(name, value);
    // `null` would be an option left out, which a function in its place is not.
    return shown === null && value !== null ? typeof value : shown;
  });
}

function isNoNumber(value: unknown): boolean {
  return typeof value === "number" && !Number.isFinite(value);
}

function options(query: unknown): unknown {
  return isObject(query) ? defined(query) : query;
}

/** Without the options that are undefined: callers pass on their own that way. */
function defined(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function visible(_: string, value: unknown): unknown {
  switch (typeof value) {
    case "undefined":
    case "function":
    case "symbol":
      return null;
    case "bigint": {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : String(value);
    }
    case "object":
      // A Map or URLSearchParams has entries, but no JSON has them.
      return isObject(value) && Symbol.iterator in value ? null : value;
    default:
      return value;
  }
}
