import { isWithoutKey } from "./cause.js";
import { warnOfClearText } from "./clear-text.js";
import { ConflictError, errorFrom, OutcomeUnknownError } from "./errors.js";
import { type Instance, settled } from "./instance.js";
import type { Knowledge } from "./knowledge.js";
import {
  type CallOptions,
  checkDefined,
  checkFunction,
  checkList,
  checkSignal,
  type Exchange,
  type FetchLike,
  type PrestaShopOptions,
} from "./options.js";
import { atOnce, whenLoaded } from "./runtime.js";
import { snapshot } from "./snapshot.js";
import { lost, UnknownWrites } from "./unknown-writes.js";
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
  readonly #unknown = new UnknownWrites();
  #shop: Shop | undefined;
  /** Where the shop is. */
  #instance: Instance | undefined;

  constructor(options: PrestaShopOptions) {
    this.#options = options;
    // Wrong options are told at once where that needs no waiting.
    const instance = atOnce();
    if (instance !== undefined) this.#make(instance);
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
    isFileSent = false,
  ): Promise<unknown> {
    checkSignal(signal);
    const loaded = atOnce();
    const now = loaded === undefined ? snapshot(given) : given;
    const instance = loaded ?? (await whenLoaded());
    // A file is sent without a word of what it changes.
    let sent: UnsettledWrite | null | undefined = isFileSent ? null : undefined;
    try {
      const shop = this.#in(instance);
      shop.beforeWrite(async (json: string) => {
        await this.#options.beforeWrite?.(JSON.parse(json));
        sent = JSON.parse(json);
      });
      const told = await settled(instance, () => call(shop, now as G));
      // A file comes as what it is.
      return typeof told === "string" ? JSON.parse(told) : told;
    } catch (thrown) {
      const error =
        sent !== undefined && instance.isOver
          ? lost(sent, thrown)
          : errorFrom(thrown, (cause) => isWithoutKey(cause, this.#options.key));
      if (!(error instanceof OutcomeUnknownError)) throw error;
      this.#unknown.add(error.write);
      throw error.lookingBy((write, options) => this.lookAgain(write, options));
    }
  }

  /** What became of a write whose outcome was not known. */
  async lookAgain(write: UnsettledWrite, { signal }: CallOptions): Promise<LookAgainResult> {
    try {
      const result = await this.ask((shop, given) => shop.lookAgain(given, signal), signal, write);
      this.#unknown.delete(write);
      return result as LookAgainResult;
    } catch (error) {
      // Somebody else's values stand there: that is an outcome too.
      if (error instanceof ConflictError) this.#unknown.delete(write);
      throw error;
    }
  }

  /** The writes of which nobody knows yet what became. */
  get unsettled(): UnsettledWrite[] {
    // While there is no client in the core, nothing was sent, or what is known is here.
    const shop = this.#live;
    if (shop !== undefined) return JSON.parse(shop.unsettled());
    return this.#shop ? this.#unknown.all : [...(this.#options.unsettled ?? [])];
  }

  /** The shop's version, once an answer has told it. */
  get version(): string | null {
    return this.#live?.version ?? null;
  }

  /** What is known of the shop; what was given where nothing can be known yet. */
  get knowledge(): Knowledge | null {
    const shop = this.#live;
    return shop ? JSON.parse(shop.knowledge()) : (this.#options.knowledge ?? null);
  }

  /** Why what was given counts for nothing. */
  get knowledgeIgnored(): string | null {
    return this.#live?.knowledgeIgnored ?? null;
  }

  get #live(): Shop | undefined {
    return this.#instance?.isOver ? undefined : this.#shop;
  }

  #in(instance: Instance): Shop {
    return this.#instance === instance && this.#shop ? this.#shop : this.#make(instance);
  }

  #make(instance: Instance): Shop {
    const { fetch, onExchange, beforeWrite, unsettled = [], ...settings } = this.#options;
    checkFunction("fetch", fetch);
    checkFunction("onExchange", onExchange);
    checkFunction("beforeWrite", beforeWrite);
    checkList("unsettled", unsettled);
    checkDefined("url", settings);
    checkDefined("key", settings);
    // An observer that is async may fail later; that is its own affair too.
    const watch =
      onExchange &&
      ((event: Event) => {
        (async () => onExchange(exchangeOf(event)))().catch(() => {});
      });
    // Whatever a function of the caller's gives, the core gets a promise of this realm.
    const send = fetch && (async (...sent: Parameters<FetchLike>) => fetch(...sent));
    try {
      const shop = new instance.core.Shop(settings, send, watch);
      // What was handed over at first may have been settled since.
      for (const write of this.#shop ? this.#unknown.all : unsettled) {
        shop.remember(write);
        this.#unknown.add(write);
      }
      this.#shop = shop;
      this.#instance = instance;
      warnOfClearText(settings.url);
      return shop;
    } catch (thrown) {
      throw errorFrom(thrown);
    }
  }
}
