import type { Order, PrestaShop, ShopChange } from "@aismarttalk/prestashop";
import type { FoundEvent } from "./event.js";

/** The resources that changes alone do not say enough about. */
type Lookups = Pick<PrestaShop, "orders" | "orderHistories" | "orderStates">;

/** What is read of orders that are not among the changes. */
type OrderRow = Pick<Order, "id" | "reference" | "current_state" | "total_paid" | "date_add">;

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
  /** `null` where the shop has no such order any more. */
  orderOf(order: number): OrderRow | null;
}

/** How changes become events. */
interface Deriving {
  /** Whether new orders are watched too. */
  orders: boolean;
  signal: AbortSignal;
}

/** A first status so long after its order says nothing about when the order was made. */
const MADE_TOGETHER_MS = 600_000;

/**
 * The events of changes, for each record in the order in which they happened. Saved orders and
 * customers that are not new are none.
 */
export async function eventsOf(
  shop: Lookups,
  changes: readonly ShopChange[],
  { orders, signal }: Deriving,
): Promise<FoundEvent[]> {
  const statuses = changes.filter((one) => one.resource === "order_states");
  const background = await backgroundOf(shop, statuses, changes, signal);
  return [
    // An order is there before its first status.
    ...changes.flatMap((one) => eventOf(one)),
    ...statuses.flatMap((one) => [
      ...(orders ? madeWith(one, background) : []),
      ...statusEvents(one, background),
    ]),
  ];
}

/** A new order is the same event, whether it is found by itself or by its first status. */
function orderCreated({
  id,
  reference,
  current_state,
  total_paid,
  date_add,
}: OrderRow): FoundEvent {
  const data = { reference, status: current_state, total_paid, date: date_add };
  return { kind: "order.created", record: `orders/${id}`, once: String(id), data };
}

/**
 * The order that was made with its first status: it may have come after the shop had listed its new
 * orders, and before it listed the statuses.
 */
function madeWith({ row }: StatusChange, background: Background): FoundEvent[] {
  const order = row.id_order === null ? null : background.orderOf(row.id_order);
  if (order === null || background.historyOf(order.id).some(({ id }) => id < row.id)) return [];
  const apartMs = timeOfDate(row.date_add) - timeOfDate(order.date_add);
  return Math.abs(apartMs) <= MADE_TOGETHER_MS ? [orderCreated(order)] : [];
}

/** In whichever time zone: it is compared with another one of the same shop. */
function timeOfDate(date: string | null): number {
  return date === null ? Number.NaN : Date.parse(`${date.replace(" ", "T")}Z`);
}

function eventOf(change: ShopChange): FoundEvent[] {
  const isNew = change.kind === "created";
  const [record, once] = [`${change.resource}/${change.row.id}`, change.key];
  switch (change.resource) {
    case "orders":
      return isNew ? [orderCreated(change.row)] : [];
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
  const reference = background.orderOf(order)?.reference ?? null;
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

const ORDER_FIELDS = ["id", "reference", "current_state", "total_paid", "date_add"] as const;

async function backgroundOf(
  shop: Lookups,
  statuses: readonly StatusChange[],
  changes: readonly ShopChange[],
  signal: AbortSignal,
): Promise<Background> {
  const known = new Map<number, OrderRow>();
  for (const { resource, row } of changes) if (resource === "orders") known.set(row.id, row);
  const orders = [...new Set(statuses.flatMap(({ row }) => row.id_order ?? []))];
  if (orders.length === 0) {
    return { historyOf: () => [], isPaid: () => false, orderOf: () => null };
  }
  const missing = orders.filter((order) => !known.has(order));
  const [rows, states, named] = await Promise.all([
    shop.orderHistories.list({
      filter: { id_order: orders },
      display: ["id", "id_order", "id_order_state"],
      signal,
    }),
    shop.orderStates.list({ display: ["id", "paid"], signal }),
    missing.length === 0
      ? []
      : shop.orders.list({ filter: { id: missing }, display: ORDER_FIELDS, signal }),
  ]);
  for (const order of named) known.set(order.id, order);
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
    orderOf: (order) => known.get(order) ?? null,
  };
}
