import { invalidRequest } from "../errors.js";
import type { ActionMap, BareActionName, CheckAccessOutput } from "../generated/actions.js";
import { READING_ACTIONS } from "../generated/reading.js";
import { type Ask, asking } from "./ask.js";
import { EdgeJobs, queryOf } from "./jobs.js";
import type {
  ActionName,
  AddedEdgeSite,
  EdgeAction,
  EdgeCallOptions,
  EdgeChanges,
  EdgeChangesQuery,
  EdgeShopOptions,
  EdgeSite,
  EdgeWriteOptions,
  NewEdgeSite,
} from "./types.js";

const SITES = "/v1/sites";

/**
 * A shop through an edge worker, which holds its key: the actions of the package and those of the
 * worker, without WebAssembly.
 *
 * What went wrong in the shop is the error that the package itself would throw. What only a worker
 * says is the class that comes nearest, with the worker's own word in `problem`: a token that it
 * does not know is an `AuthenticationError` with `problem: "unauthorized"`. `status` is `null` where
 * the worker did not answer.
 * @example
 * const shop = new EdgeShop({ url: "https://worker.example", token, site: "my-shop" });
 * const { orders } = await shop.run("find_orders", { limit: 20 });
 */
export class EdgeShop {
  /** The worker's address, without a slash at its end. */
  readonly url: string;
  /** Many writes at once. */
  readonly jobs: EdgeJobs;
  readonly #ask: Ask;
  readonly #reading = new Set<string>([...READING_ACTIONS, "list_changes"]);
  #site: string | undefined;

  /**
   * Sends nothing yet.
   * @throws `InvalidRequestError` for an address or token that cannot work
   * @example
   * const shop = new EdgeShop({ url: "https://worker.example", token, site: "my-shop" });
   */
  constructor(options: EdgeShopOptions) {
    const { address, ask } = asking(options);
    this.url = address;
    this.#ask = ask;
    this.#site = options.site;
    this.jobs = new EdgeJobs(ask, (path, signal) => this.#at(path, signal));
  }

  /**
   * Runs an action.
   * @throws `PrestaShopError` of the class that the worker tells, `OutcomeUnknownError` where it did
   * not say what became of a write
   * @example
   * const { products } = await shop.run("get_product", { id: 5 });
   */
  async run<A extends ActionName>(
    action: A,
    input: ActionMap[A]["input"],
    options?: EdgeWriteOptions,
  ): Promise<ActionMap[A]["output"]>;
  /**
   * The same of an action whose inputs may all be left out, such as `list_languages`.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async run<A extends BareActionName>(action: A): Promise<ActionMap[A]["output"]>;
  /**
   * Runs an action of the worker alone, such as `undo_change`, or of somebody's own.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async run(action: string, input: object, options?: EdgeWriteOptions): Promise<unknown>;
  async run(
    action: string,
    input: object = {},
    { signal, idempotencyKey }: EdgeWriteOptions = {},
  ): Promise<unknown> {
    const path = await this.#at(`actions/${encodeURIComponent(action)}`, signal);
    const isPreview = "preview" in input && input.preview === true;
    const writes = !this.#reading.has(action) && !isPreview;
    return this.#ask({ path, body: JSON.stringify(input), writes, signal, idempotencyKey });
  }

  /**
   * What the token may run.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async actions({ signal }: EdgeCallOptions = {}): Promise<EdgeAction[]> {
    const answer = await this.#ask({ path: "/v1/actions", signal });
    const { actions } = answer as { actions: EdgeAction[] };
    for (const { name, annotations } of actions) {
      if (annotations.readOnlyHint) this.#reading.add(name);
    }
    return actions;
  }

  /**
   * The shops that the token reaches.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async sites({ signal }: EdgeCallOptions = {}): Promise<EdgeSite[]> {
    return this.#sites(signal);
  }

  async #sites(signal: AbortSignal | undefined): Promise<EdgeSite[]> {
    const all: EdgeSite[] = [];
    let after: string | undefined;
    do {
      const answer = await this.#ask({ path: SITES + queryOf({ after }), signal });
      const { sites, next } = answer as { sites: EdgeSite[]; next?: string };
      all.push(...sites);
      after = next;
    } while (after !== undefined);
    return all;
  }

  /**
   * What the key of the shop may do, as `check_access` answers.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async access({ signal }: EdgeCallOptions = {}): Promise<CheckAccessOutput> {
    const path = await this.#at("access", signal);
    return (await this.#ask({ path, signal })) as CheckAccessOutput;
  }

  /**
   * What was changed through the worker, newest first; looks again where an outcome is not known.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async changes({
    signal,
    ...query
  }: EdgeChangesQuery & EdgeCallOptions = {}): Promise<EdgeChanges> {
    const path = await this.#at(`changes${queryOf(query)}`, signal);
    return (await this.#ask({ path, signal })) as EdgeChanges;
  }

  /**
   * Connects a shop to the worker, which tries its key and seals it; needs a token of an
   * administrator. `access` is the answer of `check_access`.
   * @throws `PrestaShopError` of the class that the worker tells
   */
  async addSite(site: NewEdgeSite, { signal }: EdgeCallOptions = {}): Promise<AddedEdgeSite> {
    const { key: _, ...shown } = site;
    const answer = await this.#ask({
      path: "/v1/admin/sites",
      body: JSON.stringify(site),
      shown: JSON.stringify(shown),
      signal,
    });
    return answer as AddedEdgeSite;
  }

  /** The address of what belongs to the shop. */
  async #at(path: string, signal: AbortSignal | undefined): Promise<string> {
    this.#site ??= await this.#only(signal);
    return `${SITES}/${encodeURIComponent(this.#site)}/${path}`;
  }

  /** Of several shops none is taken by chance. */
  async #only(signal: AbortSignal | undefined): Promise<string> {
    const [first, ...others] = await this.#sites(signal);
    if (first !== undefined && others.length === 0) return first.id;
    const names = [first, ...others].map((one) => one?.id).join(", ");
    const hint = first === undefined ? "The token reaches no site." : `Give one of ${names}.`;
    throw invalidRequest("site", "is missing", hint);
  }
}
