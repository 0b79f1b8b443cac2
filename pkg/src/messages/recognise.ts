import { endsOf } from "./ends.js";
import { type Candidate, type Known, knownOf, Places } from "./places.js";
import { type MessageCode, phrasesOf, SENTENCES } from "./table.js";

/** A sentence as a code, with what it was filled with: the texts as they stand in it. */
export interface Message {
  /** Which sentence it is; {@link MESSAGES} has its English template. */
  readonly code: MessageCode;
  /** What its parameters stand for, by their names in the template. */
  readonly params: Readonly<Record<string, string>>;
}

/** More comparisons than any text takes that is known: a text made to take longer is not known. */
const MOST_STEPS = 600;
/** The phrases that also come alone: what an optional right adds. */
const ALONE = ["purpose"];
const FIELD = "`";
const ENDS = /[.!?]$/;

interface Tables {
  sentences: Places;
  /** What is said of a field, by what comes behind its name. */
  ofFields: Places;
}

let tables: Tables | undefined;

/** Made once, when the first text is to be recognised. */
function made(): Tables {
  const sentences = new Places();
  const ofFields = new Places();
  const all = Object.entries(SENTENCES) as [MessageCode, string][];
  for (const known of knownOf(all)) {
    const [begin, field] = known.parts;
    const isOfField = begin === FIELD && typeof field === "object" && field.name === "field";
    if (isOfField) ofFields.add(known, 2);
    else sentences.add(known, 0);
  }
  return { sentences, ofFields };
}

/** The sentences of a text; `null` for one that is not made of known sentences alone. */
export function messagesOf(text: string): readonly Message[] | null {
  const alone = ALONE.flatMap(phrasesOf).find(([, phrase]) => phrase === text);
  if (alone !== undefined) return [{ code: alone[0], params: {} }];
  tables ??= made();
  return new Reading(text, tables).from(0);
}

/**
 * The sentence that a text is; `null` for any other text, and for one of several sentences.
 * @example
 * messageOf("`limit` must be at least 1.")?.code; // "field.at_least"
 */
export function messageOf(text: string): Message | null {
  const all = messagesOf(text);
  return all?.length === 1 ? (all[0] ?? null) : null;
}

/** The phrase of a group that a text is; `null` for none. */
export function phraseOf(group: string, text: string): Message | null {
  for (const known of groupOf(group)) {
    const found = new Reading(text, null).whole(known);
    if (found !== null) return found;
  }
  return null;
}

const groups = new Map<string, Known[]>();

function groupOf(group: string): Known[] {
  const known = groups.get(group) ?? knownOf(phrasesOf(group));
  groups.set(group, known);
  return known;
}

/** What a parameter holds, by its name. */
type Value = readonly [string, string];

/** The reading of one text. */
class Reading {
  #steps = MOST_STEPS;
  readonly #unknownFrom = new Set<number>();

  constructor(
    readonly text: string,
    readonly tables: Tables | null,
  ) {}

  /** The sentences from there to the end. */
  from(at: number): Message[] | null {
    if (this.tables === null || this.#unknownFrom.has(at)) return null;
    for (const { known, part } of this.tables.sentences.at(this.text, at)) {
      const found = this.#along(known, part, at, []);
      if (found !== null) return found;
    }
    const ofField = this.text.startsWith(FIELD, at) ? this.#ofField(at + 1) : null;
    if (ofField === null) this.#unknownFrom.add(at);
    return ofField;
  }

  /** The text as that template alone. */
  whole(known: Known): Message | null {
    return this.#along(known, 0, 0, [])?.[0] ?? null;
  }

  #ofField(at: number): Message[] | null {
    for (const end of endsOf(this.text, at, "text", FIELD)) {
      const field = ["field", this.text.slice(at, end)] as const;
      const candidates: Iterable<Candidate> = this.tables?.ofFields.at(this.text, end) ?? [];
      for (const { known, part } of candidates) {
        const found = this.#along(known, part, end, [field]);
        if (found !== null) return found;
      }
    }
    return null;
  }

  /** Compares the text with a template, from one of its parts on. */
  #along(known: Known, part: number, at: number, values: readonly Value[]): Message[] | null {
    this.#steps -= 1;
    if (this.#steps < 0) return null;
    const next = known.parts[part];
    if (next === undefined) return this.#ended(known, at, values);
    if (typeof next === "string") return this.#fixed(known, part, at, values);
    const behind = known.parts[part + 1];
    const ends = endsOf(this.text, at, next.type, typeof behind === "string" ? behind : null);
    for (const end of ends) {
      const value = [next.name, this.text.slice(at, end)] as const;
      const found = this.#along(known, part + 1, end, [...values, value]);
      if (found !== null) return found;
    }
    return null;
  }

  #fixed(known: Known, part: number, at: number, values: readonly Value[]): Message[] | null {
    const words = known.parts[part] as string;
    const isStop = words === "." && part === known.parts.length - 1;
    // Behind a text that ends a sentence itself comes no full stop.
    if (isStop && ENDS.test(values.at(-1)?.[1] ?? "")) {
      return at === this.text.length ? this.#ended(known, at, values) : null;
    }
    if (!this.text.startsWith(words, at)) return null;
    return this.#along(known, part + 1, at + words.length, values);
  }

  #ended({ code }: Known, at: number, values: readonly Value[]): Message[] | null {
    const message = { code, params: Object.fromEntries(values) };
    if (at === this.text.length) return [message];
    if (this.text[at] !== " ") return null;
    const others = this.from(at + 1);
    return others && [message, ...others];
  }
}
