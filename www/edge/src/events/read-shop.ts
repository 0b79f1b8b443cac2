import { InvalidRequestError, type PrestaShop, type Watched } from "@aismarttalk/prestashop";
import { isObject, parsedJson } from "../json.js";
import { eventsOf } from "./derive.js";
import type { FoundEvent } from "./event.js";
import type { Stream } from "./kinds.js";
import { type EmptyRows, stockEvents } from "./stock.js";

/** What a reading of a shop found since its cursor. */
export interface Reading {
  found: FoundEvent[];
  cursor: string;
  epoch: string;
  /** Whether more waits. */
  hasMore: boolean;
  /** What is not found, and why; `null` where all is well. */
  problem: string | null;
}

/** The part of a shop that is read. */
type ChangingShop = Pick<
  PrestaShop,
  "changes" | "orders" | "orderHistories" | "orderStates" | "stockAvailables"
>;

/** What the cursor of a feed holds. */
interface Position {
  /** Of this beginning; see `Step`. */
  epoch: string;
  /** The package's own; `null` to begin now. */
  cursor: string | null;
  stock: KnownStock;
}

/** What is known of the stock since it was looked at. */
interface KnownStock {
  at: number;
  empty: EmptyRows;
  problem: string | null;
}

/** Milliseconds between looks at the stock, which take several requests where shops share it. */
const STOCK_EVERY_MS = 300_000;
const UNKNOWN_STOCK: KnownStock = { at: 0, empty: null, problem: null };

/** How a shop is read. */
interface Asked {
  streams: ReadonlySet<Stream>;
  /** `null` to begin now. */
  cursor: string | null;
  now: number;
  signal: AbortSignal;
}

const RESTARTED = "The cursor was of another shop, so events begin anew.";

/** Reads what happened in a shop since the cursor. */
export async function readShop(
  shop: ChangingShop,
  { streams, cursor, now, signal }: Asked,
): Promise<Reading> {
  const position = positionOf(cursor);
  const watched = {
    orders: streams.has("orders"),
    order_states: streams.has("order_states"),
    customers: streams.has("customers"),
    products: streams.has("products"),
  };
  const isWatched = Object.values(watched).some((one) => one);
  const { changes, page, restarted } = isWatched
    ? await changesSince(shop, position, watched, signal)
    : { changes: [], page: { cursor: position.cursor, has_more: false }, restarted: false };
  const start = restarted ? newPosition() : position;
  const events = await eventsOf(shop, changes, { orders: streams.has("orders"), signal });
  const { found, stock } = streams.has("stock")
    ? await stockSince(shop, start.stock, now, signal)
    : { found: [], stock: UNKNOWN_STOCK };
  const next: Position = { epoch: start.epoch, cursor: page.cursor, stock };
  return {
    found: [...events, ...found],
    cursor: JSON.stringify(next),
    epoch: next.epoch,
    hasMore: page.has_more,
    problem: restarted ? RESTARTED : stock.problem,
  };
}

/** What ran out since the last look at the stock, if it is time for another. */
async function stockSince(
  shop: ChangingShop,
  known: KnownStock,
  now: number,
  signal: AbortSignal,
): Promise<{ found: FoundEvent[]; stock: KnownStock }> {
  const isEarly = now >= known.at && now < known.at + STOCK_EVERY_MS;
  if (isEarly) return { found: [], stock: known };
  const { found, ...rest } = await stockEvents(shop, known.empty, signal);
  return { found, stock: { at: now, ...rest } };
}

async function changesSince(
  shop: ChangingShop,
  { cursor }: Position,
  watched: Watched,
  signal: AbortSignal,
) {
  try {
    const page = await shop.changes(watched, cursor ?? undefined, { signal });
    return { changes: page.changes, page, restarted: false };
  } catch (thrown) {
    const isForeign = thrown instanceof InvalidRequestError && thrown.field === "cursor";
    if (cursor === null || !isForeign) throw thrown;
    const page = await shop.changes(watched, undefined, { signal });
    return { changes: page.changes, page, restarted: true };
  }
}

function newPosition(): Position {
  return { epoch: crypto.randomUUID(), cursor: null, stock: UNKNOWN_STOCK };
}

function positionOf(text: string | null): Position {
  const value = text === null ? undefined : parsedJson(text);
  if (!isObject(value) || typeof value.epoch !== "string") return newPosition();
  const cursor = typeof value.cursor === "string" ? value.cursor : null;
  return { epoch: value.epoch, cursor, stock: stockOf(value.stock) };
}

function stockOf(value: unknown): KnownStock {
  if (!isObject(value) || typeof value.at !== "number") return UNKNOWN_STOCK;
  const empty = Array.isArray(value.empty) ? value.empty.map(Number) : null;
  return { at: value.at, empty, problem: typeof value.problem === "string" ? value.problem : null };
}
