import type { FoundOrder, OrderStatusChange } from "@aismarttalk/prestashop";
import { pageLanguage } from "../../language/page.js";
import { type Asked, useAnswer } from "../../state/answers.js";
import { runAction } from "../../state/running.js";
import { inPageLanguage, type Order, type OrderName, orderNamed } from "./order.js";

/** The orders of a reference, or the one of an id. */
export interface FoundOrders {
  orders: readonly Order[];
  warnings: readonly string[];
}

/** The status changes of orders, by id. */
export interface FoundHistory {
  changes: ReadonlyMap<number, readonly OrderStatusChange[]>;
  warnings: readonly string[];
}

/** All orders that an address names; a reference can be that of several. */
export function useOrders(id: string): Asked<FoundOrders> {
  const name = orderNamed(id);
  return useAnswer(keyOf("order", name), async (open, signal) => {
    const input = { ...name, ...(await inPageLanguage(open)) };
    return runAction(open, "get_order", input, { signal, doing: (w) => w.order.reading });
  });
}

/** What became of them so far. */
export function useHistory(id: string, isThere: boolean): Asked<FoundHistory> {
  const name = orderNamed(id);
  return useAnswer(isThere ? keyOf("order history", name) : null, async (open, signal) => {
    const input = { ...name, ...(await inPageLanguage(open)) };
    const { orders, warnings } = await runAction(open, "get_order_history", input, {
      signal,
      doing: (w) => w.order.readingHistory,
    });
    return { changes: new Map(orders.map(({ id: order, changes }) => [order, changes])), warnings };
  });
}

/** All orders of a customer, as far as one answer holds them; newest first. */
export function useOrdersOf(
  customer: number | null,
): Asked<{ orders: readonly FoundOrder[]; has_more: boolean }> {
  const key = customer === null ? null : keyOf(`orders of ${customer}`, {});
  return useAnswer(key, async (open, signal) => {
    const input = { customer: customer ?? 0, limit: 100, ...(await inPageLanguage(open)) };
    return runAction(open, "find_orders", input, { signal, doing: (w) => w.order.readingOthers });
  });
}

function keyOf(what: string, name: OrderName | object): string {
  return `${what} ${JSON.stringify(name)} ${pageLanguage.value.code}`;
}
