import { invalidRequest } from "../errors.js";
import { asked, type Input } from "./asked.js";
import { type Fault, type FaultName, Faults } from "./faults.js";
import { type DemoShopOptions, settled } from "./options.js";
import { started } from "./runtime.js";
import { Served } from "./served.js";

/** A value that the shop has stored in the place of another. */
export interface StoredChange {
  /** Resource and id, such as `products/1`. */
  record: string;
  /**
   * The field; `name[2]` for one language, the name of an association for its ids, and empty where the
   * whole record came or went.
   */
  field: string;
  /** The shop whose own value it is; 0 for the common one. */
  shop: number;
  /** As it was stored; `null` for nothing. */
  before: string | null;
  /** As it is stored; `null` for nothing. */
  after: string | null;
}

/** An e-mail that the shop has sent to a customer. */
export interface SentMail {
  /** The customer's address. */
  to: string;
  /** The template, such as `shipped`; `in_transit` for that of a parcel. */
  template: string;
  /** The order it is about. */
  id_order: number;
  /** The order status it is about. */
  id_order_state: number;
  /** Name of the order's shop. */
  shop: string;
}

/** The part of MSW's `http` that is used; `H` is what it calls a handler. */
export interface MswHttp<H> {
  /** Handles every method of the addresses that a pattern fits. */
  all(pattern: string, resolver: (info: { request: Request }) => Promise<Response>): H;
}

/**
 * A shop in the memory of your program: what `new PrestaShop` takes, and what a test wants to know.
 * Only `url`, `key` and `fetch` are enumerable, so `{ ...shop, retries: 0 }` are options too.
 */
export interface DemoShop {
  /** The shop's address, without a slash at its end. Nobody can own a name under `.example`. */
  readonly url: string;
  /** The Webservice key. It is published with the package, and opens no other shop. */
  readonly key: string;
  /**
   * Answers as the shop does, and sends nothing anywhere. Takes what `fetch` takes; a redirect is
   * answered as it is. Of another host than that of `url` it is a redirect to `url`.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * Every stored value that has changed since the start, oldest first.
   * @throws an Error once the WebAssembly of this shop has stopped, as for want of memory
   */
  changes(): StoredChange[];
  /**
   * The e-mails sent since the start, oldest first.
   * @throws an Error once the WebAssembly of this shop has stopped, as for want of memory
   */
  mails(): SentMail[];
  /**
   * The shop's present in its own time, such as `2026-03-02 08:00:00`.
   * @throws an Error once the WebAssembly of this shop has stopped, as for want of memory
   */
  now(): string;
  /**
   * Lets milliseconds pass, a whole number from 0 on: the only thing that moves the shop's clock. Writes
   * of the faults `late-…` are carried out when they are due.
   * @throws `InvalidRequestError` for any other number
   */
  pass(milliseconds: number): void;
  /**
   * What goes wrong from now on, in the place of what did; `[]` for nothing.
   * @throws `InvalidRequestError` for a fault that does not exist
   * @example
   * shop.setFaults([{ name: "html-503", resource: "orders", times: 1 }]);
   */
  setFaults(faults: readonly (FaultName | Fault)[]): void;
  /**
   * Handlers for MSW that answer every request to the shop's address, whoever sends it.
   * @example
   * import { http } from "msw";
   * import { setupServer } from "msw/node";
   * const server = setupServer(...shop.handlers(http));
   */
  handlers<H>(http: MswHttp<H>): H[];
}

/**
 * Makes a shop to test against: the Webservice of a PrestaShop as real ones behave, in WebAssembly, with
 * a catalogue of its own. Nothing is sent, and nothing depends on the clock or on chance: the same options
 * and the same requests give the same bytes. Shops share nothing.
 * @throws `InvalidRequestError` for an option that does not exist, or has no such value
 * @example
 * const demo = await demoShop({ version: "9.0", products: 200 });
 * const shop = new PrestaShop(demo);
 * await shop.products.update(5, { price: "24.90" });
 * console.log(demo.changes());
 */
export async function demoShop(options: DemoShopOptions = {}): Promise<DemoShop> {
  const { store, url, key, faults } = settled(options);
  let spoiling = new Faults(faults);
  const served = new Served(await started(), store);

  /** `onReset` is what becomes of a connection that closes. */
  const send = async (onReset: () => Response, input: Input, init?: RequestInit) => {
    const request = asked(input, init);
    if (request.signal?.aborted) throw request.signal.reason;
    const ending = await served.respond(request, spoiling);
    if (ending === "reset") return onReset();
    return ending === "hang" ? unanswered(request.signal) : ending;
  };
  const fetch: DemoShop["fetch"] = (input, init) => {
    const onReset = () => {
      throw new TypeError("fetch failed", { cause: new Error("the connection was closed") });
    };
    return send(onReset, input, init);
  };
  const pass = (milliseconds: number) => {
    if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
      throw invalidRequest("milliseconds", "must be a whole number from 0 on", "Such as 3000.");
    }
    served.pass(milliseconds);
  };
  const tools: Omit<DemoShop, "url" | "key" | "fetch"> = {
    changes: () => JSON.parse(served.changes()),
    mails: () => JSON.parse(served.mails()),
    now: () => new Date(served.now()).toISOString().slice(0, 19).replace("T", " "),
    pass,
    setFaults: (next) => {
      spoiling = new Faults(next);
    },
    handlers: (http) => [
      http.all(`${url.origin}/*`, ({ request }) => send(() => Response.error(), request)),
    ],
  };
  // A client refuses options that it does not know, and looks at those that are enumerable.
  const hidden = Object.entries(tools).map(([name, value]) => [name, { value }]);
  const shown = { url: url.origin, key, fetch } as DemoShop;
  return Object.defineProperties(shown, Object.fromEntries(hidden));
}

/** Nothing comes until the caller gives up. */
function unanswered(signal: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal?.reason);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
