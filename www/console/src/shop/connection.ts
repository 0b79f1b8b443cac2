import type {
  Exchange,
  LookAgainResult,
  PlannedRequest,
  UnsettledWrite,
} from "@aismarttalk/prestashop";
import type { Action, Input } from "./catalogue.js";
import type { DemoChoice } from "./demo-choices.js";
import type { DemoMail, StoredChange } from "./demo-store.js";
import type { EdgeSite } from "./edge.js";
import type { Examples } from "./examples.js";
import type { Records } from "./record.js";
import type { WriteAnswer } from "./writing.js";

/** Where to connect to: the demo store in this page, a shop that an edge worker knows, or a shop. */
export type Target = DemoTarget | EdgeTarget | ShopTarget;

/** The demo store in this page. */
export interface DemoTarget {
  kind: "demo";
  choice: DemoChoice;
  auth: "basic" | "query";
}

/** A shop by its address. */
export interface ShopTarget {
  kind: "shop";
  url: string;
  key: string;
  shopId?: number;
  auth: "basic" | "query";
}

/** An edge worker by its address. */
export interface EdgeTarget {
  kind: "edge";
  url: string;
  token: string;
  /** The id of one of the token's sites; the first without it. */
  site?: string;
}

/** A shop to run actions on. The key or token stays inside. */
export interface Connection {
  target: Target["kind"];
  /** Names it in links, drafts and what is remembered; holds no secret. */
  ref: string;
  /** What people call the shop. */
  name: string;
  way: "demo" | "direct" | "worker";
  /** What can be run there. */
  actions: readonly Action[];
  /** The shops that can be had the same way, and which of them this is. */
  sites: { all: readonly EdgeSite[]; site: EdgeSite } | null;
  /** The address, for people. */
  address: string;
  examples: Examples;
  /** What forms need to know; read beside the runs. */
  records: Records;
  /** What only the demo store in this page can show. */
  demo: DemoSide | null;
  /** The shop's version of PrestaShop, once an answer has told it. */
  readonly version: string | null;
  /** @throws PrestaShopError or RequestError */
  run(action: Action, input: Input, signal: AbortSignal): Promise<unknown>;
  /**
   * Looks what became of a write whose answer was lost, and writes nothing; `null` where only the
   * worker can: then a preview reads the record.
   */
  lookAgain: ((write: UnsettledWrite, signal: AbortSignal) => Promise<LookAgainResult>) | null;
  /** The requests that confirming a preview would send; `null` where only a worker knows them. */
  planned: ((action: Action, preview: WriteAnswer) => Promise<readonly PlannedRequest[]>) | null;
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
