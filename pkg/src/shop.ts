import type { Changes, ChangesOptions, Watched } from "./changes.js";
import { Core } from "./core.js";
import { invalidRequest } from "./errors.js";
import type { Extra } from "./generated/resources.js";
import { DeclaredActions } from "./generated/run.js";
import { Images, type ShopFile } from "./images.js";
import type { Knowledge } from "./knowledge.js";
import { type CallOptions, members, only, type PrestaShopOptions, read } from "./options.js";
import { idOf, UntypedResource } from "./resource.js";
import type { LookAgainResult, UnsettledWrite } from "./unsettled.js";

/** The rights of the key on one resource. */
export type Rights = Record<"get" | "put" | "post" | "patch" | "delete" | "head", boolean>;

/** What the key may do. */
export interface Access {
  /** Name of the shop; text from the shop. */
  shop_name: string;
  /** By resource; one without any right is absent. */
  resources: Record<string, Rights>;
}

/** Options of a search. */
export interface SearchOptions extends CallOptions {
  /**
   * The language whose words are looked for, by id or ISO code.
   * @default the `defaultLanguage` of the client
   */
  language?: number | string;
}

/** What a search has found. */
export interface SearchResult {
  /** Ids of products, the best match first; shops give ten at the most. */
  products: number[];
  /** Ids of the categories that these products are in. */
  categories: number[];
}

/**
 * A client of one shop with one key.
 * @example
 * const shop = new PrestaShop({ url: "https://shop.example", key });
 * const { orders } = await shop.run("find_orders", { from: "2026-01-31" });
 * const products = await shop.products.list({ filter: { active: true }, limit: 20 });
 */
export class PrestaShop extends DeclaredActions {
  readonly #core: Core;
  /** The images of products and other records: files, which are read and added. */
  readonly images: Images;

  /**
   * Sends nothing yet.
   * @throws {@link InvalidRequestError} for an address, key or option that cannot work; where the
   * WebAssembly is still loading, as in browsers at first, it comes with the first call
   * @example
   * const shop = new PrestaShop({ url: "https://shop.example", key, defaultLanguage: "fr" });
   */
  constructor(options: PrestaShopOptions) {
    const core = new Core(members(options, "options"));
    super(core);
    this.#core = core;
    this.images = new Images(core);
  }

  /** The shop's version of PrestaShop, such as `8.1.7`; `null` until an answer has told it. */
  get version(): string | null {
    return this.#core.version;
  }

  /**
   * What this client knows of its shop, to hand it to the next one: its version, languages, order
   * states and currencies, the rights of the key and what was refused for want of one. For
   * programs that make a client for each request: the next client then asks for none of it. `null`
   * while the WebAssembly is loading and nothing was given.
   *
   * Each part counts for ten minutes at most, and a missing right for a minute. What changes in the shop
   * meanwhile shows as late as in a client that lives as long.
   * @example
   * const shop = new PrestaShop({ url, key, knowledge: JSON.parse(await cache.get(name) ?? "null") });
   * const order = await shop.run("get_order", { id: 5 });
   * await cache.set(name, JSON.stringify(shop.knowledge()));
   */
  knowledge(): Knowledge | null {
    return this.#core.knowledge;
  }

  /**
   * Why the `knowledge` that this client was given counts for nothing; `null` where it counts, none
   * was given, or the WebAssembly is loading.
   */
  get knowledgeIgnored(): string | null {
    return this.#core.knowledgeIgnored;
  }

  /**
   * Any resource, by the name it has in the address, such as `taxes`: values are text, and nothing
   * is lost. Those whose property offers `update` or `create`, and `order_details`, `order_states` and
   * `languages`, are typed even so; all can be changed, created and deleted this way.
   * @throws {@link InvalidRequestError} for no name
   * @example
   * const zones = await shop.resource("zones").list({ limit: 20 });
   */
  resource<R = Extra>(name: string): UntypedResource<R> {
    // The empty name is the root, which holds the key's rights and no records.
    // A name with a comma would be a declaration, which stays as long as the module.
    if (typeof name !== "string" || name === "" || name.includes(",")) {
      throw invalidRequest("resource", "has no name", "Give one, such as addresses.");
    }
    return new UntypedResource<R>(this.#core, name);
  }

  /**
   * What the key may do; needs no right, and so is the best first call. What was refused before is
   * asked for again afterwards.
   * @throws {@link PrestaShopError} of any class that a request can fail with
   * @example
   * const { shop_name, resources } = await shop.access();
   */
  async access(options: CallOptions = {}): Promise<Access> {
    const { signal } = only(["signal"], options);
    return (await this.#core.ask((shop) => shop.permissions(signal), signal)) as Access;
  }

  /**
   * Looks for words as the shop's own search box does. Needs the right GET on `search`.
   * @throws {@link InvalidRequestError} for no words, or no language; nothing was sent
   * @throws {@link PrestaShopError} of the other classes, as any request
   * @example
   * const { products } = await shop.search("tea pot", { language: "en" });
   */
  async search(words: string, options: SearchOptions = {}): Promise<SearchResult> {
    const { signal, ...rest } = read(options);
    const found = this.#core.ask((shop, given) => shop.search(given, signal), signal, {
      ...rest,
      query: words,
    });
    return (await found) as SearchResult;
  }

  /**
   * The file of an attachment, by the id of its record in `attachments`; PrestaShop 1.7 and later.
   * Needs the right GET on `attachments`.
   * @throws {@link InvalidRequestError} for what is no id; nothing was sent
   * @throws {@link NotFoundError} where the shop has no such attachment
   * @throws {@link PrestaShopError} of the other classes, as any request
   * @example
   * const { type, bytes } = await shop.attachment(1);
   */
  async attachment(id: number | string, options: CallOptions = {}): Promise<ShopFile> {
    const { signal } = only(["signal"], options);
    const number = idOf(id);
    const file = this.#core.ask((shop) => shop.attachment(number, signal), signal);
    return (await file) as ShopFile;
  }

  /**
   * The writes of which this client does not know what became: their answers were lost, and the
   * shop may still be working on them. Store them to hand them to the next client as `unsettled`.
   * @example
   * await store.put("unsettled", JSON.stringify(shop.unsettled()));
   */
  unsettled(): UnsettledWrite[] {
    return this.#core.unsettled;
  }

  /**
   * Looks what became of a write that an {@link OutcomeUnknownError} or `beforeWrite` handed out,
   * to this client or to an earlier one. Sends no write.
   * @throws {@link OutcomeUnknownError} where that is still not known
   * @throws {@link ConflictError} where somebody else's values stand in its place
   * @throws {@link PrestaShopError} of the other classes, as any request
   * @example
   * for (const write of shop.unsettled()) console.log(await shop.lookAgain(write));
   */
  async lookAgain(write: UnsettledWrite, options: CallOptions = {}): Promise<LookAgainResult> {
    return this.#core.lookAgain(write, only(["signal"], options));
  }

  /**
   * What has changed since an earlier call, without loss and without repeating: the first call
   * says where it begins, every other one gets the cursor of the one before. Needs the right GET on
   * what is watched, `order_histories` and `orders` for `order_states`. Where nothing has changed,
   * each kind costs one request.
   *
   * The shop's clock is read off its header `Access-Time`, this side's stands in for it. A record
   * may be dated back by 30 minutes when it appears, an hour more where summer time ends. What is
   * not saved with a new date, as by modules that write to the database, or was deleted, is not
   * seen; stock, which has no date, neither. Of several shops each has changes of its own.
   * @throws {@link InvalidRequestError} for nothing to watch, or a cursor that is none or is of
   * another shop; nothing was sent
   * @throws {@link PermissionError} where the key may not read what is watched
   * @throws {@link PrestaShopError} of the other classes, as any request; call again with the same
   * cursor then
   * @example
   * const first = await shop.changes({ orders: true, products: true });
   * const next = await shop.changes({ orders: true, products: true }, first.cursor);
   */
  async changes(
    watched: Watched,
    cursor?: string | null,
    options: ChangesOptions = {},
  ): Promise<Changes> {
    const { signal, since } = only(["signal", "since"], options);
    const asked = { watched: read(watched), cursor, since };
    const told = this.#core.ask((shop, given) => shop.changes(given, signal), signal, asked);
    return (await told) as Changes;
  }
}
