import type { ParameterType } from "./template.js";

/** How many ends of a text are tried: from its last one, and from its first. */
const FROM_LAST = 6;
const FROM_FIRST = 3;

/** Groups whose phrases stand beside the words of others, such as a runtime's. */
const FREE = new Set(["xml", "words", "shop"]);

const SCANNED: Readonly<Record<string, RegExp>> = {
  number: /-?\d+(?:\.\d+)?/y,
  count: /-?\d+(?:\.\d+)?/y,
  name: /[\w./:[\]*-]+/y,
  word: /[^\s]+/y,
  signs: /[^A-Za-z0-9\s]+(?: [^A-Za-z0-9\s]+)*/y,
};

/** Where a parameter of that type may end that begins there, with the likeliest end first. */
export function endsOf(
  text: string,
  from: number,
  type: ParameterType,
  behind: string | null,
): Iterable<number> {
  const scanned = typeof type === "string" ? SCANNED[type] : undefined;
  if (scanned !== undefined) return scannedEnds(text, from, scanned);
  const isShort = type === "names" || (typeof type === "object" && !FREE.has(type.group));
  return isShort ? shortEnds(text, from, behind) : longEnds(text, from, behind);
}

/** Marks behind a name belong to the sentence. */
function* scannedEnds(text: string, from: number, scanned: RegExp): Generator<number> {
  scanned.lastIndex = from;
  const [found = ""] = scanned.exec(text) ?? [];
  for (let length = found.length; length > 0; length -= 1) {
    yield from + length;
    if (!/[.:,)]/.test(found[length - 1] ?? "")) return;
  }
}

/** Within a sentence. */
function* shortEnds(text: string, from: number, behind: string | null): Generator<number> {
  const stop = text.indexOf(". ", from);
  const last = stop < 0 ? text.length : stop;
  if (behind === null) {
    yield last;
    return;
  }
  let at = from - 1;
  for (let tries = 0; tries < FROM_LAST; tries += 1) {
    at = text.indexOf(behind, at + 1);
    if (at < 0 || at > last) break;
    yield at;
  }
  if (behind === "." && last === text.length) yield last;
}

/** A text may hold everything, also what comes behind it: so its last end is the likeliest. */
function* longEnds(text: string, from: number, behind: string | null): Generator<number> {
  if (behind === null) {
    yield text.length;
    return;
  }
  const last: number[] = [];
  for (let at = text.length; last.length < FROM_LAST && at >= from; ) {
    at = text.lastIndexOf(behind, at);
    if (at < from) break;
    last.push(at);
    yield at;
    at -= 1;
  }
  if (behind === ".") yield text.length;
  const least = last.at(-1) ?? from;
  let at = from - 1;
  for (let tries = 0; tries < FROM_FIRST; tries += 1) {
    at = text.indexOf(behind, at + 1);
    if (at < 0 || at >= least) return;
    yield at;
  }
}
