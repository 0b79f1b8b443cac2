import type { UnsettledWrite } from "@aismarttalk/prestashop";
import { computed, signal } from "@preact/signals";
import { shopRef } from "../state/session.js";
import { store, stored } from "../state/storage.js";
import { type Shown, storable, type WrittenRecord } from "./states.js";

/** One look for a write. */
export interface Look {
  at: number;
  /** What it found; `failed`: the shop could not be read. */
  found: "not_there" | "failed";
}

/** A write that was sent and is not known to be in the shop, or not. Without secrets. */
export interface Entry {
  id: string;
  shop: string;
  action: string;
  record: WrittenRecord;
  shown: Shown;
  sentAt: number;
  /** When the answer was lost; `null` while it is still waited for. */
  lostAt: number | null;
  /** How the answer got lost. */
  why: "broken" | "stopped" | "reloaded";
  /** As the package tells of it; `null` where only a preview can look. */
  write: UnsettledWrite | null;
  /** It is about an earlier write to the same record, and this one was not sent. */
  isEarlier: boolean;
  looks: readonly Look[];
  /** When it is looked for next; `null` where no more by itself. */
  nextAt: number | null;
}

const STORED_AS = "unsettled";

/** Those of this tab, of all shops. */
export const entries = signal<readonly Entry[]>(readEntries());

/** What of the open shop is not known, oldest first. */
export const openEntries = computed(() =>
  entries.value.filter(({ shop, lostAt }) => shop === shopRef.value && lostAt !== null),
);

/** Remembers a write before it is sent: whatever happens to the page, it is known that it was. */
export function rememberEntry(entry: Entry): void {
  const shown = storable(entry.shown);
  keep([...entries.value.filter(({ id }) => id !== entry.id), { ...entry, shown }]);
}

/** Changes what is remembered. */
export function changeEntry(id: string, change: Partial<Entry>): void {
  keep(entries.value.map((one) => (one.id === id ? { ...one, ...change } : one)));
}

/** It is known what came of it. */
export function forgetEntry(id: string): void {
  keep(entries.value.filter((one) => one.id !== id));
}

/** The entry of that id; `undefined` once it is settled. */
export function entryOf(id: string): Entry | undefined {
  return entries.value.find((one) => one.id === id);
}

function keep(next: readonly Entry[]): void {
  entries.value = next;
  store("session", STORED_AS, next.length === 0 ? null : next);
}

/** What was on its way when the page was left: nobody has heard the answer. */
function readEntries(): readonly Entry[] {
  const found = stored("session", STORED_AS);
  if (!Array.isArray(found)) return [];
  const now = Date.now();
  return (found as Entry[]).map((entry) =>
    entry.lostAt === null
      ? { ...entry, lostAt: now, why: "reloaded", nextAt: now }
      : { ...entry, nextAt: entry.nextAt === null ? null : Math.max(entry.nextAt, now) },
  );
}
