import type {
  Exchange,
  LookAgainResult,
  PlannedRequest,
  UnsettledWrite,
} from "@aismarttalk/prestashop";
import type { Action, Input } from "./catalogue.js";
import type { DemoMail, StoredChange } from "./demo-store.js";
import type { EdgeSite } from "./edge.js";
import type { Examples } from "./examples.js";
import type { Records } from "./record.js";
import type { ShopRef, Way } from "./ref.js";
import type { WriteAnswer } from "./writing.js";

/** A shop to run actions on. The key or token stays inside. */
export interface Connection {
  /** What the shop is called in links; never a secret. */
  ref: ShopRef;
  /** How it is reached. */
  way: Way;
  /** Of the shop: "Clay & Leaf". */
  name: string;
  /** The shop's version of PrestaShop; `null` where it does not tell. */
  readonly version: string | null;
  /** The address of the shop, or of the worker before it, for people. */
  address: string;
  /** What can be run there. */
  actions: readonly Action[];
  /** The shops that can be had the same way, and which of them this is. */
  sites: { all: readonly EdgeSite[]; site: EdgeSite } | null;
  /** Inputs that have an answer; none where the shop is not the sample. */
  examples(): Promise<Examples>;
  /** What forms need to know; read beside the runs. */
  records: Records;
  /** What only the demo store in this page can show. */
  demo: DemoSide | null;
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
  /** Forgets whatever was written; the connection goes on with the shop as it was at first. */
  startOver(): void;
}

/** Called for each exchange of a running action. */
export type Watcher = (exchange: Exchange) => void;
