/** What every action is asked, as `[name, first input, input of the call after it]`. */

import { PrestaShop } from "@aismarttalk/prestashop";
import { ADDRESS, farShop, KEYS } from "./shop.mjs";

const shop = new PrestaShop({ url: ADDRESS, key: KEYS.everything, fetch: farShop(0).fetch });
const customers = await shop.customers.list({ display: ["id", "email"] });
const orders = await shop.orders.list({
  display: ["id", "id_customer", "reference", "current_state"],
});
const isAlone = (list, field, one) =>
  list.filter((other) => other[field] === one[field]).length === 1;
const buyers = new Map(
  customers.filter((one) => isAlone(customers, "email", one)).map((one) => [one.id, one.email]),
);
const order = orders.find(
  (one) =>
    buyers.has(one.id_customer) && one.current_state === 2 && isAlone(orders, "reference", one),
);
const email = buyers.get(order.id_customer);
const product = await shop.products.get(5);
const { id, reference } = order;
const sku = product.reference;
const { order_states: states } = await shop.run("list_order_states", { language: "fr" });
const [sent, arrived] = [4, 5].map((state) => states.find((one) => one.id === state).label);

/** Asked again with the same. */
const READS = [
  ["check_access", {}],
  ["list_languages", {}],
  ["get_product", { id: 5 }],
  ["get_product", { reference: sku }],
  ["get_product", { reference: sku, language: "fr" }],
  ["find_products", { words: "tea" }],
  ["audit_seo", {}],
  ["get_stock", { id: 5 }],
  ["find_orders", {}],
  ["find_orders", { customer: email }],
  ["get_order", { id }],
  ["get_order_by_reference", { reference }],
  ["get_orders_by_email", { email }],
  ["get_last_order", { email }],
  ["get_order_details", { reference }],
  ["list_order_states", { language: "fr" }],
  ["get_order_history", { id }],
  ["find_customers", { words: "anna" }],
  ["get_customer", { email }],
];

/** Asked again with another value: a write of what is there already writes nothing. */
const WRITES = [
  ["update_product_content", { id: 5, name: "Oval dish" }, { id: 5, name: "Round dish" }],
  [
    "update_product_seo",
    { id: 5, meta_title: { fr: "Plat" } },
    { id: 5, meta_title: { fr: "Bol" } },
  ],
  ["update_customer", { id: 2, note: "Call" }, { id: 2, note: "Write" }],
  ["update_customer", { email, note: "Call" }, { email, note: "Write" }],
  ["update_order_status", { id, state: 3 }, { id, state: 4 }],
  [
    "update_order_status",
    { reference, state: sent, language: "fr" },
    { reference, state: arrived, language: "fr" },
  ],
  ["set_tracking_number", { order: id, number: "1Z-4711" }, { order: id, number: "1Z-4712" }],
];

export const QUESTIONS = [...READS.map(([name, input]) => [name, input, input]), ...WRITES];
