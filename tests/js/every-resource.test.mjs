// Every resource of PrestaShop 8.2, listed, got and iterated: the declared ones in the demo store, all
// others in a shop that makes documents of them as PrestaShop does, new ones with each seed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ADDRESS, client, demoShop } from "./support/demo-shop.mjs";
import { madeShop, seedOf } from "./support/made-shop.mjs";
import { eachCase } from "./support/table.mjs";

const DECLARED = [
  "products",
  "orders",
  "order_details",
  "order_states",
  "order_histories",
  "customers",
  "languages",
  "stock_availables",
];

/** The others by the name of their element; with the name around them where it is not the resource's. */
const OTHERS = {
  addresses: "address",
  attachments: "attachment",
  carriers: "carrier",
  cart_rules: "cart_rule",
  carts: "cart",
  categories: "category",
  combinations: "combination",
  configurations: "configuration",
  contacts: "contact",
  content_management_system: "content",
  countries: "country",
  currencies: "currency",
  customer_messages: "customer_message",
  customer_threads: "customer_thread",
  customizations: "customization",
  deliveries: "delivery",
  employees: "employee",
  groups: "group",
  guests: "guest",
  image_types: "image_type",
  manufacturers: "manufacturer",
  messages: "message",
  order_carriers: "order_carrier",
  order_cart_rules: "order_cart_rule",
  order_invoices: "order_invoice",
  order_payments: "order_payment",
  order_slip: "order_slips/order_slip",
  price_ranges: "price_range",
  product_customization_fields: "customization_fields/customization_field",
  product_feature_values: "product_feature_value",
  product_features: "product_feature",
  product_option_values: "product_option_value",
  product_options: "product_option",
  product_suppliers: "product_supplier",
  shop_groups: "shop_group",
  shop_urls: "shop_url",
  shops: "shop",
  specific_price_rules: "specific_price_rule",
  specific_prices: "specific_price",
  states: "state",
  stock_movement_reasons: "stock_movement_reason",
  stock_movements: "stock_movement",
  stocks: "stock",
  stores: "store",
  suppliers: "supplier",
  supply_order_details: "supply_order_detail",
  supply_order_histories: "supply_order_history",
  supply_order_receipt_histories: "supply_order_receipt_history",
  supply_order_states: "supply_order_state",
  supply_orders: "supply_order",
  tags: "tag",
  tax_rule_groups: "tax_rule_group",
  tax_rules: "tax_rule",
  taxes: "tax",
  translated_configurations: "translated_configuration",
  warehouse_product_locations: "warehouse_product_location",
  warehouses: "warehouse",
  weight_ranges: "weight_range",
  zones: "zone",
};

const PAGE_SIZE = 7;

async function iterated(resource, options) {
  const rows = [];
  for await (const row of resource.iterate(options)) rows.push(row);
  return rows;
}

test("given each declared resource, then it is listed, got and iterated with the same values", async () => {
  const shop = client(demoShop({ products: 30, orders: 30, customers: 12 }));
  await eachCase(
    "declared resources",
    DECLARED.map((name) => [name, name]),
    async (name) => {
      const resource = shop.resource(name);
      const listed = await resource.list({ display: "full", sort: "id_ASC" });
      assert.ok(listed.length > 1, `${listed.length} records`);
      assert.deepEqual(await iterated(resource, { display: "full", pageSize: PAGE_SIZE }), listed);
      const last = listed.at(-1);
      const got = await resource.get(last.id);
      assert.deepEqual([got.id, Object.keys(got)], [last.id, Object.keys(last)]);
    },
  );
});

test("given each other resource, then it is listed, got and iterated with all that the shop has", async () => {
  const seed = seedOf();
  console.log(`seed ${seed}`);
  await eachCase(
    "other resources",
    Object.entries(OTHERS).map(([name, element]) => [name, name, element]),
    async (name, element) => {
      const [one, around = name] = element.split("/").reverse();
      const { fetch, values } = madeShop({ resource: name, around, one, seed });
      const resource = client({ fetch }, { url: ADDRESS }).resource(name);
      assert.deepEqual(await resource.list({ display: "full" }), values);
      assert.deepEqual(await iterated(resource, { display: "full", pageSize: PAGE_SIZE }), values);
      assert.deepEqual(await resource.get(values.at(-1).id), values.at(-1));
      const ids = values.map(({ id }) => ({ id }));
      assert.deepEqual(await resource.list({ display: ["id"] }), ids);
    },
  );
});
