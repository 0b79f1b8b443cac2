import type { Exchange } from "@aismarttalk/prestashop";
import type { Input } from "./catalogue.js";
import type { Connection } from "./connection.js";

/** An exchange, and when it began: milliseconds since 1970. */
export interface SeenExchange extends Exchange {
  startedAt: number;
}

/** What was asked of the package, or of a worker, that exchanges stand behind. */
export interface AskedCall {
  /** The address of the shop or the worker. */
  address: string;
  /** What the worker calls the shop; `null` for a shop that is asked directly. */
  site: string | null;
  action: string;
  input: Input;
}

/** A call of an action of a shop. */
export function askedOf(shop: Connection, action: string, input: Input): AskedCall {
  return { address: shop.address, site: shop.sites?.site.id ?? null, action, input };
}

/** An exchange as it is told, right after its end. */
export function seen(exchange: Exchange): SeenExchange {
  return { ...exchange, startedAt: Date.now() - exchange.durationMs };
}

/** The bytes of a text in UTF-8. */
export function bytesOf(text: string | null): number {
  return text === null ? 0 : new TextEncoder().encode(text).length;
}
