import { PrestaShop, type PrestaShopOptions, type UnsettledWrite } from "@aismarttalk/prestashop";
import type { Action, Input } from "./catalogue.js";
import type { Connection, Watcher } from "./connection.js";
import { ACTIONS } from "./package-actions.js";
import { plannedRequests } from "./planned.js";
import { explained } from "./reach.js";
import { recordsOf } from "./record-direct.js";
import { type DirectTarget, refOf } from "./ref.js";

/** The clients of this page; a shop that is connected to again gets another one. */
const recent: { options: PrestaShopOptions; shop: PrestaShop }[] = [];

/** What no client of a shop knows the outcome of: the next one must not write it a second time. */
function leftOpen({ url, shopId }: PrestaShopOptions): UnsettledWrite[] {
  const ofShop = recent.filter((one) => one.options.url === url && one.options.shopId === shopId);
  return ofShop.flatMap(({ shop }) => shop.unsettled());
}

/** What a connection by the package itself has, whichever way it is. */
export type ByPackage = Pick<
  Connection,
  "name" | "version" | "address" | "actions" | "sites" | "records" | "run" | "lookAgain" | "planned"
>;

/**
 * Connects to a shop from this page.
 * @throws PrestaShopError or RequestError where the shop does not answer, or refuses
 */
export async function connectDirectly(
  target: DirectTarget,
  onExchange: Watcher,
  signal: AbortSignal,
): Promise<Connection> {
  const { url, key, shopId, auth } = target;
  const options = { url, key, auth, ...(shopId !== undefined && { shopId }) };
  const made = await connectByPackage(options, onExchange, signal, explained);
  return {
    ...made,
    // A getter that is spread would be read once.
    get version() {
      return made.version;
    },
    ref: refOf(target),
    way: "direct",
    demo: null,
    examples: async () => ({}),
  };
}

/** Connects by the package; `explain` tells of a failed request what the package cannot know. */
export async function connectByPackage(
  options: PrestaShopOptions,
  onExchange: Watcher,
  signal: AbortSignal,
  explain: (thrown: unknown) => Promise<unknown> = async (thrown) => thrown,
): Promise<ByPackage> {
  // Its WebAssembly is loaded from here on.
  const shop = new PrestaShop({ ...options, onExchange, unsettled: leftOpen(options) });
  const told = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (thrown) {
      throw await explain(thrown);
    }
  };
  const { shop_name: name } = await told(shop.access({ signal }));
  recent.push({ options, shop });
  const run = shop.run.bind(shop) as (
    action: string,
    input: Input,
    options: { signal: AbortSignal },
  ) => Promise<unknown>;
  return {
    name,
    get version() {
      return shop.version;
    },
    address: options.url,
    actions: ACTIONS,
    sites: null,
    records: recordsOf(options),
    run: ({ name: action }: Action, input, ended) => told(run(action, input, { signal: ended })),
    lookAgain: (write, ended) => shop.lookAgain(write, { signal: ended }),
    planned: (action, preview) => plannedRequests(new PrestaShop(options), action, preview),
  };
}
