import { shownLanguages, toggleLanguage } from "./columns.js";
import type { Editing } from "./editing.js";
import { cellId } from "./text-cell.js";

/** Whether a key was pressed in a text. */
export function isInCell({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("[data-column]") !== null;
}

/** Alt and an arrow: the same field in the language that stands there. */
export function goToNeighbour(event: KeyboardEvent, { read: { languages } }: Editing): void {
  const isRight = event.key === "ArrowRight";
  const cell = (event.target as Element).closest<HTMLElement>("[data-column]");
  const { column, field } = cell?.dataset ?? {};
  if (column === undefined || field === undefined) return;
  const isTurned = document.documentElement.dir === "rtl";
  const shown = shownLanguages(languages);
  // Of those that are shown; of all where only one is.
  const among = shown.length > 1 ? shown : languages;
  const place = among.findIndex(({ code }) => code === column) + (isRight === isTurned ? -1 : 1);
  const next = among[place];
  if (next === undefined) return;
  if (shown.length === 1) toggleLanguage(languages, next);
  requestAnimationFrame(() => document.getElementById(cellId(field, next.code))?.focus());
}
