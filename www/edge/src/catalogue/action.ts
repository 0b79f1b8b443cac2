import type { ActionChoices, ActionWrites, PrestaShop } from "@aismarttalk/prestashop";
import type { Caller } from "../callers/caller.js";
import type { Held } from "../claims/held.js";
import type { Journal } from "../journal/journal.js";
import type { Pace } from "../limits/pace.js";
import type { ShopGate } from "../limits/shop-gate.js";
import type { Report } from "../logging/report.js";
import type { ResponseCache } from "../shop/cache.js";
import type { OpenShop } from "../shop/open.js";
import type { Site, SiteRegistry } from "../sites/site.js";
import type { Answer, Input } from "./outcome.js";

/** What callers see of an action, in the form of the package's catalogue. */
export interface ActionDescription {
  name: string;
  title: string;
  description: string;
  /** An input that shows how it is used. */
  example: Input;
  /** JSON Schema 2020-12. */
  inputSchema: object;
  outputSchema: object;
  /** Which inputs are alternatives, for forms; the action itself checks it. */
  choices?: ActionChoices;
  annotations: {
    title: string;
    /** Whether it leaves the shop as it is. */
    readOnlyHint: boolean;
    destructiveHint: boolean;
    idempotentHint: boolean;
    openWorldHint: boolean;
  };
  /** The rights of the shop's key it uses. */
  needs: readonly Need[];
  /** The record it changes and by which parameters; `null` for an action that reads. */
  writes: ActionWrites | null;
}

/** A right of the shop's key. */
export interface Need {
  resource: string;
  method: string;
  /** Whether nothing works without it; it is where this is left out. */
  required?: boolean;
}

/**
 * An action of the list that `createWorker` takes: one of the package, or one of your own.
 * The README says what a writing one has to do.
 */
export interface ShopAction extends ActionDescription {
  /**
   * Whether `run` passes its options on to the package's own `run`, so that a call can be held to a
   * customer. Without it such calls are refused.
   */
  holds?: boolean;
  /** Checks the input and runs at the shop; the worker stops it by the signal. */
  run(client: PrestaShop, input: Input, options: ShopOptions): Promise<Answer>;
}

/** What an action passes on to the package. */
export interface ShopOptions {
  signal: AbortSignal;
  /** The customer that the call is held to. */
  onlyCustomer?: Held["customer"];
  /** The actions that it may write with. */
  writes?: readonly string[];
}

/** An action as the worker offers it. */
export interface Action extends ActionDescription {
  /** Whether it leaves the shop as it is. */
  reads: boolean;
  /** Whether it can be held to a customer. */
  holds: boolean;
  /**
   * Of a writing action: the record it will write, such as `products/5`; `null` where the input
   * names no single one.
   * @throws Refusal if the caller may not write it
   */
  record?(
    shop: OpenShop,
    input: Input,
    context: ActionContext & { caller: Caller },
  ): Promise<string | null>;
  /** Of an action that undoes changes: the id of the change an input names. */
  undoes?(input: Input): string;
  run(shop: OpenShop, input: Input, context: ActionContext): Promise<Answer>;
}

/** What an action has besides the shop. */
export interface ActionContext extends Stores {
  site: Site;
  /** The customer it is held to; `null` for none. */
  held: Held | null;
  /** The caller of an action that reads. A write may run in another instance, which has no callers. */
  caller?: Caller;
}

/** The stores of the worker that actions and the notes of their changes use. */
export interface Stores {
  catalogue: Catalogue;
  journal: Journal;
  sites: SiteRegistry;
  cache: ResponseCache;
  pace: Pace;
  /** How shops are called. */
  send: typeof fetch;
  gate: ShopGate;
  report: Report;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** The actions a worker offers. */
export interface Catalogue {
  /** In the order in which they are listed. */
  readonly actions: readonly Action[];
  /** The action of that name; `undefined` if there is none. */
  find(name: string): Action | undefined;
}
