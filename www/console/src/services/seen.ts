import type { Exchange } from "@aismarttalk/prestashop";
import type { ActionName, Input } from "./catalogue.js";

/** An exchange, and when it began: milliseconds since 1970. */
export interface SeenExchange extends Exchange {
  startedAt: number;
}

/** What was asked of the package that exchanges stand behind. */
export interface AskedCall {
  /** The address of the shop. */
  address: string;
  action: ActionName;
  input: Input;
}

/** An exchange as it is told, right after its end. */
export function seen(exchange: Exchange): SeenExchange {
  return { ...exchange, startedAt: Date.now() - exchange.durationMs };
}

/** The bytes of a text in UTF-8. */
export function bytesOf(text: string | null): number {
  return text === null ? 0 : new TextEncoder().encode(text).length;
}
