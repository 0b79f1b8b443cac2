/** A word may be this far from what was meant, for each of its letters. */
const DISTANCE_A_LETTER = 0.34;

/** What is the begin of a name is as far from it as two letters. */
const BEGUN = 2;

/** The name that was probably meant; `undefined` for none near enough. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(BEGUN, Math.floor(word.length * DISTANCE_A_LETTER)) + 1;
  for (const name of names) {
    const letters = distance(plain(word), plain(name));
    const apart = isPartOf(word, name) ? Math.min(letters, BEGUN) : letters;
    if (apart < least) [best, least] = [name, apart];
  }
  return best;
}

/** " Did you mean …?", or nothing. */
export function didYouMean(word: string, names: readonly string[], prefix = ""): string {
  const name = nearest(word, names);
  return name === undefined ? "" : ` Did you mean ${prefix}${name}?`;
}

const plain = (word: string) => word.toLowerCase().replaceAll(/[-_]/g, "_");

/** `get_orders` of `get_orders_by_email`. */
const isPartOf = (word: string, name: string) =>
  word.length > 3 && plain(name).startsWith(plain(word));

/** How many letters to put, take, change or swap (Damerau and Levenshtein). */
function distance(one: string, other: string): number {
  const width = other.length + 1;
  const table: number[] = Array.from({ length: (one.length + 1) * width }, () => 0);
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = 0; i <= one.length; i += 1) {
    for (let j = 0; j <= other.length; j += 1) {
      table[i * width + j] = i === 0 || j === 0 ? i + j : stepTo(i, j);
    }
  }
  return at(one.length, other.length);

  function stepTo(i: number, j: number): number {
    const isSame = one[i - 1] === other[j - 1];
    const steps = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1)];
    const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
    if (isSwapped) steps.push(at(i - 2, j - 2) + 1);
    return Math.min(...steps);
  }
}
