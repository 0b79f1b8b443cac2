import type { Action } from "./catalogue.js";

/** Actions that somebody looks for with the same thing in mind. */
export interface Intent {
  label: string;
  actions: readonly Action[];
}

const INTENTS: readonly { label: string; names: readonly string[] }[] = [
  { label: "Shop and key", names: ["check_access", "list_languages"] },
  {
    label: "Orders",
    names: [
      "get_order_by_reference",
      "get_orders_by_email",
      "get_last_order",
      "get_order_details",
      "get_order_history",
      "list_order_states",
      "update_order_status",
    ],
  },
  {
    label: "Products",
    names: ["get_product", "get_stock", "update_product_content", "update_product_seo"],
  },
  { label: "Customers", names: ["get_customer", "update_customer"] },
  { label: "What was changed", names: ["list_changes", "undo_change"] },
];

/** For what a worker offers and this page has not heard of. */
const OTHERS = "Others";

/** The actions by what they are for; an intent without any is left out. */
export function byIntent(actions: readonly Action[]): Intent[] {
  const known = new Set(INTENTS.flatMap(({ names }) => names));
  const sorted = INTENTS.map(({ label, names }) => ({
    label,
    actions: names.flatMap((name) => actions.find((one) => one.name === name) ?? []),
  }));
  const others = { label: OTHERS, actions: actions.filter(({ name }) => !known.has(name)) };
  return [...sorted, others].filter((one) => one.actions.length > 0);
}
