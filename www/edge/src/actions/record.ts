import type { OpenShop } from "../shop/open.js";
import type { EdgeAction, Input } from "./edge-action.js";

type NameRecord = NonNullable<EdgeAction["record"]>;

/** Two records are enough to know that an input names no single one. */
const TWO = { display: ["id"], limit: 2 } as const;

/**
 * How the writing actions of the package name the record they write, for the queue of its writes.
 * An e-mail or a reference is looked up, because another caller may name the same record by id.
 */
export const RECORDS: ReadonlyMap<string, NameRecord> = new Map([
  ["update_product_content", byId("products")],
  ["update_product_seo", byId("products")],
  [
    "update_order_status",
    byId("orders", "reference", ({ client, signal }, reference) =>
      client.orders.list({ filter: { reference }, ...TWO, signal }),
    ),
  ],
  [
    "update_customer",
    byId("customers", "email", ({ client, signal }, email) =>
      client.customers.list({ filter: { email }, ...TWO, signal }),
    ),
  ],
]);

function byId(
  resource: string,
  other?: string,
  find?: (shop: OpenShop, value: string) => Promise<{ id: number }[]>,
): NameRecord {
  return async (shop, input) => {
    const id = idIn(input);
    if (id !== undefined) return `${resource}/${id}`;
    const value = other && input[other];
    if (typeof value !== "string" || value === "") return null;
    const [only, another] = (await find?.(shop, value)) ?? [];
    return only === undefined || another !== undefined ? null : `${resource}/${only.id}`;
  };
}

function idIn({ id }: Input): number | undefined {
  const number = typeof id === "string" || typeof id === "number" ? Number(id) : 0;
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
