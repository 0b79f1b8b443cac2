import {
  type FetchLike,
  PrestaShop,
  type PrestaShopOptions,
  type UnsettledWrite,
} from "@aismarttalk/prestashop";
import { ACTIONS, type Input } from "./catalogue.js";
import { writeInBetween } from "./colleague.js";
import type {
  Connection,
  DemoSide,
  DemoTarget,
  ShopTarget,
  Target,
  Watcher,
} from "./connection.js";
import { type DemoChoice, FIRST_CHOICE, KEYS } from "./demo-choices.js";
import { demoChanges, demoFetch, demoMails, demoUrl } from "./demo-store.js";
import { demoExamples, type Examples } from "./examples.js";
import { plannedRequests } from "./planned.js";
import { explained } from "./reach.js";
import { recordsOf } from "./record.js";

/** The server of the demo store that `npm start` has started beside this page. */
export const DEMO_SERVER: string | undefined = import.meta.env.VITE_DEMO_STORE_URL;

/** The key that fits the server of the demo store. */
export const DEMO_SERVER_KEY = FIRST_CHOICE.key.key;

/**
 * Connects. Of a shop that is asked directly the first action shows whether it works.
 * @throws PrestaShopError or RequestError where a worker refuses
 */
export async function connect(
  target: Target,
  onExchange: Watcher,
  signal: AbortSignal,
): Promise<Connection> {
  if (target.kind !== "edge") return connectDirectly(target, onExchange);
  const { connectThrough } = await import("./edge-shop.js");
  return connectThrough(target, onExchange, signal);
}

/** The clients of this page; a shop that is connected to again gets another one. */
const recent: { options: PrestaShopOptions; shop: PrestaShop }[] = [];

/** What no client of a shop knows the outcome of: the next one must not write it a second time. */
function leftOpen({ url, shopId }: PrestaShopOptions): UnsettledWrite[] {
  const ofShop = recent.filter((one) => one.options.url === url && one.options.shopId === shopId);
  return ofShop.flatMap(({ shop }) => shop.unsettled());
}

async function connectDirectly(
  target: DemoTarget | ShopTarget,
  onExchange: Watcher,
): Promise<Connection> {
  const options: PrestaShopOptions = { ...optionsOf(target), auth: target.auth };
  // Its WebAssembly is loaded from here on, beside that of the demo store.
  const shop = new PrestaShop({ ...options, onExchange, unsettled: leftOpen(options) });
  recent.push({ options, shop });
  const run = shop.run.bind(shop) as (
    action: string,
    input: Input,
    options: { signal: AbortSignal },
  ) => Promise<unknown>;
  return {
    target: target.kind,
    ref:
      target.kind === "demo"
        ? `demo:${target.choice.version}/${target.choice.key.name}`
        : `direct:${options.url}`,
    name: target.kind === "demo" ? "Clay & Leaf" : options.url,
    way: target.kind === "demo" ? "demo" : "direct",
    actions: ACTIONS,
    sites: null,
    address: options.url,
    examples: await targetExamples(target),
    records: recordsOf(options),
    demo: target.kind === "demo" ? demoSide(target.choice) : null,
    get version() {
      return shop.version;
    },
    run: async ({ name }, input, signal) => {
      try {
        return await run(name, input, { signal });
      } catch (thrown) {
        throw target.kind === "shop" ? await explained(thrown) : thrown;
      }
    },
    lookAgain: (write, signal) => shop.lookAgain(write, { signal }),
    planned: (action, preview) => plannedRequests(new PrestaShop(options), action, preview),
  };
}

/** Where a target is, as the client is told. */
export function addressOf(target: DemoTarget | ShopTarget): string {
  return target.kind === "shop"
    ? target.url
    : demoUrl(target.choice.key.folder, target.choice.host);
}

function demoSide(choice: DemoChoice): DemoSide {
  return {
    mails: () => demoMails(choice.version),
    changes: () => demoChanges(choice.version),
    writeInBetween: (action, preview) => writeInBetween(choice, action, preview),
  };
}

function optionsOf(target: DemoTarget | ShopTarget): PrestaShopOptions {
  if (target.kind === "demo") {
    const { key, version, host } = target.choice;
    const store = demoFetch(version, host.delay);
    // Who connects waits for the examples, which fail in the same way.
    store.catch(() => {});
    const fetch: FetchLike = async (url, request) => (await store)(url, request);
    return { url: addressOf(target), key: key.key, fetch };
  }
  const { url, key, shopId } = target;
  return shopId === undefined ? { url, key } : { url, key, shopId };
}

async function targetExamples(target: DemoTarget | ShopTarget): Promise<Examples> {
  if (target.kind === "demo") return demoExamples(target.choice.key.folder);
  // The server holds the same catalogue as the store in the page.
  const known = KEYS.find((one) => one.key === target.key);
  return known === undefined ? {} : demoExamples(known.folder);
}
