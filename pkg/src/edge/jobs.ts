import type { Ask } from "./ask.js";
import type {
  EdgeCallOptions,
  EdgeItems,
  EdgeItemsQuery,
  EdgeJob,
  EdgeJobTable,
  EdgeJobWrite,
  EdgeWriteOptions,
} from "./types.js";

/**
 * Up to 10,000 writes to one shop as one job: previewed, then confirmed, then run by the worker.
 * @example
 * const job = await shop.jobs.create([
 *   { action: "update_product_seo", input: { id: 5, meta_title: { fr: "Théière" } } },
 *   { action: "update_product_seo", input: { id: 6, meta_title: { fr: "Tasse" } } },
 * ]);
 */
export class EdgeJobs {
  readonly #ask: Ask;
  readonly #at: (path: string, signal?: AbortSignal) => Promise<string>;

  /** @internal Made by an `EdgeShop`. */
  constructor(ask: Ask, at: (path: string, signal?: AbortSignal) => Promise<string>) {
    this.#ask = ask;
    this.#at = at;
  }

  /**
   * Makes a job, which previews its items and writes nothing until it is confirmed.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async create(
    writes: readonly EdgeJobWrite[] | EdgeJobTable,
    { signal, idempotencyKey }: EdgeWriteOptions = {},
  ): Promise<EdgeJob> {
    const given =
      "csv" in writes
        ? { query: { action: writes.action }, type: "text/csv", body: writes.csv }
        : {
            query: {},
            type: "application/x-ndjson",
            body: writes.map((one) => `${JSON.stringify(one)}\n`).join(""),
          };
    const { query, ...sent } = given;
    const path = await this.#at(`jobs${queryOf(query)}`, signal);
    return this.#answer({ path, ...sent, signal, idempotencyKey });
  }

  /**
   * The newest jobs of the token.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async list({ signal }: EdgeCallOptions = {}): Promise<EdgeJob[]> {
    const path = await this.#at("jobs", signal);
    const { jobs } = await this.#answer<{ jobs: EdgeJob[] }>({ path, signal });
    return jobs;
  }

  /**
   * A job: how many of its items are in which state, and after the preview what confirms it.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async get(job: string, { signal }: EdgeCallOptions = {}): Promise<EdgeJob> {
    return this.#answer({ path: await this.#job(job, "", signal), signal });
  }

  /**
   * The items of a job, a page of them.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async items(
    job: string,
    { signal, ...query }: EdgeItemsQuery & EdgeCallOptions = {},
  ): Promise<EdgeItems> {
    const path = await this.#job(job, `/items${queryOf(query)}`, signal);
    return this.#answer({ path, signal });
  }

  /**
   * Writes what the preview showed; `token` is that of the job.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async confirm(job: string, token: string, options: EdgeCallOptions = {}): Promise<EdgeJob> {
    return this.#tell(job, "confirm", { token }, options, true);
  }

  /**
   * Writes nothing more until it is resumed.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async pause(job: string, options: EdgeCallOptions = {}): Promise<EdgeJob> {
    return this.#tell(job, "pause", {}, options, false);
  }

  /**
   * Goes on.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async resume(job: string, options: EdgeCallOptions = {}): Promise<EdgeJob> {
    return this.#tell(job, "resume", {}, options, true);
  }

  /**
   * Writes nothing more.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async stop(job: string, options: EdgeCallOptions = {}): Promise<EdgeJob> {
    return this.#tell(job, "stop", {}, options, false);
  }

  /**
   * Makes a job that undoes what this one wrote, to be confirmed like any other.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async undo(job: string, options: EdgeCallOptions = {}): Promise<EdgeJob> {
    return this.#tell(job, "undo", {}, options, false);
  }

  async #tell(
    job: string,
    command: string,
    body: object,
    { signal }: EdgeCallOptions,
    writes: boolean,
  ): Promise<EdgeJob> {
    const path = await this.#job(job, `/${command}`, signal);
    return this.#answer({ path, body: JSON.stringify(body), writes, signal });
  }

  #job(job: string, path: string, signal: AbortSignal | undefined): Promise<string> {
    return this.#at(`jobs/${encodeURIComponent(job)}${path}`, signal);
  }

  async #answer<T = EdgeJob & EdgeItems>(question: Parameters<Ask>[0]): Promise<T> {
    return (await this.#ask(question)) as T;
  }
}

/** A query as it stands in an address; what is not given is left out. */
export function queryOf(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0
    ? ""
    : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
