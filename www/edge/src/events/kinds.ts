/** What is read from a shop to find events. */
export type Stream = "orders" | "order_states" | "customers" | "products" | "stock";

/** The kinds of events, and what each is found in. */
export const EVENT_KINDS = {
  "order.created": "orders",
  "order.status_changed": "order_states",
  "order.paid": "order_states",
  "customer.created": "customers",
  "product.created": "products",
  "product.updated": "products",
  "stock.out": "stock",
} as const satisfies Record<string, Stream>;

/** The name of a kind of event. */
export type EventKind = keyof typeof EVENT_KINDS;

/** All of them, in the order in which they are listed. */
export const KIND_NAMES = Object.keys(EVENT_KINDS) as EventKind[];

/** Whether a value names a kind of event. */
export function isEventKind(value: unknown): value is EventKind {
  return typeof value === "string" && Object.hasOwn(EVENT_KINDS, value);
}

/** What has to be read for events of these kinds. */
export function streamsOf(kinds: Iterable<EventKind>): ReadonlySet<Stream> {
  return new Set(Array.from(kinds, (kind) => EVENT_KINDS[kind]));
}
