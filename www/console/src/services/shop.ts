import { type Exchange, PrestaShop, type PrestaShopOptions } from "@aismarttalk/prestashop";
import type { ActionName, Input } from "./catalogue.js";
import { type DemoChoice, FIRST_CHOICE, KEYS } from "./demo-choices.js";
import { demoFetch, demoUrl } from "./demo-store.js";
import { demoExamples, type Examples } from "./examples.js";

/** Where to connect to: the demo store in this page, or a shop by its address. */
export type Target =
  | { kind: "demo"; choice: DemoChoice; auth: "basic" | "query" }
  | { kind: "shop"; url: string; key: string; shopId?: number; auth: "basic" | "query" };

/** A shop to run actions on. The key stays inside. */
export interface Connection {
  target: "demo" | "shop";
  /** The address, for people. */
  address: string;
  examples: Examples;
  /** The shop's version of PrestaShop, once an answer has told it. */
  readonly version: string | null;
  run(action: ActionName, input: Input, signal: AbortSignal): Promise<unknown>;
}

/** Called for each exchange of a running action. */
export type Watcher = (exchange: Exchange) => void;

/** The server of the demo store that `npm start` has started beside this page. */
export const DEMO_SERVER: string | undefined = import.meta.env.VITE_DEMO_STORE_URL;

/** The key that fits the server of the demo store. */
export const DEMO_SERVER_KEY = FIRST_CHOICE.key.key;

/** Makes the client; whether it can work shows with the first action. */
export async function connect(target: Target, onExchange: Watcher): Promise<Connection> {
  const options = await optionsOf(target);
  const shop = new PrestaShop({ ...options, auth: target.auth, onExchange });
  const run = shop.run.bind(shop) as (
    action: ActionName,
    input: Input,
    options: { signal: AbortSignal },
  ) => Promise<unknown>;
  return {
    target: target.kind,
    address: options.url,
    examples: await examplesOf(target),
    get version() {
      return shop.version;
    },
    run: (action, input, signal) => run(action, input, { signal }),
  };
}

async function optionsOf(target: Target): Promise<PrestaShopOptions> {
  if (target.kind === "demo") {
    const { key, version, host } = target.choice;
    const fetch = await demoFetch(version, host.delay);
    return { url: demoUrl(key.folder, host), key: key.key, fetch };
  }
  const { url, key, shopId } = target;
  return shopId === undefined ? { url, key } : { url, key, shopId };
}

async function examplesOf(target: Target): Promise<Examples> {
  if (target.kind === "demo") return demoExamples(target.choice.key.folder);
  // The server holds the same catalogue as the store in the page.
  const known = KEYS.find((one) => one.key === target.key);
  return known === undefined ? {} : demoExamples(known.folder);
}
