import type { Input } from "./shop/catalogue.js";

/** What the address bar names: an action, and the inputs that are nobody's secret. */
export interface Route {
  action: string;
  input: Input;
}

/** Inputs that may stand in an address. E-mail addresses, names and texts would stay in the history. */
const PUBLIC_INPUTS = [
  ..."id reference limit language change before resource record order state".split(" "),
  ..."from to paid total_from total_to active category price_from price_to".split(" "),
  ..."changed_since missing registered_from registered_to newsletter guest".split(" "),
];

/** Those that are never numbers. */
const TEXTS = ["reference", "change", "before", "resource"];

/** Those that are lists. */
const LISTS = ["missing"];

/** What the address bar names for many products at once: no action of its own. */
export const BULK = "bulk_seo";

/** What the address bar names for adding a shop to a worker. */
export const ADDING = "connect_shop";

/** Reads `#get_product?id=5`. */
export function readRoute(hash: string): Route {
  const [action = "", query = ""] = hash.replace(/^#/, "").split("?");
  const given = new URLSearchParams(query);
  const input: Input = {};
  for (const name of PUBLIC_INPUTS) {
    const value = given.get(name);
    if (value !== null && value !== "") input[name] = typed(name, value);
  }
  return { action, input };
}

/** Writes `#get_product?id=5`. */
export function routeTo(action: string, input: Input = {}): string {
  const query = new URLSearchParams();
  for (const name of PUBLIC_INPUTS) {
    const value = input[name];
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? `#${action}` : `#${action}?${query}`;
}

function typed(name: string, text: string): Input[string] {
  if (LISTS.includes(name)) return text.split(",");
  if (text === "true" || text === "false") return text === "true";
  return !TEXTS.includes(name) && /^\d+$/.test(text) ? Number(text) : text;
}
