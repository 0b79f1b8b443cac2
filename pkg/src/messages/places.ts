import type { MessageCode } from "./table.js";
import { type Parts, partsOf } from "./template.js";

/** A template that can be recognised. */
export interface Known {
  readonly code: MessageCode;
  readonly parts: Parts;
}

/** A template that a text may be, and the part of it from which the text has to be compared. */
export interface Candidate {
  readonly known: Known;
  readonly part: number;
}

/** Longer beginnings tell no more. */
const LONGEST = 24;

/** Templates by the fixed text that they have at one of their parts. */
export class Places {
  readonly #byLength = new Map<number, Map<string, Candidate[]>>();
  #lengths: number[] = [];
  /** Those that begin with a parameter. */
  readonly #open: Candidate[] = [];

  /** Adds a template by the fixed text of that part. */
  add(known: Known, part: number): void {
    const text = known.parts[part];
    if (typeof text !== "string") {
      this.#open.push({ known, part });
      return;
    }
    const begin = text.slice(0, LONGEST);
    const same = this.#byLength.get(begin.length) ?? new Map<string, Candidate[]>();
    const candidates = [...(same.get(begin) ?? []), { known, part }];
    candidates.sort((one, other) => fixedLength(other.known) - fixedLength(one.known));
    same.set(begin, candidates);
    this.#byLength.set(begin.length, same);
    this.#lengths = [...this.#byLength.keys()].sort((one, other) => other - one);
  }

  /** Those that a text may be from there on, the most particular first. */
  *at(text: string, from: number): Generator<Candidate> {
    for (const length of this.#lengths) {
      const begin = text.slice(from, from + length);
      yield* this.#byLength.get(length)?.get(begin) ?? [];
    }
    yield* this.#open;
  }
}

/** How much of a template is fixed. */
function fixedLength({ parts }: Known): number {
  const fixed = parts.map((part) => (typeof part === "string" ? part.length : 0));
  return fixed.reduce((sum, length) => sum + length, 0);
}

/** Templates taken apart. */
export function knownOf(templates: Iterable<readonly [MessageCode, string]>): Known[] {
  return [...templates].map(([code, template]) => ({ code, parts: partsOf(template) }));
}
