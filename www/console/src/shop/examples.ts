import { PrestaShop } from "@aismarttalk/prestashop";
import type { ActionName, Input } from "./catalogue.js";
import { FIRST_CHOICE, KEY_TO_EVERYTHING } from "./demo-choices.js";
import { demoFetch, demoUrl } from "./demo-store.js";

/** Inputs that have an answer, by the name of the action. */
export type Examples = Readonly<Record<string, Input | undefined>>;

interface Facts {
  product: number;
  order: string;
  /** Of the newest order. */
  orderId: number;
  customer: number;
  email: string;
}

const ORDERS_LOOKED_AT = 60;

const INPUTS: { readonly [A in ActionName]?: (facts: Facts) => Input } = {
  get_product: ({ product }) => ({ id: product }),
  find_products: () => ({ limit: 10 }),
  find_orders: () => ({ limit: 10 }),
  find_customers: () => ({ limit: 10 }),
  audit_seo: () => ({ limit: 10 }),
  get_order: ({ orderId }) => ({ id: orderId }),
  set_tracking_number: ({ orderId }) => ({ order: orderId }),
  get_stock: ({ product }) => ({ id: product }),
  get_order_by_reference: ({ order }) => ({ reference: order }),
  get_order_details: ({ order }) => ({ reference: order }),
  get_order_history: ({ order }) => ({ reference: order }),
  get_orders_by_email: ({ email }) => ({ email }),
  get_last_order: ({ email }) => ({ email }),
  get_customer: ({ email }) => ({ email }),
  update_product_content: ({ product }) => ({ id: product }),
  update_product_seo: ({ product }) => ({ id: product }),
  update_order_status: ({ orderId }) => ({ id: orderId }),
  update_customer: ({ customer }) => ({ id: customer }),
};

/** Working inputs for a shop of the demo store, read from the store itself. */
export async function demoExamples(folder: string): Promise<Examples> {
  const facts = await readFacts(folder);
  return Object.fromEntries(Object.entries(INPUTS).map(([name, input]) => [name, input(facts)]));
}

async function readFacts(folder: string): Promise<Facts> {
  const shop = new PrestaShop({
    url: demoUrl(folder, FIRST_CHOICE.host),
    key: KEY_TO_EVERYTHING.key,
    fetch: await demoFetch(FIRST_CHOICE.version),
  });
  const [orders, products] = await Promise.all([
    shop.orders.list({
      display: ["id", "reference", "id_customer"],
      sort: "id_DESC",
      limit: ORDERS_LOOKED_AT,
    }),
    shop.products.list({ display: ["id"], limit: 1 }),
  ]);
  const order = mostShared(orders, (one) => one.reference);
  const buyer = mostShared(orders, (one) => one.id_customer);
  const customer = buyer?.id_customer ? await shop.customers.get(buyer.id_customer) : undefined;
  return {
    product: products[0]?.id ?? 1,
    order: order?.reference ?? "",
    orderId: orders[0]?.id ?? 1,
    customer: buyer?.id_customer ?? 1,
    email: customer?.email ?? "",
  };
}

/** The first of those that share a value most often: it shows more than one record. */
function mostShared<T>(rows: readonly T[], shared: (row: T) => unknown): T | undefined {
  const count = (row: T) => rows.filter((other) => shared(other) === shared(row)).length;
  return rows.reduce<T | undefined>(
    (best, row) => (best === undefined || count(row) > count(best) ? row : best),
    undefined,
  );
}
