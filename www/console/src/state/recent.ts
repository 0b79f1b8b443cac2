import { signal } from "@preact/signals";
import { type Place, store, stored } from "./storage.js";

/** A record that was open. */
export interface Recent {
  page: "orders" | "products" | "customers";
  /** As the address names it. */
  id: string;
  /** A reference, or a name. */
  name: string;
  /** What tells it apart: whose order it is. */
  more: string | null;
  /** When it was opened. */
  at: number;
}

const NAME = "recent";
const KEPT = 10;

type ByShop = Readonly<Record<string, readonly Recent[]>>;

/** Orders and customers tell of persons: they end with the tab. */
const PLACES: readonly Place[] = ["local", "session"];

const all = signal<Readonly<Record<Place, ByShop>>>({
  local: read("local"),
  session: read("session"),
});

/** The last ten of a shop, newest first. */
export function recentOf(shop: string): readonly Recent[] {
  const { local, session } = all.value;
  const both = [...(session[shop] ?? []), ...(local[shop] ?? [])];
  return both.sort((one, other) => other.at - one.at).slice(0, KEPT);
}

/** Remembers a record that was opened. */
export function remember(shop: string, record: Omit<Recent, "at">): void {
  const place = record.page === "products" ? "local" : "session";
  const before = all.value[place][shop] ?? [];
  const others = before.filter(({ page, id }) => page !== record.page || id !== record.id);
  const of = {
    ...all.value[place],
    [shop]: [{ ...record, at: Date.now() }, ...others].slice(0, KEPT),
  };
  all.value = { ...all.value, [place]: of };
  store(place, NAME, of);
}

/** Forgets all of it. */
export function forgetRecent(): void {
  for (const place of PLACES) store(place, NAME, null);
  all.value = { local: {}, session: {} };
}

function read(place: Place): ByShop {
  const found = stored(place, NAME);
  return typeof found === "object" && found !== null ? (found as ByShop) : {};
}
