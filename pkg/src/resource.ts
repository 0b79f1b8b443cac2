import type { Core } from "./core.js";
import { aborted, invalidRequest } from "./errors.js";
import { callJson, queryJson } from "./json.js";
import { type CallOptions, checkSignal } from "./options.js";

/** The fields of a record that are answered: all, the id only, or those named. */
export type DisplayOption<D extends string> = "full" | "minimum" | readonly D[];

/** A record with only the fields that `display` names. */
export type Shown<R, D> = D extends readonly (infer Name)[]
  ? Pick<R, Extract<keyof R, Name | "extra">> & Partial<Pick<R, Extract<keyof R, "associations">>>
  : D extends "minimum"
    ? Pick<R, Extract<keyof R, "id">>
    : R;

/** Options of one record. */
export interface GetOptions<D> extends CallOptions {
  /**
   * The fields wanted.
   * @default "full"
   */
  display?: D;
  /** The languages of the texts, by id. Inactive languages come only when they are named. */
  language?: number | readonly number[];
}

/** Options of a list. */
export interface ListOptions<F, D> extends GetOptions<D> {
  /** Conditions that must all hold. */
  filter?: F;
  /**
   * The order: `id_ASC`, `date_add_DESC`, several in a list.
   * @default "id_ASC"
   */
  sort?: string | readonly string[];
  /** Records at the most. */
  limit?: number;
  /** Records skipped; needs `limit`. */
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
}

const PAGE_SIZE = 100;
const LARGEST_PAGE = 10_000;

/** The border would cut 1.5 to 1 and turn -1 into the largest number. */
function checkPageSize(size: number): void {
  if (Number.isInteger(size) && size >= 1 && size <= LARGEST_PAGE) return;
  const hint = `Give a whole number from 1 to ${LARGEST_PAGE}.`;
  throw invalidRequest(`The option pageSize is ${String(size)}.`, hint, "pageSize");
}

interface Page<Row> {
  rows: Row[];
  /** The id behind which the next page starts. */
  next: number | null;
}

/** One resource of a shop. `R` is a record, `F` its filters, `N` the names that `display` knows. */
export class Resource<R, F, N extends string> {
  readonly #core: Core;
  readonly #name: string;

  /** Made by `PrestaShop`. */
  constructor(core: Core, name: string) {
    this.#core = core;
    this.#name = name;
  }

  /**
   * One record.
   * @throws NotFoundError where the shop has none of that id
   */
  async get<const D extends DisplayOption<N> = "full">(
    id: number,
    options: GetOptions<D> = {},
  ): Promise<Shown<R, D>> {
    const { signal, display: asked, ...rest } = options;
    // Shops ignore "minimum" on one record, and send all of it.
    const display = asked === "minimum" ? ["id"] : asked;
    const call = callJson({ resource: this.#name, id, query: { ...rest, display } });
    return (await this.#core.ask((shop) => shop.call(call, signal), signal)) as Shown<R, D>;
  }

  /** The records that match, each looked at again on this side. */
  async list<const D extends DisplayOption<N> = "full">(
    options: ListOptions<F, D> = {},
  ): Promise<Shown<R, D>[]> {
    const { signal, ...query } = options;
    const json = queryJson(query);
    const rows = this.#core.ask((shop) => shop.list(this.#name, json, signal), signal);
    return (await rows) as Shown<R, D>[];
  }

  /** The records that match, one after the other, page by page; none twice, whatever changes meanwhile. */
  async *iterate<const D extends DisplayOption<N> = "full">(
    options: IterateOptions<F, D> = {},
  ): AsyncGenerator<Shown<R, D>, void, undefined> {
    const { signal, pageSize = PAGE_SIZE, ...query } = options;
    checkSignal(signal);
    checkPageSize(pageSize);
    const json = queryJson(query);
    // Ends the prefetch when the caller leaves the loop early.
    const leaving = new AbortController();
    const stop = () => leaving.abort();
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop);
    const fetchPage = (after: number | undefined) => {
      const page = this.#core.ask((shop) =>
        shop.page(this.#name, json, pageSize, after, leaving.signal),
      ) as Promise<Page<Shown<R, D>>>;
      // It is awaited later, or never.
      page.catch(() => {});
      return page;
    };
    try {
      let pending: Promise<Page<Shown<R, D>>> | undefined = fetchPage(undefined);
      while (pending !== undefined) {
        const { rows, next }: Page<Shown<R, D>> = await pending;
        pending = next === null ? undefined : fetchPage(next);
        for (const row of rows) {
          if (signal?.aborted) throw aborted();
          yield row;
        }
      }
    } finally {
      signal?.removeEventListener("abort", stop);
      stop();
    }
  }
}
