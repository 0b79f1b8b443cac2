// What actions are asked, rightly and wrongly.
import { client, demoShop } from "./demo-shop.mjs";

const facts = client(demoShop());
const [order] = await facts.orders.list({ filter: { id: 24 } });
const { email } = await facts.customers.get(order.id_customer);
const all = await facts.orders.list({ display: ["id", "reference"] });
const lone = all.find(
  ({ reference }) => all.filter((one) => one.reference === reference).length === 1,
);
const [guest] = await facts.customers.list({ filter: { is_guest: true }, limit: 1 });
const product = await facts.products.get(5);

const byOrder = [
  { id: order.id },
  { reference: order.reference },
  { reference: order.reference.toLowerCase() },
];

/** What each action is asked. */
export const INPUTS = {
  check_access: [{}],
  list_languages: [{}],
  get_product: [
    { id: 5 },
    { id: 8, language: 2 },
    { reference: product.reference },
    { reference: "TWICE-17", language: "fr" },
    { id: 24, language: "de" },
  ],
  find_products: [
    { words: "tea", limit: 2 },
    { missing: ["meta_title"], language: "fr" },
    { price_from: 5, active: true, changed_since: "2020-01-01" },
  ],
  audit_seo: [{ limit: 3 }, { language: "fr", limit: 1 }],
  find_orders: [
    {},
    { paid: false, from: "2026-01-31", to: "2026-02-28 12:00:00", limit: 3 },
    { state: "Payée", language: "fr" },
    { customer: email, total_from: 10, total_to: 999.5, payment: "a" },
    { customer: String(order.id_customer) },
    { reference: `#${order.reference.slice(2, 6).toLowerCase()}` },
    { tracking_number: "RX00000009" },
  ],
  get_order: byOrder,
  get_order_by_reference: [
    { reference: order.reference },
    { reference: order.reference.toLowerCase(), language: "fr" },
    { reference: `#${order.reference}` },
  ],
  get_orders_by_email: [
    { email },
    { email: email.toUpperCase(), limit: 1 },
    { email: guest.email, language: 4 },
    { email: "nobody@example.org" },
  ],
  get_last_order: [{ email }, { email: guest.email }, { email: "nobody@example.org" }],
  get_order_details: byOrder,
  list_order_states: [{}, { language: "fr" }, { language: 3 }],
  get_order_history: byOrder,
  find_customers: [
    { words: "anna", limit: 2 },
    { email: "@example.org", newsletter: true, guest: false },
    { registered_from: "2025-01-01", registered_to: "2026-01-31" },
  ],
  get_customer: [{ id: 2 }, { email }, { email: guest.email }],
  get_stock: [{ id: 5 }, { reference: "TWICE-17" }, { id: 3, language: "ar" }],
  update_product_content: [
    { id: 5, name: "Oval dish" },
    { id: 5, name: { fr: "Plat ovale", de: "Ovale Platte" }, description: "<p>A</p>" },
    { id: 5, description_short: "<p>B</p>", language: "de", preview: true },
  ],
  update_product_seo: [
    { id: 5, meta_title: "Oval dish", link_rewrite: { en: "oval-dish" } },
    { id: 3, meta_description: "A dish.", language: 2, preview: true },
  ],
  update_order_status: [
    { id: order.id, state: 6 },
    { id: order.id, state: "Storniert", language: "fr", send_email: true },
    { reference: lone.reference, state: "5", preview: true },
  ],
  set_tracking_number: [
    { order: order.id, number: "1Z-4711", send_email: true },
    { order: lone.reference, number: "1Z-4712", state: 4, preview: true },
    { parcel: 4, number: "1Z-4713" },
  ],
  update_customer: [
    { id: 2, firstname: "Ada", note: "" },
    { email, new_email: "ada@example.org" },
    { id: 2, lastname: "Lovelace", preview: true },
  ],
};

/** Inputs that keep to no schema: action, input, field. */
export const WRONG = [
  ["get_product", {}, ["id", "reference"]],
  ["get_product", { id: 0 }, "id"],
  ["get_product", { id: -1 }, "id"],
  ["get_product", { id: 1.5 }, "id"],
  ["get_product", { id: "5.5" }, "id"],
  ["get_product", { id: "1abc" }, "id"],
  ["get_product", { id: Number.NaN }, "id"],
  ["get_product", { id: null }, "id"],
  ["get_product", { id: [5] }, "id"],
  ["get_product", { id: () => 5 }, "id"],
  ["get_product", { id: 2 ** 32 }, "id"],
  ["get_product", { id: 5, reference: "A" }, ["id", "reference"]],
  ["get_product", { reference: "" }, "reference"],
  ["get_product", { reference: 5 }, "reference"],
  ["get_product", { reference: "A".repeat(300) }, "reference"],
  ["get_product", { id: 5, language: "" }, "language"],
  ["get_product", { id: 5, language: 0 }, "language"],
  ["get_product", { id: 5, language: true }, "language"],
  ["get_product", { id: 5, colour: "red" }, "colour"],
  ["get_product", { id: 5, constructor: 1 }, "constructor"],
  ["get_product", JSON.parse('{"id":5,"__proto__":1}'), "__proto__"],
  ["find_products", { price_from: -1 }, "price_from"],
  ["find_products", { missing: ["price"] }, "missing"],
  ["audit_seo", { limit: 0 }, "limit"],
  ["set_tracking_number", { order: 5 }, "number"],
  ["set_tracking_number", { order: 5, parcel: 5, number: "A" }, "order"],
  ["find_orders", { from: "yesterday" }, "from"],
  ["find_orders", { from: "2026-02-30" }, "from"],
  ["find_orders", { total_from: -1 }, "total_from"],
  ["find_orders", { paid: "yes" }, "paid"],
  ["find_orders", { limit: 101 }, "limit"],
  ["find_orders", { reference: " " }, "reference"],
  ["find_orders", { tracking_number: 4711 }, "tracking_number"],
  ["find_customers", { words: " " }, "words"],
  ["find_customers", { guest: 1 }, "guest"],
  ["get_order", {}, ["id", "reference"]],
  ["get_order_by_reference", { reference: undefined }, "reference"],
  ["get_order_by_reference", { reference: null }, "reference"],
  ["get_order_by_reference", {}, "reference"],
  ["get_orders_by_email", { email: undefined }, "email"],
  ["get_orders_by_email", { email, limit: 0 }, "limit"],
  ["get_orders_by_email", { email, limit: 101 }, "limit"],
  ["get_orders_by_email", { email, limit: Number.NaN }, "limit"],
  ["get_last_order", { email: 5 }, "email"],
  ["get_customer", {}, ["id", "email"]],
  ["get_customer", { email: "" }, "email"],
  ["list_languages", { language: 1 }, "language"],
  ["update_product_content", { id: 5 }, "name"],
  ["update_product_content", { id: 5, name: undefined }, "name"],
  ["update_product_content", { id: 5, name: { fr: undefined } }, "name"],
  ["update_product_content", { id: 5, name: new Map([["fr", "A"]]) }, "name"],
  ["update_product_content", { id: 5, name: "A", preview: "yes" }, "preview"],
  ["update_product_content", { id: 5, name: "A", expect: 5 }, "expect"],
  ["update_product_seo", { id: 5, meta_title: ["A"] }, "meta_title"],
  ["update_order_status", { id: 5, state: Number.NaN }, "state"],
  ["update_order_status", { id: 5, state: 1.5 }, "state"],
  ["update_order_status", { id: 5, state: 5, sendEmail: true }, "sendEmail"],
  ["update_customer", { id: 2, note: null }, "firstname"],
  ["update_customer", { id: 2, passwd: "x" }, "passwd"],
];

/** What is no object at all. */
export const NO_INPUTS = ["get_product", 5, true, [], [5], new Map([["id", 5]]), Symbol("id")];

/** Names that no catalogue has, but JavaScript's objects do. */
export const NO_ACTIONS = [
  "",
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "Get_Product",
  "get_product ",
  "delete_shop",
];

/** What JavaScript may hand over for the name of an action, and is no text. */
export const NO_NAMES = [
  undefined,
  null,
  5,
  {},
  ["get_product"],
  Symbol("get_product"),
  () => "get_product",
];
