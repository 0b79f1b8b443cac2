import { computed, signal } from "@preact/signals";
import { type Place, store, stored } from "./storage.js";

/** What was typed into a field, and what stood there when it began. */
export interface Draft {
  text: string;
  base: string;
  /** When it was typed last. */
  at: number;
}

/** Of one record: drafts by field, `meta_title/fr` for one language of it. */
export type Drafts = Readonly<Record<string, Draft>>;

/** Drafts by shop and record, `demo:8.2/shop-1 products/19`. */
type AllDrafts = Readonly<Record<string, Drafts>>;

const NAME = "drafts";

/** What was typed into a customer or an order tells of a person: it ends with the tab. */
const LASTING = "products/";

const all = signal<AllDrafts>({ ...read("local"), ...read("session") });

/** Another tab may write as well: what it changed is taken over. */
addEventListener("storage", ({ key }) => {
  if (key === NAME) all.value = { ...read("local"), ...read("session") };
});

/** The drafts of a record; none where nothing was typed. */
export function draftsOf(shop: string, record: string): Drafts {
  return all.value[keyOf(shop, record)] ?? {};
}

/** The records of a shop that have drafts. */
export function draftedRecords(shop: string): readonly string[] {
  return Object.keys(all.value)
    .filter((key) => key.startsWith(`${shop} `))
    .map((key) => key.slice(shop.length + 1));
}

/** Whether the browser has stored what was typed last: it may have no room. */
const isStored = signal(true);

/** Whether closing the tab would lose something. */
export const wouldLose = computed(
  () => !isStored.value || Object.keys(all.value).some((key) => placeOf(key) === "session"),
);

/** Keeps what was typed; what is as it was needs no draft. */
export function keepDraft(
  shop: string,
  record: string,
  field: string,
  text: string,
  base: string,
): void {
  const { [field]: before, ...others } = draftsOf(shop, record);
  const begun = before?.base ?? base;
  const kept =
    text === begun ? others : { ...others, [field]: { text, base: begun, at: Date.now() } };
  write(keyOf(shop, record), kept);
}

/** Lets a draft begin at what stands there now: whoever typed it has seen that. */
export function rebaseDraft(shop: string, record: string, field: string, base: string): void {
  const { [field]: before, ...others } = draftsOf(shop, record);
  if (before === undefined) return;
  const kept = before.text === base ? others : { ...others, [field]: { ...before, base } };
  write(keyOf(shop, record), kept);
}

/** Drops drafts: those of the fields, or all of the record. */
export function dropDrafts(
  shop: string,
  record: string,
  fields: readonly string[] | null = null,
): void {
  const kept = Object.entries(draftsOf(shop, record)).filter(
    ([field]) => fields !== null && !fields.includes(field),
  );
  write(keyOf(shop, record), Object.fromEntries(kept));
}

function write(key: string, drafts: Drafts): void {
  const { [key]: _, ...others } = all.value;
  all.value = Object.keys(drafts).length === 0 ? others : { ...others, [key]: drafts };
  const place = placeOf(key);
  const there = Object.entries(all.value).filter(([one]) => placeOf(one) === place);
  isStored.value = store(place, NAME, there.length === 0 ? null : Object.fromEntries(there));
}

function keyOf(shop: string, record: string): string {
  return `${shop} ${record}`;
}

function placeOf(key: string): Place {
  return key.slice(key.lastIndexOf(" ") + 1).startsWith(LASTING) ? "local" : "session";
}

function read(place: Place): AllDrafts {
  const found = stored(place, NAME);
  return typeof found === "object" && found !== null ? (found as AllDrafts) : {};
}
