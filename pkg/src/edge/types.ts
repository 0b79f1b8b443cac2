import type { Saved, ShopError } from "../errors.js";
import type {
  ActionChoices,
  ActionMap,
  ActionWrites,
  AnswerLanguage,
  CheckAccessOutput,
} from "../generated/actions.js";
import type { Exchange } from "../options.js";

/** The name of an action of the package. */
export type ActionName = keyof ActionMap;

/** How to reach an edge worker, and one of the shops that it knows. */
export interface EdgeShopOptions {
  /** The worker's address: `https://worker.example`. */
  url: string;
  /** A token of the worker. It shows up in no error and no event of this package. */
  token: string;
  /**
   * Id of one of the token's sites.
   * @default the only one; where the token reaches several, calls fail and name them
   */
  site?: string;
  /**
   * A `fetch` of your own.
   * @default the runtime's
   */
  fetch?: EdgeFetch;
  /**
   * Milliseconds for one request. Longer than the worker's own limit for a write, or its outcome
   * counts as not known too early.
   * @default 90000
   */
  timeoutMs?: number;
  /** Sees every request and response, without the token. What it throws is ignored. */
  onExchange?: (exchange: Exchange) => void;
}

/** The part of `fetch` that is used. */
export type EdgeFetch = (
  url: string,
  init: {
    method: string;
    headers: Record<string, string>;
    redirect: "manual";
    signal: AbortSignal;
    body?: string;
  },
) => Promise<Response>;

/** Options of every call. */
export interface EdgeCallOptions {
  /** Stops the call; it then fails with an `AbortedError`, a write with an `OutcomeUnknownError`. */
  signal?: AbortSignal;
}

/** Options of a call that writes. */
export interface EdgeWriteOptions extends EdgeCallOptions {
  /**
   * A text of your own, another one for each write. After an answer that was lost, the same call with
   * the same key gets the first one's answer, and nothing is written twice.
   */
  idempotencyKey?: string;
}

/** A shop that the token reaches. */
export interface EdgeSite {
  /** Its id. */
  id: string;
  /** Its name, for people. */
  name: string;
  /** Id of the first site of the same PrestaShop; `null` where that is not known. */
  installation: string | null;
}

/** A shop that was just connected. */
export interface AddedEdgeSite {
  /** The shop as the worker knows it. */
  site: EdgeSite & {
    /** The shop's address. */
    url: string;
  };
  /** What the key may do, as `check_access` answers; `null` where the key was not tried. */
  access: CheckAccessOutput | null;
}

/** An action that the token may run: one of the package, or of the worker alone. */
export interface EdgeAction {
  /** Its name, to run it. */
  name: string;
  /** Its name, for people. */
  title: string;
  /** What it does. */
  description: string;
  /** An input that it takes. */
  example: Readonly<Record<string, unknown>>;
  /** What it takes, as JSON Schema 2020-12. */
  inputSchema: Readonly<Record<string, unknown>>;
  /** What it answers, as JSON Schema 2020-12. */
  outputSchema: Readonly<Record<string, unknown>>;
  /** Which of its inputs are alternatives. */
  choices: ActionChoices;
  /** Those of the Model Context Protocol. */
  annotations: {
    /** Whether it only reads. */
    readonly readOnlyHint: boolean;
  };
  /** The rights of the shop's key that it needs. */
  needs: readonly {
    /** A resource of the Webservice. */
    readonly resource: string;
    /** The method that the key must be allowed there. */
    readonly method: string;
  }[];
  /** What it writes; `null` where it reads. */
  writes: ActionWrites | null;
}

/** Which changes to list. */
export interface EdgeChangesQuery {
  /**
   * How many at most, up to 50.
   * @default 20
   */
  limit?: number;
  /** The `next` of an earlier answer: goes on with older changes. */
  before?: string;
  /** Only changes of one resource, such as `products`. */
  resource?: string;
  /** Only changes of one record; give `resource` with it. */
  record?: number;
}

/** A page of the journal, newest first. */
export interface EdgeChanges {
  /** The changes. */
  changes: EdgeChange[];
  /** To be given as `before` to get older ones; `null` if there are none. */
  next: string | null;
}

/** One write through the worker. */
export interface EdgeChange {
  /** Its id, for the action `undo_change`. */
  id: string;
  /** When, in UTC. */
  at: string;
  /** Id of the site it was made through; it can only be undone there. */
  site: string;
  /** Name of the token that made it. */
  caller: string;
  /** The action that wrote. */
  action: string;
  /** The resource of the record. */
  resource: string;
  /** Id of the record. */
  record: number;
  /** `unknown`: it is under way, or the shop did not say what became of it. */
  outcome: "written" | "unknown";
  /** What was changed; `cut` where a value is longer than shown. */
  fields: (EdgeChangedField & {
    /** Whether a value is longer than shown. */
    cut: boolean;
  })[];
  /** What cannot be undone, in sentences. */
  lasting: string[];
  /** Id of the change that this one undid; `null` for any other. */
  undoes: string | null;
  /** Id of the newest change that undid this one; `null` for none. */
  undone_by: string | null;
}

/** One value before and after. */
export interface EdgeChangedField {
  /** The Webservice's name of it. */
  field: string;
  /** The language of a text; `null` for a field with one value. */
  language: AnswerLanguage | null;
  /** `null` where that is not known. */
  before: string | null;
  /** As it was sent or saved; `null` where that is not known. */
  after: string | null;
}

/** A write of a job, without `preview` and `expect`. */
export interface EdgeJobWrite {
  /** Name of the action. */
  action: string;
  /** Its input. */
  input: Readonly<Record<string, unknown>>;
}

/** A table of writes: its columns are inputs of the action, `meta_title:fr` a text by language. */
export interface EdgeJobTable {
  /** Name of the action. */
  action: string;
  /** Rows separated by commas, semicolons or tabs. */
  csv: string;
}

/** What a job is doing; `stopped` and `done` are final. */
export type EdgeJobState = "previewing" | "previewed" | "running" | "paused" | "stopped" | "done";

/** What became of an item of a job. */
export type EdgeItemState =
  | "new"
  | "same"
  | "refused"
  | "ready"
  | "running"
  | "looking"
  | "written"
  | "failed"
  | "unknown";

/** Many writes at once. */
export interface EdgeJob {
  /** Its id. */
  id: string;
  /** Id of its site. */
  site: string;
  /** Name of the token that made it. */
  caller: string;
  /** What it is doing. */
  state: EdgeJobState;
  /** What to do next, in a sentence. */
  next: string;
  /** Id of the job that it undoes; `null` for any other. */
  undoes: string | null;
  /** How many items it has. */
  total: number;
  /** How many are in which state. */
  items: Record<EdgeItemState, number>;
  /** Why the worker paused it; `null` where it did not. */
  reason: EdgeProblem | null;
  /** After the preview: what confirms it. Else `null`. */
  token: string | null;
  /** When it was made, in UTC. */
  created: string;
  /** When it was confirmed; `null` before. */
  confirmed: string | null;
  /** When it ended; `null` before. */
  ended: string | null;
}

/** Which items of a job to list. */
export interface EdgeItemsQuery {
  /** Only those in one state. */
  state?: EdgeItemState;
  /** The `next` of an earlier answer. */
  after?: number;
  /**
   * How many at most, up to 1,000.
   * @default 100
   */
  limit?: number;
}

/** A page of a job's items, by row. */
export interface EdgeItems {
  /** The items. */
  items: EdgeItem[];
  /** To be given as `after` to get more; `null` if there are none. */
  next: number | null;
}

/** One write of a job. */
export interface EdgeItem extends EdgeJobWrite {
  /** Its number, from 1. */
  row: number;
  /** What became of it. */
  state: EdgeItemState;
  /** The record, such as `products/5`; `null` until it is previewed. */
  record: string | null;
  /** What it changes; empty until it is previewed. */
  fields: EdgeChangedField[];
  /** What else is worth knowing. */
  warnings: string[];
  /** Id of its change in the journal; `null` until it is written. */
  change: string | null;
  /** Why it was refused or failed; `null` where it was not. */
  problem: EdgeProblem | null;
}

/** What went wrong with an item; `PrestaShopError.from` makes an error of it. */
export interface EdgeProblem {
  /** The class in one word, of the package or of the worker alone. */
  kind: string;
  /** The class, to be read. */
  title: string;
  /** The status that an answer with it would have. */
  status: number;
  /** What happened, in a sentence. */
  detail: string;
  /** What to do; may be empty. */
  hint: string;
  /** The errors of the shop's own answer. */
  codes: ShopError[];
  /** The field or input it is about; `null` for none. */
  field: string | null;
  /** What became of the data. */
  saved: Saved;
  /** Whether the same may succeed a moment later. */
  retryable: boolean;
}

/** A shop to connect to the worker; needs a token of an administrator. */
export interface NewEdgeSite {
  /** The shop's address. */
  url: string;
  /** Its Webservice key; the worker seals it. */
  key: string;
  /**
   * The id of the site.
   * @default made of the name or the address
   */
  id?: string;
  /** Its name, for people. */
  name?: string;
  /** The shop of several behind one address. */
  shopId?: number;
  /** The language that actions answer in where they name none. */
  defaultLanguage?: number | string;
  /** Where the key travels; see `auth` of the package. */
  auth?: "basic" | "query";
  /** A name that all sites of one PrestaShop share. */
  installation?: string;
}
