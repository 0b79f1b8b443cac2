/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string;
  isMatch: boolean;
}

/** How well a text fits: 3 begins with it, 2 a word of it does, 1 has it, 0 not. */
export type Fit = 0 | 1 | 2 | 3;

/** Letters alone: case and accents do not count. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** How well a text fits words of which each must be in it. */
export function fitOf(text: string, words: string): Fit {
  const own = folded(text);
  const wanted = folded(words);
  const parts = wanted.split(" ").filter((part) => part !== "");
  if (parts.length === 0 || !parts.every((part) => own.includes(part))) return 0;
  if (own.startsWith(wanted)) return 3;
  const begins = own.split(/[^\p{L}\d]+/u);
  return parts.every((part) => begins.some((begin) => begin.startsWith(part))) ? 2 : 1;
}

/** A text in pieces, those that were looked for apart. */
export function piecesOf(text: string, words: string): readonly Piece[] {
  const letters = [...text];
  const own = letters.map(folded);
  const isMatch = letters.map(() => false);
  for (const part of folded(words).split(" ")) {
    if (part !== "") markIn(own, part, isMatch);
  }
  const pieces: Piece[] = [];
  for (const [place, letter] of letters.entries()) {
    const last = pieces.at(-1);
    const mine = isMatch[place] ?? false;
    if (last?.isMatch === mine) last.text += letter;
    else pieces.push({ text: letter, isMatch: mine });
  }
  return pieces;
}

function markIn(letters: readonly string[], part: string, isMatch: boolean[]): void {
  // A letter can fold to none, or to more than one.
  const places = letters.flatMap((letter, place) => [...letter].map(() => place));
  const found = letters.join("").indexOf(part);
  if (found < 0) return;
  const [first = 0, last = -1] = [places[found], places[found + [...part].length - 1]];
  isMatch.fill(true, first, last + 1);
}

/** Whether two texts differ in one letter at most. */
export function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let begin = 0;
  while (begin < one.length && one[begin] === other[begin]) begin += 1;
  const rests = [
    [one.slice(begin + 1), other.slice(begin + 1)],
    [one.slice(begin + 1), other.slice(begin)],
    [one.slice(begin), other.slice(begin + 1)],
  ];
  return one === other || rests.some(([first, second]) => first === second);
}
