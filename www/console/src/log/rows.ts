import { pageLocale } from "../language/page.js";
import { isEdgeExchange } from "../shop/edge-exchange.js";
import type { LogGroup, LoggedExchange } from "../state/log.js";

/** The bar of a request beside the others of its group, in parts of the drawing's width. */
export interface Bar {
  start: number;
  width: number;
  isSlow: boolean;
}

/** How wide the drawing is. */
export const FALL_WIDTH = 44;
const LEAST = 2;
const SLOW_MS = 1_000;

/** When a request ran, drawn over the time that its group took. */
export function barOf(exchange: LoggedExchange, group: LogGroup): Bar {
  const begin = Math.min(group.startedAt, ...group.exchanges.map(({ startedAt }) => startedAt));
  const ends = group.exchanges.map((one) => one.startedAt + one.durationMs);
  const span = Math.max(1, Math.max(...ends) - begin);
  const scaled = (milliseconds: number) => (milliseconds / span) * FALL_WIDTH;
  const width = Math.max(LEAST, scaled(exchange.durationMs));
  const start = Math.min(scaled(exchange.startedAt - begin), FALL_WIDTH - LEAST);
  return {
    start,
    width: Math.min(width, FALL_WIDTH - start),
    isSlow: exchange.durationMs >= SLOW_MS,
  };
}

/** How long a group took; so far, while it runs. */
export function tookMs({ startedAt, endedAt, exchanges }: LogGroup): number {
  const last = Math.max(startedAt, ...exchanges.map((one) => one.startedAt + one.durationMs));
  return (endedAt ?? last) - startedAt;
}

/** "61 ms", "1.14 s". */
export function tookText(milliseconds: number): string {
  const isShort = milliseconds < SLOW_MS;
  const style = {
    style: "unit",
    unit: isShort ? "millisecond" : "second",
    unitDisplay: "short",
    maximumFractionDigits: isShort ? 0 : 2,
  } as const;
  const value = isShort ? milliseconds : milliseconds / SLOW_MS;
  return new Intl.NumberFormat(pageLocale.value, style).format(value);
}

/** What is asked, as people write it: behind `/api` of a shop, behind `/v1` of a worker. */
export function pathOf(exchange: LoggedExchange): string {
  const { pathname, search } = new URL(exchange.url);
  const begin = isEdgeExchange(exchange) ? "/v1" : "/api";
  const at = pathname.indexOf(`${begin}/`);
  const path = (at < 0 ? pathname : pathname.slice(at + begin.length)) + search;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Whether the shop did what was asked. */
export function isGood({ status, error }: LoggedExchange): boolean {
  return error === null && status !== null && status < 400;
}
