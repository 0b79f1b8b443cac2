import { signal } from "@preact/signals";

/** The pages there are, by their part of the address. */
export const PAGES = [
  "orders",
  "products",
  "customers",
  "bulk",
  "key",
  "changes",
  "calls",
  "connect",
] as const;

export type PageName = (typeof PAGES)[number];

/** What stands behind the question mark; never an e-mail address, a person's name or a secret. */
export type Query = Readonly<Record<string, string>>;

/** What the address names: `#/orders/KVNRTQHWM?shop=demo:8.2/shop-1`. */
export interface Route {
  page: PageName;
  /** The record, or what else the page tells apart. */
  id: string | null;
  query: Query;
  /** The shop that it is of; `null` where the address does not say. */
  shop: string | null;
}

/** Where the page is. */
export const route = signal<Route>(routeIn(location.hash));

/** The shop that links name: set once it has answered. */
export const linkedShop = signal<string | null>(route.value.shop);

/** Reads an address; the list of orders for one that names nothing. */
export function routeIn(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?");
  const [name = "", ...rest] = path.split("/").map(decoded);
  const page = PAGES.find((one) => one === name) ?? "orders";
  const { shop = null, ...query } = Object.fromEntries(new URLSearchParams(search));
  const id = rest.join("/");
  return { page, id: id === "" ? null : id, query, shop };
}

/** The address of a page of the shop that is open. */
export function hrefTo(
  page: PageName,
  id: string | number | null = null,
  query: Query = {},
): string {
  const path = id === null ? page : `${page}/${encodeURIComponent(id)}`;
  const search = new URLSearchParams(query);
  if (linkedShop.value !== null) search.set("shop", linkedShop.value);
  // Those may stand behind a hash, and a shop is read more easily so.
  const readable = `${search}`.replaceAll("%3A", ":").replaceAll("%2F", "/");
  return search.size === 0 ? `#/${path}` : `#/${path}?${readable}`;
}

/** Goes to a page; Back comes back. */
export function goTo(page: PageName, id: string | number | null = null, query: Query = {}): void {
  location.hash = hrefTo(page, id, query);
}

/** Says the same address in other words; no new place to come back to. */
export function replaceQuery(query: Query): void {
  const { page, id } = route.value;
  history.replaceState(history.state, "", hrefTo(page, id, query));
  route.value = routeIn(location.hash);
}

/** Follows the address from now on. */
export function followAddress(): void {
  addEventListener("hashchange", () => {
    route.value = routeIn(location.hash);
  });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
