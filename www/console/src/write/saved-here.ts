import { signal } from "@preact/signals";
import type { WriteAnswer } from "../shop/writing.js";
import { store, stored } from "../state/storage.js";
import { freshId, type Shown, storable, type WrittenRecord } from "./states.js";

/** A change that was saved from this page. */
export interface SavedHere {
  id: string;
  shop: string;
  action: string;
  record: WrittenRecord;
  /** As it was put up for decision, with the values before. */
  shown: Shown;
  answer: WriteAnswer;
  at: number;
  /** Whether it put earlier values back. */
  isUndo: boolean;
}

const KEPT_AS = "saved";
const KEPT = 50;

/** What was saved from this tab, newest first; the old texts end with it. */
export const savedHere = signal<readonly SavedHere[]>(readSaved());

/** Notes what was saved. */
export function noteSaved(saved: Omit<SavedHere, "id">): void {
  const { shown, answer } = saved;
  const kept = { shown: storable(shown), answer: { ...answer, raw: null } };
  const one = { ...saved, ...kept, id: freshId() };
  savedHere.value = [one, ...savedHere.value].slice(0, KEPT);
  store("session", KEPT_AS, savedHere.value);
}

/** What was saved to a record, newest first. */
export function savedTo(
  shop: string,
  { page, id }: Pick<WrittenRecord, "page" | "id">,
): readonly SavedHere[] {
  return savedHere.value.filter(
    (one) => one.shop === shop && one.record.page === page && one.record.id === id,
  );
}

function readSaved(): readonly SavedHere[] {
  const found = stored("session", KEPT_AS);
  return Array.isArray(found) ? (found as SavedHere[]) : [];
}
