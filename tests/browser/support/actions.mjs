// What the answer of each reading action must show, read from the shop without the package.
// `ask(path, element)` gives the values of an element; `input` is what stands in the form.

import assert from "node:assert/strict";

/** As the page writes an amount: `54.000000` is `54.00`. */
const amount = (decimal) => decimal.replace(/(\.\d\d\d*?)0+$/, "$1");

const ordersOf = ({ reference }) => `orders?filter[reference]=[${reference}]&display=full`;
const customersOf = ({ email }, fields) => `customers?filter[email]=[${email}]&display=[${fields}]`;

export const FACTS = {
  check_access: async () => ["Clay & Leaf", "PrestaShop 8.2.1", "order_histories"],
  list_languages: (ask) => ask("languages?display=full", "name"),
  get_product: async (ask, { id }) => [
    ...(await ask(`products?filter[id]=[${id}]&display=[reference]`, "reference")),
    ...(await ask(`products?filter[id]=[${id}]&display=[name]&language=1`, "language")),
    ...(await ask(`products?filter[id]=[${id}]&display=[price]`, "price")).map(amount),
  ],
  find_products: (ask) => ask("products?sort=[id_DESC]&limit=10&display=[reference]", "reference"),
  find_orders: (ask) =>
    ask("orders?date=1&sort=[date_add_DESC,id_DESC]&limit=10&display=[reference]", "reference"),
  find_customers: (ask) =>
    ask("customers?sort=[id_DESC]&limit=10&display=[firstname]", "firstname"),
  audit_seo: async (ask) => await ask("products?sort=[id_DESC]&limit=1&display=[id]", "id"),
  get_order: async (ask, { id }) => [
    ...(await ask(`orders?filter[id]=[${id}]&display=[reference,payment]`, "reference")),
    ...(await ask(`orders?filter[id]=[${id}]&display=full`, "product_name")),
  ],
  get_order_by_reference: async (ask, input) => [
    ...(await ask(ordersOf(input), "payment")),
    ...(await ask(ordersOf(input), "date_add")),
    ...(await ask(ordersOf(input), "total_paid_tax_incl")).map(amount),
    ...(await ask(ordersOf(input), "product_name")),
  ],
  get_orders_by_email: async (ask, input) => {
    const customers = await ask(customersOf(input, "id"), "id");
    const orders = `orders?filter[id_customer]=[${customers.join("|")}]&display=[id,reference]`;
    return ask(orders, "reference");
  },
  get_last_order: async (ask, input) => {
    const customers = await ask(customersOf(input, "id"), "id");
    const orders = `orders?filter[id_customer]=[${customers.join("|")}]&date=1`;
    return ask(`${orders}&sort=[date_add_DESC]&limit=1&display=[reference]`, "reference");
  },
  get_order_details: async (ask, input) => {
    const orders = await ask(`orders?filter[reference]=[${input.reference}]&display=[id]`, "id");
    const lines = `order_details?filter[id_order]=[${orders.join("|")}]&display=full`;
    return [
      ...(await ask(lines, "product_name")),
      ...(await ask(lines, "total_price_tax_incl")).map(amount),
    ];
  },
  list_order_states: (ask) =>
    ask("order_states?filter[deleted]=[0]&display=[name]&language=1", "language"),
  get_order_history: async (ask, input) => {
    const orders = await ask(`orders?filter[reference]=[${input.reference}]&display=[id]`, "id");
    const changes = `order_histories?filter[id_order]=[${orders.join("|")}]&display=full`;
    return ask(changes, "date_add");
  },
  get_customer: async (ask, input) => [
    ...(await ask(customersOf(input, "firstname"), "firstname")),
    ...(await ask(customersOf(input, "date_add"), "date_add")),
  ],
  // Lists hold the rows of every shop; 0 is the stock that shops 1 and 2 share.
  get_stock: (ask, { id }) =>
    ask(`stock_availables?filter[id_product]=[${id}]&filter[id_shop]=[0]&display=full`, "quantity"),
};

/** Actions that the documented key may not run. */
export const BEYOND_THE_USUAL_KEY = ["get_stock"];

/** Runs a reading action as its form stands; its answer shows what the shop has. */
export async function expectFacts(visitor, name, ask) {
  await visitor.goTo(name);
  const facts = await FACTS[name](ask, await visitor.inputs());
  await visitor.run();
  await visitor.expectAnswer();
  const answer = await visitor.textOf("#answer");
  assert.ok(facts.length > 0, "there is something to compare");
  for (const fact of facts) assert.ok(answer.includes(fact), `${name} shows ${fact}`);
}
