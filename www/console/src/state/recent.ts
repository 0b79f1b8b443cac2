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

const RECENT = "recent";
const KEPT = 10;

type ByShop = Readonly<Record<string, readonly Recent[]>>;

/** Orders and customers tell of persons: they end with the tab. */
const PLACES: readonly Place[] = ["local", "session"];

const recents = signal<Readonly<Record<Place, ByShop>>>({
  local: readRecent("local"),
  session: readRecent("session"),
});

/** The last ten of a shop, newest first. */
export function recentOf(shop: string): readonly Recent[] {
  const { local, session } = recents.value;
  const both = [...(session[shop] ?? []), ...(local[shop] ?? [])];
  return both.sort((one, other) => other.at - one.at).slice(0, KEPT);
}

/** Remembers a record that was opened. */
export function remember(shop: string, record: Omit<Recent, "at">): void {
  const place = record.page === "products" ? "local" : "session";
  const before = recents.value[place][shop] ?? [];
  const others = before.filter(({ page, id }) => page !== record.page || id !== record.id);
  const of = {
    ...recents.value[place],
    [shop]: [{ ...record, at: Date.now() }, ...others].slice(0, KEPT),
  };
  recents.value = { ...recents.value, [place]: of };
  store(place, RECENT, of);
}

/** Forgets all of it. */
export function forgetRecent(): void {
  for (const place of PLACES) store(place, RECENT, null);
  recents.value = { local: {}, session: {} };
}

function readRecent(place: Place): ByShop {
  const found = stored(place, RECENT);
  return typeof found === "object" && found !== null ? (found as ByShop) : {};
}
