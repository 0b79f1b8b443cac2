import type { FindCustomersInput } from "@aismarttalk/prestashop";
import { signal } from "@preact/signals";
import { store, stored } from "../state/storage.js";

/** What the list of customers is asked for. */
export interface CustomerSearch {
  /** A name, an e-mail address, or a part of one. */
  text: string;
  newsletter: boolean | null;
  guest: boolean | null;
  /** First and last day of the registration, `2026-03-01`; empty for any. */
  from: string;
  to: string;
  /** How many pages are open. */
  pages: number;
}

const NAME = "customers";

export const NO_SEARCH: CustomerSearch = {
  text: "",
  newsletter: null,
  guest: null,
  from: "",
  to: "",
  pages: 1,
};

/** It names persons: neither the address nor anything that lasts may hold it. */
const searches = signal<Readonly<Record<string, CustomerSearch>>>(read());

/** What a shop's list was asked for last. */
export function searchOf(shop: string): CustomerSearch {
  return searches.value[shop] ?? NO_SEARCH;
}

/** Asks for something else, from the first page on. */
export function search(shop: string, change: Partial<CustomerSearch>): void {
  const next = { ...searchOf(shop), pages: 1, ...change };
  searches.value = { ...searches.value, [shop]: next };
  store("session", NAME, searches.value);
}

/** Whether it asks for anything less than everybody. */
export function isNarrow({ text, newsletter, guest, from, to }: CustomerSearch): boolean {
  return text.trim() !== "" || newsletter !== null || guest !== null || from + to !== "";
}

/** What the action takes for it. */
export function customersWanted({
  text,
  newsletter,
  guest,
  from,
  to,
}: CustomerSearch): FindCustomersInput {
  const wanted = addressIn(text) ?? text.trim();
  return {
    limit: ROWS_A_PAGE,
    ...(wanted !== "" && (isMail(wanted) ? { email: wanted } : { words: wanted })),
    ...(newsletter !== null && { newsletter }),
    ...(guest !== null && { guest }),
    ...(from !== "" && { registered_from: from }),
    ...(to !== "" && { registered_to: to }),
  };
}

const ROWS_A_PAGE = 50;

/** `Maëlle <maelle@example.com>`, as mail programs copy it. */
function addressIn(text: string): string | null {
  return /<\s*([^<>\s]+@[^<>\s]+)\s*>/.exec(text)?.[1] ?? null;
}

/** Names have no dots inside and no `@`. */
function isMail(text: string): boolean {
  return !/\s/.test(text) && (text.includes("@") || /\w\.\w/.test(text));
}

function read(): Readonly<Record<string, CustomerSearch>> {
  const found = stored("session", NAME);
  return typeof found === "object" && found !== null
    ? (found as Record<string, CustomerSearch>)
    : {};
}
