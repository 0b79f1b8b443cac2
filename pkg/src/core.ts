import { errorFrom } from "./errors.js";
import { settingsJson } from "./json.js";
import { checkFunction, checkSignal, type Exchange, type PrestaShopOptions } from "./options.js";
import { atOnce, ready } from "./runtime.js";
import type { Shop } from "./wasm/prestashop.js";

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
   * Calls the core and gives its answer as a value, its errors as classes.
   * @internal Its types would bring those of the glue, which need a browser's.
   */
  async ask(call: (shop: Shop) => Promise<string>, signal?: AbortSignal): Promise<unknown> {
    checkSignal(signal);
    const core = await ready();
    try {
      return JSON.parse(await call(this.#shop ?? this.#make(core)));
    } catch (thrown) {
      throw errorFrom(thrown);
    }
  }

  /** The shop's version, once an answer has told it. */
  get version(): string | null {
    return this.#shop?.version ?? null;
  }

  #make(core: Awaited<ReturnType<typeof ready>>): Shop {
    const { fetch, onExchange, ...settings } = this.#options;
    checkFunction("fetch", fetch);
    checkFunction("onExchange", onExchange);
    // An observer that is async may fail later; that is its own affair too.
    const watch =
      onExchange &&
      ((json: string) => {
        (async () => onExchange(JSON.parse(json) as Exchange))().catch(() => {});
      });
    try {
      this.#shop = new core.Shop(settingsJson(settings), fetch, watch);
      return this.#shop;
    } catch (thrown) {
      throw errorFrom(thrown);
    }
  }
}
