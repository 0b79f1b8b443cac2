/** A stretch of two texts: in both, only in the old one, or only in the new one. */
export interface Stretch {
  kind: "same" | "removed" | "added";
  text: string;
}

/** A tag of HTML, a word, blanks, or any other character. */
const WORDS = /<[^<>]*>|[\p{L}\p{N}\p{M}]+|\s+|./gsu;

/** Beyond so many pairs of words the difference is not worth the time: all of it is another text. */
const MOST_PAIRS = 4_000_000;

/** What became of a text, word by word. */
export function compareWords(before: string, after: string): Stretch[] {
  const [old, fresh] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []];
  const start = sharedStart(old, fresh);
  const end = sharedStart(old.slice(start).reverse(), fresh.slice(start).reverse());
  const middle = differingWords(
    old.slice(start, old.length - end),
    fresh.slice(start, fresh.length - end),
  );
  return joined([
    { kind: "same", text: old.slice(0, start).join("") },
    ...middle,
    { kind: "same", text: old.slice(old.length - end).join("") },
  ]);
}

function sharedStart(one: readonly string[], other: readonly string[]): number {
  const end = one.findIndex((word, place) => word !== other[place]);
  return end < 0 ? one.length : end;
}

/** The longest common subsequence, walked from its start. */
function differingWords(old: readonly string[], fresh: readonly string[]): Stretch[] {
  const replaced: Stretch[] = [
    { kind: "removed", text: old.join("") },
    { kind: "added", text: fresh.join("") },
  ];
  if (old.length * fresh.length > MOST_PAIRS) return replaced;
  const width = fresh.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        old[row] === fresh[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const stretches: Stretch[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < fresh.length) {
    const [gone = "", come = ""] = [old[row], fresh[column]];
    const isOver = row === old.length;
    if (!isOver && column < fresh.length && gone === come) {
      stretches.push({ kind: "same", text: gone });
      row += 1;
      column += 1;
    } else if (isOver || (column < fresh.length && at(row, column + 1) > at(row + 1, column))) {
      stretches.push({ kind: "added", text: come });
      column += 1;
    } else {
      stretches.push({ kind: "removed", text: gone });
      row += 1;
    }
  }
  return stretches;
}

/** Between two changes so little is no landmark: a blank, a comma. */
const NO_LANDMARK = /^[\s\p{P}]{1,3}$/u;

/** Neighbours of one kind as one, and what is said twice between two changes as changed. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const runs = coalesced(stretches);
  const parts = runs.flatMap<Stretch>(({ kind, text }, place) => {
    const isBetween = place > 0 && place < runs.length - 1;
    if (kind !== "same" || !isBetween || !NO_LANDMARK.test(text)) return [{ kind, text }];
    return [
      { kind: "removed", text },
      { kind: "added", text },
    ];
  });
  return coalesced(parts);
}

/** Within one change all that is removed comes first. */
function coalesced(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  let [same, removed, added] = ["", "", ""];
  const flush = () => {
    if (same !== "") merged.push({ kind: "same", text: same });
    if (removed !== "") merged.push({ kind: "removed", text: removed });
    if (added !== "") merged.push({ kind: "added", text: added });
    [same, removed, added] = ["", "", ""];
  };
  for (const { kind, text } of stretches) {
    if (text === "") continue;
    if (kind === "same" && (removed !== "" || added !== "")) flush();
    if (kind !== "same" && same !== "") flush();
    if (kind === "same") same += text;
    if (kind === "removed") removed += text;
    if (kind === "added") added += text;
  }
  flush();
  return merged;
}
