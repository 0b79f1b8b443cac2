import type { PrestaShop, ShopChange } from "@aismarttalk/prestashop";
import type { FoundEvent } from "./event.js";

/** The resources that changes alone do not say enough about. */
type Lookups = Pick<PrestaShop, "orders" | "orderHistories" | "orderStates">;

/** A row of the history of an order. */
interface HistoryRow {
  id: number;
  id_order: number | null;
  id_order_state: number | null;
}

type ChangeOf<Name> = Extract<ShopChange, { resource: Name }>;
type StatusChange = ChangeOf<"order_states">;

/** What is looked up for status changes. */
interface Background {
  /** All rows of the history of an order, in the order of their ids. */
  historyOf(order: number): readonly HistoryRow[];
  isPaid(status: number | null): boolean;
  referenceOf(order: number): string | null;
}

/**
 * The events of changes, for each record in the order in which they happened. Saved orders and
 * customers that are not new are none.
 */
export async function eventsOf(
  shop: Lookups,
  changes: readonly ShopChange[],
  signal: AbortSignal,
): Promise<FoundEvent[]> {
  const statuses = changes.filter((one) => one.resource === "order_states");
  const background = await backgroundOf(shop, statuses, changes, signal);
  return [
    // An order is there before its first status.
    ...changes.flatMap((one) => eventOf(one)),
    ...statuses.flatMap((one) => statusEvents(one, background)),
  ];
}

function eventOf(change: ShopChange): FoundEvent[] {
  const isNew = change.kind === "created";
  const [record, once] = [`${change.resource}/${change.row.id}`, change.key];
  switch (change.resource) {
    case "orders": {
      const { reference, current_state, total_paid, date_add } = change.row;
      const data = { reference, status: current_state, total_paid, date: date_add };
      return isNew ? [{ kind: "order.created", record, once, data }] : [];
    }
    case "customers": {
      const { is_guest, date_add } = change.row;
      const data = { is_guest, date: date_add };
      return isNew ? [{ kind: "customer.created", record, once, data }] : [];
    }
    case "products": {
      const { reference, active, date_add, date_upd } = change.row;
      const data = { reference, active, date: isNew ? date_add : date_upd };
      return [{ kind: isNew ? "product.created" : "product.updated", record, once, data }];
    }
    default:
      return [];
  }
}

/** A status change, and where it is the first one that counts as paid, the payment. */
function statusEvents({ row, key }: StatusChange, background: Background): FoundEvent[] {
  const { id, id_order: order, id_order_state: status, date_add: date } = row;
  if (order === null) return [];
  const record = `orders/${order}`;
  const reference = background.referenceOf(order);
  const earlier = background.historyOf(order).filter((one) => one.id < id);
  const before = { status: earlier.at(-1)?.id_order_state ?? null };
  const after = { status };
  const changed: FoundEvent = {
    kind: "order.status_changed",
    record,
    once: key,
    data: { reference, history: id, before, after, date },
  };
  const wasPaid = earlier.some((one) => background.isPaid(one.id_order_state));
  if (wasPaid || !background.isPaid(status)) return [changed];
  const data = { reference, history: id, status, date };
  return [changed, { kind: "order.paid", record, once: key, data }];
}

async function backgroundOf(
  shop: Lookups,
  statuses: readonly StatusChange[],
  changes: readonly ShopChange[],
  signal: AbortSignal,
): Promise<Background> {
  const references = new Map<number, string | null>();
  for (const { resource, row } of changes) {
    if (resource === "orders") references.set(row.id, row.reference);
  }
  const orders = [...new Set(statuses.flatMap(({ row }) => row.id_order ?? []))];
  if (orders.length === 0) {
    return { historyOf: () => [], isPaid: () => false, referenceOf: () => null };
  }
  const missing = orders.filter((order) => !references.has(order));
  const [rows, states, named] = await Promise.all([
    shop.orderHistories.list({
      filter: { id_order: orders },
      display: ["id", "id_order", "id_order_state"],
      signal,
    }),
    shop.orderStates.list({ display: ["id", "paid"], signal }),
    missing.length === 0
      ? []
      : shop.orders.list({ filter: { id: missing }, display: ["id", "reference"], signal }),
  ]);
  for (const { id, reference } of named) references.set(id, reference);
  const histories = new Map<number | null, HistoryRow[]>();
  for (const row of [...rows].sort((one, other) => one.id - other.id)) {
    const history = histories.get(row.id_order);
    if (history === undefined) histories.set(row.id_order, [row]);
    else history.push(row);
  }
  const paid = new Set(states.filter((state) => state.paid).map(({ id }) => id));
  return {
    historyOf: (order) => histories.get(order) ?? [],
    isPaid: (status) => status !== null && paid.has(status),
    referenceOf: (order) => references.get(order) ?? null,
  };
}
