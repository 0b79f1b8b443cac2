import { placeOfText } from "./entry.js";
import type { TextRow } from "./text-rows.js";
import { noteEntries } from "./work.js";

/** Whether somebody can still decide about a text. */
export function isOpen({ standing, place }: TextRow): boolean {
  return place !== null && (standing === "ready" || standing === "left_out");
}

/** Leaves a text out, or takes it in again. */
export function tick({ entry, place }: TextRow, isTicked: boolean): void {
  if (place === null) return;
  const others = entry.leftOut.filter((one) => one !== place);
  entry.leftOut = isTicked ? others : [...others, place];
  void noteEntries([entry]);
}

/** The same for many of them. */
export function tickAll(rows: readonly TextRow[], isTicked: boolean): void {
  const entries = new Set(rows.filter(isOpen).map(({ entry }) => entry));
  const shown = new Set(rows.map(({ entry, place }) => `${entry.named} ${place}`));
  for (const entry of entries) {
    const others = entry.leftOut.filter((place) => !shown.has(`${entry.named} ${place}`));
    const these = entry.changes
      .map(placeOfText)
      .filter((place) => shown.has(`${entry.named} ${place}`));
    entry.leftOut = isTicked ? others : [...others, ...these];
  }
  void noteEntries([...entries]);
}
