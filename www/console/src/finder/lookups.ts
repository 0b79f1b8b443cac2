import type { ActionMap } from "@aismarttalk/prestashop";
import { PrestaShopError } from "@aismarttalk/prestashop";
import { type ActionName, findAction } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { runAction } from "../state/running.js";
import type { Meaning } from "./meaning.js";
import { customerHits, fullOrderHits, orderHits, productHits } from "./record-hits.js";
import type { Lookup } from "./search.js";

/** How many of a kind are shown. */
const MOST = 5;

/** What to ask the shop about a text, by what it means. */
export function lookupsFor(meaning: Meaning, shop: Connection): readonly Lookup[] {
  const { email, isWholeEmail, reference, part, id, tracking, words, only } = meaning;
  const asker = askerOf(shop);
  const lookups: (Asking | null)[] = [
    reference === null ? null : asker.orderNamed({ reference }),
    id === null || (only !== null && only !== "orders") ? null : asker.orderNamed({ id }),
    id === null || (only !== null && only !== "products") ? null : asker.product(id),
    id === null || (only !== null && only !== "customers") ? null : asker.customer(id),
    part === null ? null : asker.orders("orders", { reference: part }),
    tracking === null ? null : asker.orders("parcels", { tracking_number: tracking }),
    email === null ? null : asker.customers({ email }),
    email === null || !isWholeEmail ? null : asker.ordersOf(email),
    words === null || only === "customers" ? null : asker.products(words),
    words === null || only === "products" ? null : asker.customers({ words }),
  ];
  return lookups.filter((one) => one !== null).filter(({ needs }) => shopHas(shop, needs));
}

/** A token may allow less than all actions: what cannot be asked is no failure. */
function shopHas(shop: Connection, needs: ActionName): boolean {
  return findAction(needs, shop.actions) !== undefined;
}

type Asking = Lookup & { needs: ActionName };

function askerOf(shop: Connection) {
  const run = <A extends ActionName>(
    name: A,
    input: ActionMap[A]["input"],
    signal: AbortSignal,
  ): Promise<ActionMap[A]["output"]> =>
    runAction(shop, name, input, { signal, doing: (w) => w.finder.searching });
  return {
    orderNamed: (named: { reference: string } | { id: number }): Asking => ({
      name: "orders",
      needs: "get_order",
      run: (signal, found) =>
        orNothing(async () => found(fullOrderHits(await run("get_order", named, signal)))),
    }),
    product: (id: number): Asking => ({
      name: "products",
      needs: "get_product",
      run: (signal, found) =>
        orNothing(async () => {
          const { products, currency } = await run("get_product", { id }, signal);
          found(productHits(products, currency?.iso_code ?? null));
        }),
    }),
    customer: (id: number): Asking => ({
      name: "customers",
      needs: "get_customer",
      run: (signal, found) =>
        orNothing(async () => {
          found(customerHits((await run("get_customer", { id }, signal)).customers));
        }),
    }),
    orders: (name: string, named: { reference: string } | { tracking_number: string }): Asking => ({
      name,
      needs: "find_orders",
      run: async (signal, found) => {
        const { orders } = await run("find_orders", { ...named, limit: MOST }, signal);
        found(orderHits(orders));
        if ("tracking_number" in named) await withParcels(orders, signal, found);
      },
    }),
    ordersOf: (email: string): Asking => ({
      name: "orders",
      needs: "find_orders",
      run: async (signal, found) => {
        const { orders } = await run("find_orders", { customer: email, limit: MOST }, signal);
        found(orderHits(orders));
        await withParcels(orders, signal, found);
      },
    }),
    products: (words: string): Asking => ({
      name: "products",
      needs: "find_products",
      run: async (signal, found) => {
        const { products, currency } = await run("find_products", { words, limit: MOST }, signal);
        found(productHits(products, currency));
      },
    }),
    customers: (named: { words: string } | { email: string }): Asking => ({
      name: "customers",
      needs: "find_customers",
      run: async (signal, found) => {
        const { customers } = await run("find_customers", { ...named, limit: MOST }, signal);
        found(customerHits(customers));
      },
    }),
  };

  /** The newest of them says where its parcel is, without being opened. */
  async function withParcels(
    orders: ActionMap["find_orders"]["output"]["orders"],
    signal: AbortSignal,
    found: Parameters<Lookup["run"]>[1],
  ): Promise<void> {
    const [newest, ...others] = orders;
    if (newest === undefined || findAction("get_order", shop.actions) === undefined) return;
    const whole = fullOrderHits(await run("get_order", { id: newest.id }, signal));
    found([...whole, ...orderHits(others)]);
  }
}

/** That there is no such record is an answer. */
async function orNothing(look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (!(error instanceof PrestaShopError) || error.kind !== "not_found") throw error;
  }
}
