import type { OpenShop } from "../shop/open.js";
import type { EdgeAction } from "./edge-action.js";
import type { Input } from "./outcome.js";

type NameRecord = NonNullable<EdgeAction["record"]>;

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
      // Two are enough to know that an input names no single one.
      client.orders.list({ filter: { reference }, display: ["id"], limit: 2, signal }),
    ),
  ],
  [
    "update_customer",
    byId("customers", "email", async ({ client, signal }, email) => {
      const found = await client.customers.list({
        filter: { email },
        display: ["id", "email"],
        signal,
      });
      // As the action does: a shop also finds addresses that differ in accents.
      return found.filter((one) => folded(one.email.trim()) === folded(email));
    }),
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
    const given = other && input[other];
    // The actions pass over blanks around it as well.
    const value = typeof given === "string" ? given.trim() : "";
    if (value === "") return null;
    const [only, another] = (await find?.(shop, value)) ?? [];
    return only === undefined || another !== undefined ? null : `${resource}/${only.id}`;
  };
}

function idIn({ id }: Input): number | undefined {
  const number = typeof id === "string" || typeof id === "number" ? Number(id) : 0;
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** Small letters for large ones, of ASCII alone. */
function folded(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
