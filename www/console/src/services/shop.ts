import {
  type Exchange,
  type PlannedRequest,
  PrestaShop,
  type PrestaShopOptions,
} from "@aismarttalk/prestashop";
import type { Action, ActionName, Input } from "./catalogue.js";
import { writeInBetween } from "./colleague.js";
import { type DemoChoice, FIRST_CHOICE, KEYS } from "./demo-choices.js";
import {
  type DemoMail,
  demoChanges,
  demoFetch,
  demoMails,
  demoUrl,
  type StoredChange,
} from "./demo-store.js";
import { demoExamples, type Examples } from "./examples.js";
import { plannedRequests } from "./planned.js";
import { type Records, recordsOf } from "./record.js";
import type { WriteAnswer } from "./writing.js";

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
  /** What forms need to know; read beside the runs. */
  records: Records;
  /** What only the demo store in this page can show. */
  demo: DemoSide | null;
  /** The shop's version of PrestaShop, once an answer has told it. */
  readonly version: string | null;
  run(action: ActionName, input: Input, signal: AbortSignal): Promise<unknown>;
  /** The requests that confirming a preview would send. */
  planned(action: Action, preview: WriteAnswer): Promise<readonly PlannedRequest[]>;
}

/** The other side of the demo store: what a shop owner or a database would see. */
export interface DemoSide {
  mails(): readonly DemoMail[];
  changes(): readonly StoredChange[];
  /** Lets somebody else change the record of a preview. */
  writeInBetween(action: Action, preview: WriteAnswer): Promise<void>;
}

/** Called for each exchange of a running action. */
export type Watcher = (exchange: Exchange) => void;

/** The server of the demo store that `npm start` has started beside this page. */
export const DEMO_SERVER: string | undefined = import.meta.env.VITE_DEMO_STORE_URL;

/** The key that fits the server of the demo store. */
export const DEMO_SERVER_KEY = FIRST_CHOICE.key.key;

/** Makes the client; whether it can work shows with the first action. */
export async function connect(target: Target, onExchange: Watcher): Promise<Connection> {
  const options: PrestaShopOptions = { ...(await optionsOf(target)), auth: target.auth };
  const shop = new PrestaShop({ ...options, onExchange });
  const run = shop.run.bind(shop) as (
    action: ActionName,
    input: Input,
    options: { signal: AbortSignal },
  ) => Promise<unknown>;
  return {
    target: target.kind,
    address: options.url,
    examples: await examplesOf(target),
    records: recordsOf(options),
    demo: target.kind === "demo" ? demoSide(target.choice) : null,
    get version() {
      return shop.version;
    },
    run: (action, input, signal) => run(action, input, { signal }),
    planned: (action, preview) => plannedRequests(new PrestaShop(options), action, preview),
  };
}

/** Where a target is, as the client is told. */
export function addressOf(target: Target): string {
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

async function optionsOf(target: Target): Promise<PrestaShopOptions> {
  if (target.kind === "demo") {
    const { key, version, host } = target.choice;
    const fetch = await demoFetch(version, host.delay);
    return { url: addressOf(target), key: key.key, fetch };
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
