import type { OrderRow, OrderState, States } from "./rows.js";

/** What an order waits for, or how it ended. */
export type OrderKind =
  | "unpaid"
  | "failed"
  | "paid"
  | "shipped"
  | "delivered"
  | "cancelled"
  | "refunded"
  | "unknown";

/** Those that somebody still has to do something for. */
export const TO_DO: readonly OrderKind[] = ["unpaid", "failed", "paid"];

/** Those that are not over. */
export const OPEN: readonly OrderKind[] = [...TO_DO, "shipped"];

/** What counts as sold. */
export const SOLD: readonly OrderKind[] = ["paid", "shipped", "delivered"];

/**
 * The first statuses are the same in every shop, as PrestaShop installs them; the flags must agree,
 * as an owner may have given one another meaning.
 */
const INSTALLED: Readonly<Record<number, { kind: OrderKind; agrees(state: OrderState): boolean }>> =
  {
    5: { kind: "delivered", agrees: ({ shipped }) => shipped },
    6: { kind: "cancelled", agrees: ({ paid, shipped }) => !paid && !shipped },
    7: { kind: "refunded", agrees: ({ shipped }) => !shipped },
    8: { kind: "failed", agrees: ({ paid, shipped }) => !paid && !shipped },
  };

/** What a status means; `unknown` where the key may not read it. */
export function kindOfState(state: OrderState | undefined): OrderKind {
  if (state === undefined) return "unknown";
  const installed = INSTALLED[state.id];
  if (installed?.agrees(state)) return installed.kind;
  if (state.shipped) return "shipped";
  return state.paid ? "paid" : "unpaid";
}

/** What the status of an order means. */
export function kindOf({ status }: OrderRow, states: States): OrderKind {
  return kindOfState(status.id === null ? undefined : states?.get(status.id));
}
