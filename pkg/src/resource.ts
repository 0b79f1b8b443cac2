import { ArrivingRows } from "./arriving-rows.js";
import type { Core } from "./core.js";
import { aborted, invalidRequest, NotFoundError } from "./errors.js";
import { byIdWindows } from "./id-windows.js";
import { type CallOptions, checkSignal, read } from "./options.js";
import { snapshot } from "./snapshot.js";
import {
  type StatusOptions,
  type WriteOptions,
  type WriteResult,
  withShown,
  writeOptions,
} from "./write.js";

/** The fields of a record that are answered: all, the id only, or those named. */
export type DisplayOption<D extends string> = "full" | "minimum" | readonly D[];

/**
 * A record with only what `display` names: its fields, its lists of linked records, and of those
 * the elements that are named. Where the names are not known to the compiler, any may be missing.
 */
export type Shown<R, D> = D extends readonly (infer Name)[]
  ? number extends D["length"]
    ? Partial<ShownFields<R, Name | "extra">> & ShownLinks<R, Name, true>
    : ShownFields<R, Name | "extra"> & ShownLinks<R, Name, false>
  : D extends "minimum"
    ? ShownFields<R, "id">
    : R;

/** A record that is not declared has whatever name it is asked for. */
type ShownFields<R, Name> = string extends keyof R ? R : Pick<R, Extract<keyof R, Name>>;

type ShownLinks<R, Name, Some> = R extends { associations: infer Lists }
  ? {
      /** The linked records. */
      associations?: Some extends true ? Partial<ShownLists<Lists, Name>> : ShownLists<Lists, Name>;
    }
  : unknown;

type ShownLists<Lists, Name> = {
  [L in keyof Lists as L extends ListOf<Name> ? L : never]: [ElementOf<L, Name>] extends [never]
    ? Lists[L]
    : ShownRows<Lists[L], ElementOf<L, Name>>;
};

type ShownRows<Rows, Name> = Rows extends readonly (infer Row)[]
  ? (string extends Name ? Partial<Row> : Pick<Row, Extract<keyof Row, Name | "extra">>)[]
  : Rows;

/** `categories`, of that name and of `categories[id]`. */
type ListOf<Name> = Name extends `${infer List}[${string}]` ? List : Name;

/** `id` of `categories[id]`; for any other list nothing. */
type ElementOf<List, Name> = Name extends `${infer L}[${infer Elements}]`
  ? L extends List
    ? OneOf<Elements>
    : never
  : never;

type OneOf<Elements> = Elements extends `${infer First},${infer Rest}`
  ? First | OneOf<Rest>
  : Elements;

/** What a price is computed for; what is left out is as the shop has it by default. */
export interface PriceOptions {
  /** With tax. */
  use_tax?: boolean;
  /** Id of the combination of the product. */
  product_attribute?: number;
  /** Pieces, for discounts by quantity. */
  quantity?: number;
  /** Id of the country, for its tax. */
  country?: number;
  /** Id of the state. */
  state?: number;
  /** Id of the county. */
  county?: number;
  /** Id of the currency. */
  currency?: number;
  /** Id of the group of customers. */
  group?: number;
  /** Digits behind the point. */
  decimals?: number;
  /** The reduction alone, in the place of the price. */
  only_reduction?: boolean;
  /** With reductions. */
  use_reduction?: boolean;
  /** With the ecotax. */
  use_ecotax?: boolean;
}

/** Options of one record. */
export interface GetOptions<D> extends CallOptions {
  /**
   * Prices that the shop computes, of products and combinations only, by names of your own in small
   * letters: `{ gross: { country: 8, use_tax: true } }`. They come as text under `extra`; of
   * combinations beside the other fields.
   */
  price?: Readonly<Record<string, PriceOptions>>;
  /**
   * The fields wanted.
   * @default "full"
   */
  display?: D;
  /**
   * The languages of the texts, by id or ISO code, for which the shop's languages are read once.
   * Inactive languages come only when they are named.
   */
  language?: number | string | readonly (number | string)[];
}

/** A field that lists can be filtered by, and the way: `id_ASC`, `date_add_DESC`; `F` are its filters. */
export type Sort<F> = string extends keyof F ? string : `${keyof F & string}_${"ASC" | "DESC"}`;

/** Options of a list. */
export interface ListOptions<F, D> extends GetOptions<D> {
  /**
   * Conditions that must all hold. Of several shops in one PrestaShop each may have its own value of
   * a field, such as the `price`, `active` or `date_upd` of a product, and PrestaShop compares the
   * value of whichever shop was saved last. Such fields are compared on this side, with the values
   * of this shop, where there is but one shop as well: nothing tells. Whole records that match are
   * then asked for by their ids, and a `limit` that is not full by more requests.
   */
  filter?: F;
  /**
   * The order: `id_ASC`, `date_add_DESC`, several in a list. A list that takes several requests,
   * because its filter names some thousand values, has an order by id only.
   * @default "id_ASC"
   */
  sort?: Sort<F> | readonly Sort<F>[];
  /** Records at the most, of those that match. */
  limit?: number;
  /** Records skipped of those that match; needs `limit`. */
  offset?: number;
}

/** Options of an iteration. */
export interface IterateOptions<F, D> extends Omit<ListOptions<F, D>, "limit" | "offset" | "sort"> {
  /**
   * By id, up or down: the only order in which pages stay stable.
   * @default "id_ASC"
   */
  sort?: "id_ASC" | "id_DESC";
  /**
   * Records of one page; the next one is fetched while this one is used.
   * @default 100
   */
  pageSize?: number;
  /**
   * Leaves out a record that makes the shop fail whenever it sends it, or that cannot be read. Such a
   * record is found by asking for less and less; `warnings` of `onExchange` name it. Without this
   * option the iteration ends there, with an error that names it.
   * @default false
   */
  skipFailing?: boolean;
}

const PAGE_SIZE = 100;
const LARGEST_PAGE = 10_000;
const LARGEST_ID = 0xffff_ffff;

/** The border would cut 1.5 to 1 and turn -1 into the largest number. */
function checkPageSize(size: number): void {
  if (Number.isInteger(size) && size >= 1 && size <= LARGEST_PAGE) return;
  const hint = `Give a whole number from 1 to ${LARGEST_PAGE}.`;
  throw invalidRequest("pageSize", `must be a whole number, not ${String(size)}`, hint);
}

/** The border would cut 1.5 to 1, and a write of another record is not undone. */
export function idOf(given: number | string): number {
  const id = typeof given === "string" && /^\d+$/.test(given) ? Number(given) : given;
  if (typeof id === "number" && Number.isInteger(id) && id >= 1 && id <= LARGEST_ID) return id;
  throw invalidRequest("id", `must be a whole number, not ${String(given)}`, "Give one from 1 on.");
}

/** The border would take the text "false" for yes. */
function checkSwitch(name: string, given: boolean): void {
  if (typeof given === "boolean") return;
  throw invalidRequest(name, "is neither true nor false", "Give one of them, or leave it out.");
}

/** The same error, which names the record where the shop did not. */
function naming(error: NotFoundError, id: number, resource: string): NotFoundError {
  if (error.message !== "The shop has no such record.") return error;
  const message = `The shop of this address has no record ${id} of ${resource}.`;
  return new NotFoundError({ ...error, cause: error.cause, message });
}

/** Where the rows of a list stand among those that came; `null` for all as they came. */
type Places = readonly number[] | null;

interface Page<Row> {
  rows: Row[];
  /** The id behind which the next page starts. */
  next: number | null;
}

/**
 * One resource of a shop. `R` is a record, `F` its filters, `N` the names that `display` knows.
 * @example
 * const order = await shop.orders.get(5);
 */
export class Resource<R, F, N extends string> {
  readonly #core: Core;
  readonly #name: string;

  /**
   * Made by `PrestaShop`.
   * @hidden
   */
  constructor(core: Core, name: string) {
    this.#core = core;
    this.#name = name;
  }

  /** What is not found is told by its id and resource. */
  async #naming<V>(id: number, answer: Promise<V>): Promise<V> {
    try {
      return await answer;
    } catch (thrown) {
      throw thrown instanceof NotFoundError ? naming(thrown, id, this.#name) : thrown;
    }
  }

  /** Changes a record; the classes whose records can be changed offer it. */
  protected async write<const O extends StatusOptions>(
    id: number | string,
    changes: unknown,
    options: O,
  ): Promise<WriteResult<R, O>> {
    const number = idOf(id);
    const { own, signal, expect } = writeOptions(options);
    const written = this.#core.ask(
      (shop, given) => shop.update(this.#name, number, given, own, signal),
      signal,
      changes,
    );
    return (await withShown(expect, this.#naming(number, written))) as WriteResult<R, O>;
  }

  /** Creates a record; the classes whose records can be created offer it. */
  protected async make<const O extends StatusOptions>(
    fields: unknown,
    options: O,
  ): Promise<WriteResult<R, O>> {
    const { own, signal, expect } = writeOptions(options);
    const made = this.#core.ask(
      (shop, given) => shop.create(this.#name, given, own, signal),
      signal,
      fields,
    );
    return (await withShown(expect, made)) as WriteResult<R, O>;
  }

  /** Deletes a record; the class of undeclared resources offers it. */
  protected async remove<const O extends WriteOptions>(
    id: number | string,
    options: O,
  ): Promise<WriteResult<R, O>> {
    const number = idOf(id);
    const { own, signal, expect } = writeOptions(options);
    const gone = this.#core.ask((shop) => shop.delete(this.#name, number, own, signal), signal);
    return (await withShown(expect, this.#naming(number, gone))) as WriteResult<R, O>;
  }

  /**
   * One record. Needs the right GET on the resource.
   * @throws {@link NotFoundError} where the shop has none of that id
   * @throws {@link InvalidRequestError} for an id, field or language that cannot be; nothing was sent
   * @throws {@link PrestaShopError} of the other classes, as any request
   * @example
   * const product = await shop.products.get(5);
   * const { id, price } = await shop.products.get(5, { display: ["id", "price"] });
   */
  async get<const D extends DisplayOption<N> = "full">(
    id: number | string,
    options: GetOptions<D> = {},
  ): Promise<Shown<R, D>> {
    const { signal, display: asked, ...rest } = read(options);
    // Shops ignore "minimum" on one record, and send all of it.
    const display = asked === "minimum" ? ["id"] : asked;
    const number = idOf(id);
    const rows = new ArrivingRows<Shown<R, D>>();
    const record = this.#core.ask(
      (shop, given) => shop.list(this.#name, number, given, rows.take, signal),
      signal,
      { ...rest, display },
    );
    await this.#naming(number, record);
    return rows.at(null)[0] as Shown<R, D>;
  }

  /**
   * The records that match, each looked at again on this side. What takes more than one request is
   * told in the `warnings` of `onExchange`, and so is a text with accents that only the shop's
   * database can compare: its record is answered. Needs the right GET on the resource.
   * @throws {@link InvalidRequestError} for an option or filter that a shop would refuse, ignore or
   * misread; nothing was sent
   * @throws {@link PrestaShopError} of the other classes, as any request
   * @example
   * const paid = await shop.orders.list({
   *   filter: { current_state: [2, 3], date_add: { greater: "2026-01-31" } },
   *   sort: "id_DESC",
   *   limit: 20,
   * });
   */
  async list<const D extends DisplayOption<N> = "full">(
    options: ListOptions<F, D> = {},
  ): Promise<Shown<R, D>[]> {
    const { signal, ...query } = read(options);
    const rows = new ArrivingRows<Shown<R, D>>();
    const places = this.#core.ask(
      (shop, given) => shop.list(this.#name, undefined, given, rows.take, signal),
      signal,
      query,
    );
    return rows.at((await places) as Places);
  }

  /**
   * The records that match, one after the other, page by page; none twice, whatever changes
   * meanwhile. Needs the right GET on the resource. Nothing is asked for before the first
   * `next()`, and leaving the loop stops what is under way. A single record that makes the shop fail
   * ends it only after all records before it, with an error that names the record.
   * @throws {@link InvalidRequestError} for an option or filter that a shop would refuse, ignore or
   * misread; nothing was sent
   * @throws {@link PrestaShopError} of the other classes, as any request
   * @example
   * for await (const { id, price } of shop.products.iterate({ display: ["id", "price"] })) {
   *   console.log(id, price);
   * }
   */
  async *iterate<const D extends DisplayOption<N> = "full">(
    options: IterateOptions<F, D> = {},
  ): AsyncGenerator<Shown<R, D>, void, undefined> {
    const { signal, pageSize = PAGE_SIZE, skipFailing = false, ...rest } = read(options);
    checkSignal(signal);
    checkPageSize(pageSize);
    checkSwitch("skipFailing", skipFailing);
    const queries = byIdWindows(snapshot(rest));
    // Ends the prefetch when the caller leaves the loop early.
    const leaving = new AbortController();
    const stop = () => leaving.abort(signal?.reason);
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop);
    const fetchPage = (query: object, after: number | undefined) => {
      const rows = new ArrivingRows<Shown<R, D>>();
      const told = this.#core.ask((shop) =>
        shop.page(this.#name, query, pageSize, after, skipFailing, rows.take, leaving.signal),
      ) as Promise<{ next: number | null; places: Places }>;
      const page = told.then(({ next, places }) => ({ next, rows: rows.at(places) }));
      // It is awaited later, or never.
      page.catch(() => {});
      return page;
    };
    try {
      for (const query of queries) {
        let pending: Promise<Page<Shown<R, D>>> | undefined = fetchPage(query, undefined);
        while (pending !== undefined) {
          const { rows, next }: Page<Shown<R, D>> = await pending;
          pending = next === null ? undefined : fetchPage(query, next);
          for (const row of rows) {
            if (signal?.aborted) throw aborted(signal.reason);
            yield row;
          }
        }
      }
    } finally {
      signal?.removeEventListener("abort", stop);
      stop();
    }
  }
}

/**
 * A resource whose records can be changed. `C` is what may be changed.
 * @example
 * await shop.products.update(5, { price: "12.50" });
 */
export class WritableResource<R, F, N extends string, C> extends Resource<R, F, N> {
  /**
   * Changes fields of a record and leaves everything else as it is: every other field, every
   * language, every link. Texts are given by language, `{ name: { fr: "…" } }`, by ISO code or id.
   *
   * Needs the rights GET and PUT, or PATCH, on the resource; for texts also GET on `languages`.
   * Customers of PrestaShop 9 need PATCH.
   * @throws {@link InvalidRequestError} for what would be misread or lose data; nothing was sent
   * @throws {@link ValidationError} for a value that the shop does not accept; nothing was saved
   * @throws {@link NotFoundError} where the shop has no such record
   * @throws {@link ConflictError} where the record is not what `expect` was given for, or somebody
   * else wrote it at the same time
   * @throws {@link OutcomeUnknownError} where the answer was lost and the record cannot be read again
   * @throws {@link PrestaShopError} of the other classes, as any request; nothing was saved
   * @example
   * const preview = await shop.products.update(5, { name: { fr: "Théière" } }, { preview: true });
   * await shop.products.update(5, { name: { fr: "Théière" } }, { expect: preview });
   */
  update<const O extends WriteOptions = Record<never, never>>(
    id: number | string,
    changes: C,
    options?: O,
  ): Promise<WriteResult<R, O>> {
    return this.write(id, changes, options ?? ({} as O));
  }
}

/** What a new status of an order is made of. */
export interface NewOrderHistory {
  /** Id of the order. */
  id_order: number;
  /** Id of the state that it enters. */
  id_order_state: number;
  /** Id of the employee in whose name; `null` or none for the shop itself. */
  id_employee?: number | null;
}

/**
 * The status changes of orders: creating one changes the status of its order.
 * @example
 * await shop.orderHistories.create({ id_order: 5, id_order_state: 4 });
 */
export class OrderHistories<R, F, N extends string> extends Resource<R, F, N> {
  /**
   * Changes the status of an order, once. The answer holds the latest row of its history
   * before and after. Needs the rights GET and POST on `order_histories`, and GET on `orders`.
   * @throws {@link InvalidRequestError} for fields or options that cannot be; nothing was sent
   * @throws {@link NotFoundError} for an order that is not in the shop
   * @throws {@link ValidationError} for a state that does not exist
   * @throws {@link ConflictError} where somebody else changed the status at the same time
   * @throws {@link OutcomeUnknownError} where the answer was lost and the history cannot be read
   * @throws {@link PrestaShopError} of the other classes, as any request; nothing was saved
   * @example
   * await shop.orderHistories.create({ id_order: 5, id_order_state: 4 }, { sendEmail: true });
   */
  create<const O extends StatusOptions = Record<never, never>>(
    fields: NewOrderHistory,
    options?: O,
  ): Promise<WriteResult<R, O>> {
    return this.make(fields, options ?? ({} as O));
  }
}

/**
 * A resource that is read by its shape alone: values are text, texts are objects by language.
 * @example
 * await shop.resource("zones").update(3, { active: false });
 */
export class UntypedResource<R> extends WritableResource<
  R,
  Record<string, unknown>,
  string,
  Record<string, unknown>
> {
  /**
   * Changes fields of a record, as the `update` of every resource does. A change to
   * `order_carriers` can tell the customer the tracking number, by `sendEmail`.
   * @throws {@link InvalidRequestError} for what would be misread or lose data; nothing was sent
   * @throws {@link ConflictError} where the record is not what `expect` was given for, or somebody
   * else wrote it at the same time
   * @throws {@link OutcomeUnknownError} where the answer was lost and the record cannot be read again
   * @throws {@link PrestaShopError} of the other classes, as any request; nothing was saved
   * @example
   * await shop.resource("order_carriers").update(3, { tracking_number: "1Z999" }, { sendEmail: true });
   */
  override update<const O extends StatusOptions = Record<never, never>>(
    id: number | string,
    changes: Record<string, unknown>,
    options?: O,
  ): Promise<WriteResult<R, O>> {
    return this.write(id, changes, options ?? ({} as O));
  }

  /**
   * Creates a record; fields it requires and those it does not know are told before sending.
   * Needs the rights GET and POST on the resource.
   * @throws {@link InvalidRequestError} for fields that are missing or not known; nothing was sent
   * @throws {@link ValidationError} for a value that the shop does not accept; nothing was saved
   * @throws {@link OutcomeUnknownError} where the answer was lost, and whether there is a record now
   * cannot be found out; it is never sent twice
   * @throws {@link PrestaShopError} of the other classes, as any request; nothing was saved
   * @example
   * await shop.resource("zones").create({ name: "Europe", active: true });
   */
  create<const O extends WriteOptions = Record<never, never>>(
    fields: Record<string, unknown>,
    options?: O,
  ): Promise<WriteResult<R, O>> {
    return this.make(fields, options ?? ({} as O));
  }

  /**
   * Deletes a record; in a multistore from the shop of `shopId`. Needs the rights GET and DELETE
   * on the resource.
   * @throws {@link InvalidRequestError} for an id or option that cannot be; nothing was sent
   * @throws {@link NotFoundError} where the shop has no such record
   * @throws {@link ConflictError} where the record is not what `expect` was given for
   * @throws {@link OutcomeUnknownError} where the answer was lost and it cannot be looked for again
   * @throws {@link PrestaShopError} of the other classes, as any request; nothing was deleted
   * @example
   * await shop.resource("zones").delete(3);
   */
  delete<const O extends WriteOptions = Record<never, never>>(
    id: number | string,
    options?: O,
  ): Promise<WriteResult<R, O>> {
    return this.remove(id, options ?? ({} as O));
  }
}
