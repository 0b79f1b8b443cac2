import type { Dictionary } from "../language/message.js";
import { textIn } from "../language/message.js";
import type { Hit, HitGroup } from "./hits.js";
import { type Fit, fitOf } from "./matching.js";
import type { Meaning } from "./meaning.js";

/** A part of the list, with what is in it. */
export interface Group {
  name: HitGroup;
  hits: readonly Hit[];
}

/** What there is to put in order. */
export interface Sources {
  /** What the text itself names, before anybody has looked. */
  guesses: readonly Hit[];
  found: readonly Hit[];
  /** What can be done with what was found. */
  about: readonly Hit[];
  commands: readonly Hit[];
  recent: readonly Hit[];
}

/** As drawn: found records, then what can be done, then recent ones. */
const USUAL: readonly HitGroup[] = ["products", "orders", "do", "recent"];

/** Calls are many. */
const MOST_DONE = 6;

/** The list for a text: the part with the best hit first, and the best hit first in it. */
export function ranked(meaning: Meaning, sources: Sources, w: Dictionary): readonly Group[] {
  const { text } = meaning;
  const fit = (hit: Hit) => fitOfHit(hit, text, w);
  if (text === "") {
    return filled([
      { name: "recent", hits: sources.recent },
      { name: "do", hits: sources.commands.slice(0, MOST_DONE) },
    ]);
  }
  const records = withoutRepeats([...sources.found, ...sources.guesses]);
  const fitting = [...sources.about, ...sources.commands].filter((hit) => fit(hit) > 0);
  const done = withoutRepeats([...byFit(fitting, fit), ...sources.about]).slice(0, MOST_DONE);
  const known = new Set(records.map(({ key }) => key));
  const recent = sources.recent.filter((hit) => fit(hit) > 0 && !known.has(hit.key));
  const groups: readonly Group[] = [
    {
      name: "products",
      hits: byFit(
        records.filter(({ group }) => group === "products"),
        fit,
      ),
    },
    { name: "orders", hits: records.filter(({ group }) => group === "orders") },
    { name: "do", hits: done },
    { name: "recent", hits: recent },
  ];
  const namesRecord = meaning.words === null || meaning.reference !== null;
  const weight = ({ name, hits: [best] }: Group): number => {
    if (best === undefined) return 0;
    if (name === "orders" && namesRecord && records.length > 0) return 10;
    // A verb that is written out is meant; a record that happens to have it is not.
    return fit(best) + (name === "do" && fit(best) === 3 ? 0.5 : 0);
  };
  const inOrder = [...groups].sort(
    (one, other) =>
      weight(other) - weight(one) || USUAL.indexOf(one.name) - USUAL.indexOf(other.name),
  );
  return filled(inOrder);
}

/** How well a hit fits a text: its name, its other words. */
export function fitOfHit({ title, keywords = "" }: Hit, text: string, w: Dictionary): Fit {
  const byTitle = fitOf(textIn(title, w), text);
  const words = keywords.split(" ").filter((word) => word !== "");
  const byKeyword = Math.max(0, ...words.map((word) => fitOf(word, text)), fitOf(keywords, text));
  return Math.max(byTitle, byKeyword) as Fit;
}

function byFit(hits: readonly Hit[], fit: (hit: Hit) => Fit): readonly Hit[] {
  return [...hits].sort((one, other) => fit(other) - fit(one));
}

function withoutRepeats(hits: readonly Hit[]): readonly Hit[] {
  const seen = new Set<string>();
  return hits.filter(({ key }) => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function filled(groups: readonly Group[]): readonly Group[] {
  return groups.filter(({ hits }) => hits.length > 0);
}
