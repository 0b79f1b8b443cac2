import { type Exchange, PrestaShop, type PrestaShopOptions } from "../../node.js";
import { say } from "../terminal/output.js";
import type { Reach } from "./options.js";

/** A shop with a key. */
export interface Reached extends Reach {
  url: string;
  key: string;
}

/** A client, and what it has last heard. */
export interface Connection {
  shop: PrestaShop;
  /** The last answer. */
  last(): Exchange | undefined;
  /** What the system or TLS said, such as `ENOTFOUND`. */
  code(): string | undefined;
}

/** What a command wants of its client. */
export interface Wanted extends Partial<PrestaShopOptions> {
  /** Further headers of each request. */
  headers?: Readonly<Record<string, string>>;
  /** Is told what is no error and should not be hidden, each once. */
  onWarning?: (warning: string) => void;
}

/** A client of the shop. */
export function connect(reached: Reached, { headers, onWarning, ...wanted }: Wanted): Connection {
  const { url, key, auth, timeoutMs, shopId } = reached;
  let last: Exchange | undefined;
  let code: string | undefined;
  const warned = new Set<string>();
  const shop = new PrestaShop({
    ...{ url, key, auth, timeoutMs },
    ...(shopId !== undefined && { shopId }),
    ...wanted,
    onExchange: (exchange) => {
      last = exchange;
      for (const warning of exchange.warnings) {
        if (!warned.has(warning)) onWarning?.(warning);
        warned.add(warning);
      }
    },
    fetch: async (address, init) => {
      try {
        return await fetch(address, { ...init, headers: { ...init.headers, ...headers } });
      } catch (thrown) {
        code = codeIn(thrown);
        throw thrown;
      }
    },
  });
  return { shop, last: () => last, code: () => code };
}

/** The code of what the system or TLS says, such as `ENOTFOUND`. */
function codeIn(thrown: unknown): string | undefined {
  for (let one: unknown = thrown; one instanceof Error; one = one.cause) {
    if ("code" in one && typeof one.code === "string") return one.code;
  }
  return undefined;
}

/** After so long whoever waits is told that the shop is slow. */
const SLOW_MS = 4_000;

/** Waits, and says so where it takes long. */
export async function patiently<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const slow = setTimeout(() => {
    say(`The shop has not answered yet; waiting for up to ${timeoutMs / 1_000} seconds.`);
  }, SLOW_MS);
  try {
    return await work();
  } finally {
    clearTimeout(slow);
  }
}
