import { invalidRequest } from "../errors.js";
import { only } from "../options.js";
import type { Fault, FaultName } from "./faults.js";

/** What each version is, as the shop tells it. */
const VERSIONS: Record<DemoVersion, string> = {
  "1.6": "1.6.1.24",
  "1.7.7": "1.7.7.8",
  "1.7": "1.7.8.11",
  "8.2": "8.2.1",
  "8.2.9": "8.2.9",
  "9.0": "9.0.2",
  "9.2.1": "9.2.1",
};

/** A version of PrestaShop that a demo shop can be. */
export type DemoVersion = "1.6" | "1.7.7" | "1.7" | "8.2" | "8.2.9" | "9.0" | "9.2.1";

/** The keys by what they may do. */
const KEYS: Record<DemoRights, string> = {
  everything: "DEMO0KEY0FOR0EVERYTHING000000003",
  recommended: "DEMO0KEY0OF0SHOP0ONE000000000001",
  optional: "DEMO0KEY0WITH0EVERY0OPTION000011",
  products: "DEMO0KEY0FOR0PRODUCTS0ONLY000004",
  disabled: "DEMO0KEY0THAT0IS0DISABLED0000005",
};

/**
 * What the key of a demo shop may do: every method of every resource, what the README recommends,
 * that and what it calls optional, `GET` of products alone, or nothing, as it is disabled.
 */
export type DemoRights = "everything" | "recommended" | "optional" | "products" | "disabled";

/** What kind of shop it is. */
export interface DemoShopOptions {
  /**
   * The version of PrestaShop. 8.2.9 and 9.2.1 are the first that keep a key to its shops.
   * @default "8.2"
   */
  version?: DemoVersion;
  /**
   * How many products, from 0 to 100,000. The first 24 are odd on purpose: inactive, virtual, without
   * a text, with characters that break documents.
   * @default 64
   */
  products?: number;
  /**
   * How many orders, from 0 to 100,000; none without a product and a customer.
   * @default 200
   */
  orders?: number;
  /**
   * How many customers, from 0 to 100,000; every eighth is a guest.
   * @default 80
   */
  customers?: number;
  /**
   * Which catalogue, from 0 to 4,294,967,295: another number gives other names, prices, people and
   * orders, and the same number always the same ones.
   * @default 0
   */
  seed?: number;
  /**
   * The shop's present in its own time, such as `"2026-03-02 08:00:00"`, or a Date, whose UTC is
   * taken. The clock stands still until {@link DemoShop.pass}; all dates of the catalogue lie before it.
   * @default "2026-03-02 08:00:00"
   */
  now?: string | Date;
  /**
   * What goes wrong from the start; {@link DemoShop.setFaults} changes it.
   * @default []
   */
  faults?: readonly (FaultName | Fault)[];
  /**
   * What the key may do.
   * @default "everything"
   */
  rights?: DemoRights;
  /**
   * Whether there are three shops: that of `url`, and one each in the folders `shop2/` and `shop3/`.
   * @default false
   */
  multistore?: boolean;
  /**
   * The shop's address. Shops behind one MSW server need one each.
   * @default "https://shop.example"
   */
  url?: string;
}

const NAMES = [
  "version",
  "products",
  "orders",
  "customers",
  "seed",
  "now",
  "faults",
  "rights",
  "multistore",
  "url",
];

const MOST_RECORDS = 100_000;
const MOST_SEED = 2 ** 32 - 1;

/** The options, complete and checked. */
export interface Settled {
  /** The options of the store, as it reads them. */
  store: string;
  url: URL;
  key: string;
  faults: readonly (FaultName | Fault)[];
}

/** @throws {@link InvalidRequestError} for an option that does not exist, or has no such value */
export function settled(given: DemoShopOptions): Settled {
  const options = only(NAMES, given) as DemoShopOptions;
  const { version = "8.2", rights = "everything", multistore = false, faults = [] } = options;
  if (typeof multistore !== "boolean") {
    throw invalidRequest("multistore", "must be true or false", "Or leave it out.");
  }
  const url = addressOf(options.url ?? "https://shop.example");
  const store = {
    version: one("version", version, VERSIONS),
    products: whole("products", options.products ?? 64, MOST_RECORDS),
    orders: whole("orders", options.orders ?? 200, MOST_RECORDS),
    customers: whole("customers", options.customers ?? 80, MOST_RECORDS),
    seed: whole("seed", options.seed ?? 0, MOST_SEED),
    now: momentOf(options.now ?? "2026-03-02 08:00:00"),
    single_shop: !multistore,
    domain: url.host,
  };
  return { store: JSON.stringify(store), url, key: one("rights", rights, KEYS), faults };
}

function one<T extends object>(name: string, given: keyof T, table: T): T[keyof T] {
  if (typeof given === "string" && Object.hasOwn(table, given)) return table[given];
  const known = Object.keys(table).map((value) => `"${value}"`);
  throw invalidRequest(name, `must be one of ${known.join(", ")}`, "Or leave it out.");
}

function whole(name: string, given: number, most: number): number {
  if (Number.isInteger(given) && given >= 0 && given <= most) return given;
  throw invalidRequest(name, `must be a whole number from 0 to ${most}`, "Or leave it out.");
}

/** As the shop writes it. */
function momentOf(given: string | Date): string {
  const isDate = Object.prototype.toString.call(given) === "[object Date]";
  const text = isDate && Number.isFinite(Number(given)) ? (given as Date).toISOString() : given;
  const [, day, time] =
    /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2})(?:\.\d{3}Z)?)?$/.exec(String(text)) ?? [];
  const moment = `${day} ${time ?? "00:00:00"}`;
  const read = new Date(`${moment.replace(" ", "T")}Z`);
  // 31 February would be another day.
  if (day !== undefined && Number.isFinite(Number(read)) && read.toISOString().startsWith(day)) {
    return moment;
  }
  const hint = 'Give a Date, or the time of the shop, such as "2026-03-02 08:00:00".';
  throw invalidRequest("now", "is no moment", hint);
}

function addressOf(given: string): URL {
  const problem = "must be an address without a path";
  const hint = 'Such as "https://shop.example".';
  try {
    const url = new URL(given);
    if (/^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url;
  } catch {
    // Told below.
  }
  throw invalidRequest("url", problem, hint);
}
