/**
 * What callers hand over, told to the core in one text: `src/json/told.rs` says in which words. Each
 * look at a value may run code of theirs; what that throws must not pass through the WebAssembly.
 */

/** Lists and objects inside each other; what goes round in a circle has more. */
const DEEPEST = 64;
/** Members of one object, which the core looks up one after the other. */
const MOST_MEMBERS = 4_096;
/** Values in all: shared parts of a value multiply. */
const MOST_VALUES = 1 << 20;

/** What JSON has no word for, by the letters of `src/json/javascript.rs`. */
const LETTERS = {
  undefined: "u",
  function: "f",
  symbol: "s",
  notFinite: "i",
  halfCharacter: "h",
  noPlainObject: "p",
  nothing: "n",
  tooDeep: "d",
  tooLarge: "l",
} as const;

class Refusal {
  constructor(readonly letter: string) {}
}

function refuse(reason: keyof typeof LETTERS): never {
  throw new Refusal(LETTERS[reason]);
}

/** How far a value was looked at. */
interface Way {
  /** Stays at the place of what is wrong. */
  readonly steps: (string | number)[];
  /** How many values may still be read. */
  left: number;
}

let thrown: unknown;

/** What the last value threw that could not be read. */
export function takeThrown(): unknown {
  const last = thrown;
  thrown = undefined;
  return last;
}

/** A value in the core's words, or what is wrong with it and where. */
export function readGiven(value: unknown): string {
  const way: Way = { steps: [], left: MOST_VALUES };
  try {
    return told(value, way);
  } catch (stop) {
    return wrong(stop, way);
  }
}

/** The same of texts by their names; of a name that comes twice the last one counts. */
export function readTexts(texts: readonly (readonly [string, string])[]): string {
  const way: Way = { steps: [], left: MOST_VALUES };
  try {
    if (texts.length > MOST_MEMBERS) refuse("tooLarge");
    let members = "{";
    for (const [name, text] of texts) {
      way.steps.push(name);
      members += `${sized(whole(name))}"${sized(whole(text))}`;
      way.steps.pop();
    }
    return `${members}}`;
  } catch (stop) {
    return wrong(stop, way);
  }
}

function wrong(stop: unknown, { steps }: Way): string {
  const isOurs = stop instanceof Refusal;
  if (!isOurs) thrown = stop;
  const words = steps.map((step) => (typeof step === "number" ? `#${step};` : `"${sized(step)}`));
  return `!${isOurs ? stop.letter : "t"}[${words.join("")}]`;
}

function told(value: unknown, way: Way): string {
  way.left -= 1;
  if (way.left < 0) refuse("tooLarge");
  switch (typeof value) {
    case "string":
      return `"${sized(whole(value))}`;
    case "object":
      return value === null ? "n" : compound(value, way);
    case "number":
      return Number.isFinite(value) ? `#${value};` : refuse("notFinite");
    case "boolean":
      return value ? "t" : "f";
    case "bigint":
      // Where JavaScript's own would not be exact, the digits.
      return Number.isSafeInteger(Number(value)) ? `#${value};` : `"${sized(String(value))}`;
    default:
      return refuse(typeof value as "undefined" | "symbol" | "function");
  }
}

/** A list or an object, or what its `toJSON` makes of it. */
function compound(value: object, way: Way): string {
  if (way.steps.length >= DEEPEST) refuse("tooDeep");
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON !== "function") return parts(value, way);
  const made: unknown = Reflect.apply(toJSON, value, [String(way.steps.at(-1) ?? "")]);
  if (made === null || made === undefined) return refuse("nothing");
  // Asked once, as `JSON.stringify` does.
  return typeof made === "object" ? parts(made, way) : told(made, way);
}

function parts(value: object, way: Way): string {
  if (Array.isArray(value)) return toldItems(value, way);
  return Symbol.iterator in value ? refuse("noPlainObject") : toldMembers(value, way);
}

function toldItems(list: readonly unknown[], way: Way): string {
  // That of a Proxy may be anything.
  const { length } = list as { length: unknown };
  let all = "[";
  for (let at = 0; typeof length === "number" && at < length; at += 1) {
    way.steps.push(at);
    all += told(list[at], way);
    way.steps.pop();
  }
  return `${all}]`;
}

function toldMembers(object: object, way: Way): string {
  const names = Object.keys(object);
  // What has its content elsewhere must not be taken for empty.
  if (names.length === 0 && !isPlain(object)) refuse("noPlainObject");
  if (names.length > MOST_MEMBERS) refuse("tooLarge");
  let all = "{";
  for (const name of names) {
    way.steps.push(name);
    const key = sized(whole(name));
    const value = (object as Record<string, unknown>)[name];
    // As if it were not given.
    if (value !== undefined) all += key + told(value, way);
    way.steps.pop();
  }
  return `${all}}`;
}

const sized = (text: string) => `${text.length};${text}`;

/** A text, unless a half of a character would be replaced when it crosses. */
const whole = (text: string) => (/\p{Surrogate}/u.test(text) ? refuse("halfCharacter") : text);

/** Whether it is an object of braces, of any realm, or has no prototype at all. */
function isPlain(object: object): boolean {
  const prototype = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
