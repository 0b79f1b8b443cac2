import type { Dictionary } from "../language/message.js";
import type { Action } from "./catalogue.js";

/** The action that many products are changed by; their change is offered beside it. */
export const BULK_ACTION = "update_product_seo";

type IntentName = keyof Dictionary["actionList"]["intents"];

/** Actions that somebody looks for with the same thing in mind. */
export interface Intent {
  intent: IntentName;
  actions: readonly Action[];
}

const INTENTS: readonly { intent: IntentName; names: readonly string[] }[] = [
  { intent: "shop", names: ["check_access", "list_languages"] },
  {
    intent: "orders",
    names: [
      "find_orders",
      "get_order",
      "get_order_by_reference",
      "get_orders_by_email",
      "get_last_order",
      "get_order_details",
      "get_order_history",
      "list_order_states",
      "update_order_status",
      "set_tracking_number",
    ],
  },
  {
    intent: "products",
    names: [
      "find_products",
      "get_product",
      "get_stock",
      "update_product_content",
      "update_product_seo",
      "audit_seo",
    ],
  },
  { intent: "customers", names: ["find_customers", "get_customer", "update_customer"] },
  { intent: "changes", names: ["list_changes", "undo_change"] },
];

/** For what a worker offers and this page has not heard of. */
const OTHERS = "others";

/** The actions by what they are for; an intent without any is left out. */
export function byIntent(actions: readonly Action[]): Intent[] {
  const known = new Set(INTENTS.flatMap(({ names }) => names));
  const sorted = INTENTS.map(({ intent, names }) => ({
    intent,
    actions: names.flatMap((name) => actions.find((one) => one.name === name) ?? []),
  }));
  const others: Intent = {
    intent: OTHERS,
    actions: actions.filter(({ name }) => !known.has(name)),
  };
  return [...sorted, others].filter((one) => one.actions.length > 0);
}
