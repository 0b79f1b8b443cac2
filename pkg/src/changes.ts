import type { Customer, Order, OrderHistory, Product } from "./generated/resources.js";
import type { CallOptions } from "./options.js";

/** What to look at for changes; each costs one request where nothing has changed. */
export interface Watched {
  /**
   * Orders that are new or were saved.
   * @default false
   */
  orders?: boolean;
  /**
   * Status changes: the rows of `order_histories`.
   * @default false
   */
  order_states?: boolean;
  /**
   * Customers who are new or were saved.
   * @default false
   */
  customers?: boolean;
  /**
   * Products that are new or were saved.
   * @default false
   */
  products?: boolean;
}

/** Options of a look at what has changed. */
export interface ChangesOptions extends CallOptions {
  /**
   * Where the first call begins, as the shop's own local time: `2026-11-30` or
   * `2026-11-30 09:00:00`. Does not go with a cursor.
   * @default now: the first call tells no change
   */
  since?: string;
}

/** What every change tells. */
export interface Changed<Name extends string, Row> {
  /** What has changed. */
  resource: Name;
  /** Whether the record is new; a status change always is. */
  kind: "created" | "updated";
  /**
   * The same text whenever the same change is told again, as after a cursor was not stored, and
   * another one for every other change of the shop.
   */
  key: string;
  /** The record as it was read, as a list with these fields shows it. */
  row: Row;
}

/** A new or changed order. */
export type ChangedOrder = Changed<
  "orders",
  Pick<
    Order,
    | "id"
    | "id_customer"
    | "current_state"
    | "valid"
    | "date_add"
    | "date_upd"
    | "reference"
    | "total_paid"
    | "total_paid_real"
  >
>;

/** A new status of an order; `row.id` is the id of the row of its history. */
export type ChangedOrderState = Changed<
  "order_states",
  Pick<OrderHistory, "id" | "id_order" | "id_order_state" | "date_add">
>;

/** A new or changed customer, without name and address. */
export type ChangedCustomer = Changed<
  "customers",
  Pick<
    Customer,
    "id" | "id_default_group" | "active" | "is_guest" | "deleted" | "date_add" | "date_upd"
  >
>;

/** A new or changed product. */
export type ChangedProduct = Changed<
  "products",
  Pick<
    Product,
    "id" | "id_category_default" | "reference" | "price" | "active" | "date_add" | "date_upd"
  >
>;

/** One change; `resource` says which. */
export type ShopChange = ChangedOrder | ChangedOrderState | ChangedCustomer | ChangedProduct;

/** What has changed since the cursor. */
export interface Changes {
  /**
   * The changes: of `order_states` in the order of their ids, of the others by id too, which is not
   * the order in which they happened. A record that was saved several times between two looks comes
   * once, as it is now.
   */
  changes: ShopChange[];
  /** To be stored with the changes, in one step, and handed in next; text of at most 256 KB, and mostly far below 1 KB. */
  cursor: string;
  /** Whether more waits: call again with the cursor, without a pause. */
  has_more: boolean;
  /**
   * What else is worth knowing: that the shop's clock was set back, and changes may come again with
   * their keys; or that more than 4,096 records of a kind were saved within 90 minutes, of which the
   * rest is told when those are over.
   */
  warnings: string[];
}
