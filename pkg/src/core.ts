import { errorFrom } from "./errors.js";
import { coreJson, settingsJson } from "./json.js";
import {
  type CallOptions,
  checkFunction,
  checkList,
  checkSignal,
  type Exchange,
  type PrestaShopOptions,
} from "./options.js";
import { atOnce, ready } from "./runtime.js";
import type { LookAgainResult, UnsettledWrite } from "./unsettled.js";
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
      throw errorFrom(thrown, (write, options) => this.lookAgain(write, options));
    }
  }

  /** What became of a write whose outcome was not known. */
  async lookAgain(write: UnsettledWrite, { signal }: CallOptions): Promise<LookAgainResult> {
    const json = coreJson(write, "write");
    return (await this.ask((shop) => shop.lookAgain(json, signal), signal)) as LookAgainResult;
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

  #make(core: Awaited<ReturnType<typeof ready>>): Shop {
    const { fetch, onExchange, beforeWrite, unsettled = [], ...settings } = this.#options;
    checkFunction("fetch", fetch);
    checkFunction("onExchange", onExchange);
    checkFunction("beforeWrite", beforeWrite);
    checkList("unsettled", unsettled);
    // An observer that is async may fail later; that is its own affair too.
    const watch =
      onExchange &&
      ((json: string) => {
        (async () => onExchange(JSON.parse(json) as Exchange))().catch(() => {});
      });
    // Awaited by the core: what it throws, at once or later, stops the write.
    const before = beforeWrite && (async (json: string) => beforeWrite(JSON.parse(json)));
    try {
      const shop = new core.Shop(settingsJson(settings), fetch, watch, before);
      for (const write of unsettled) shop.remember(coreJson(write, "unsettled"));
      this.#shop = shop;
      return shop;
    } catch (thrown) {
      throw errorFrom(thrown);
    }
  }
}
