import { isWithoutKey } from "./cause.js";
import { errorFrom } from "./errors.js";
import {
  type CallOptions,
  checkFunction,
  checkList,
  checkSignal,
  type Exchange,
  type FetchLike,
  type PrestaShopOptions,
} from "./options.js";
import { atOnce, whenLoaded } from "./runtime.js";
import { snapshot } from "./snapshot.js";
import type { LookAgainResult, UnsettledWrite } from "./unsettled.js";
import type { Shop } from "./wasm/prestashop.js";

/** An exchange as the core tells it. */
type Event = Omit<Exchange, "responseHeaders"> & { responseHeaders: [string, string][] };

function exchangeOf({ responseHeaders, ...rest }: Event): Exchange {
  return { ...rest, responseHeaders: Object.fromEntries(responseHeaders) };
}

/** The client in the core, made when the WebAssembly is there. */
export class Core {
  readonly #options: PrestaShopOptions;
  #shop: Shop | undefined;

  constructor(options: PrestaShopOptions) {
    this.#options = options;
    // Wrong options are told at once where that needs no waiting.
    const core = atOnce();
    if (core !== undefined) this.#make(core);
  }

  /**
   * Calls the core and gives its answer as a value, its errors as classes. What is `given` is read
   * as it is now.
   * @internal Its types would bring those of the glue, which need a browser's.
   */
  async ask<G = undefined>(
    call: (shop: Shop, given: G) => Promise<string | object>,
    signal?: AbortSignal,
    given?: G,
  ): Promise<unknown> {
    checkSignal(signal);
    const loaded = atOnce();
    const now = loaded === undefined ? snapshot(given) : given;
    const core = loaded ?? (await whenLoaded());
    try {
      const told = await call(this.#shop ?? this.#make(core), now as G);
      // A file comes as what it is.
      return typeof told === "string" ? JSON.parse(told) : told;
    } catch (thrown) {
      throw errorFrom(
        thrown,
        (write, options) => this.lookAgain(write, options),
        (cause) => isWithoutKey(cause, this.#options.key),
      );
    }
  }

  /** What became of a write whose outcome was not known. */
  async lookAgain(write: UnsettledWrite, { signal }: CallOptions): Promise<LookAgainResult> {
    const result = this.ask((shop, given) => shop.lookAgain(given, signal), signal, write);
    return (await result) as LookAgainResult;
  }

  /** The writes of which nobody knows yet what became. */
  get unsettled(): UnsettledWrite[] {
    // Before there is a client in the core, nothing was sent; what was handed over is as it was.
    if (this.#shop === undefined) return [...(this.#options.unsettled ?? [])];
    return JSON.parse(this.#shop.unsettled());
  }

  /** The shop's version, once an answer has told it. */
  get version(): string | null {
    return this.#shop?.version ?? null;
  }

  #make(core: Awaited<ReturnType<typeof whenLoaded>>): Shop {
    const { fetch, onExchange, beforeWrite, unsettled = [], ...settings } = this.#options;
    checkFunction("fetch", fetch);
    checkFunction("onExchange", onExchange);
    checkFunction("beforeWrite", beforeWrite);
    checkList("unsettled", unsettled);
    // An observer that is async may fail later; that is its own affair too.
    const watch =
      onExchange &&
      ((event: Event) => {
        (async () => onExchange(exchangeOf(event)))().catch(() => {});
      });
    // Awaited by the core: what it throws, at once or later, stops the write.
    const before = beforeWrite && (async (json: string) => beforeWrite(JSON.parse(json)));
    // Whatever a function of the caller's gives, the core gets a promise of this realm.
    const send = fetch && (async (...sent: Parameters<FetchLike>) => fetch(...sent));
    try {
      const shop = new core.Shop(settings, send, watch, before);
      for (const write of unsettled) shop.remember(write);
      this.#shop = shop;
      return shop;
    } catch (thrown) {
      throw errorFrom(thrown);
    }
  }
}
