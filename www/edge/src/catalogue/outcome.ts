import type { Held } from "../claims/held.js";
import type { Confirmation } from "../confirming/confirmation.js";
import type { ChangedField } from "../journal/journal.js";
import type { Priority } from "../limits/shop-gate.js";
import type { Problem } from "../problem.js";
import type { TraceContext } from "../tracing/traceparent.js";

/** The input of an action, not checked yet. */
export type Input = Readonly<Record<string, unknown>>;

/** The answer of an action. */
export type Answer = Record<string, unknown>;

/** The outcome of an action: plain data, so that it can travel between instances. */
export type Outcome<A = Answer> = Result<A> & {
  /** How many requests went to the shop. */
  requests: number;
  /** Milliseconds the shop took. */
  milliseconds: number;
  /** Of a write: the record, such as `products/5`; `null` where none is named. */
  record?: string | null;
};

/** An answer or a problem; `change` is the id of its change in the journal. */
export type Result<A = Answer> =
  | { answer: A; change?: string }
  | { problem: Problem; change?: string };

/** A write in the queue: plain data. */
export interface WriteJob {
  site: string;
  /** The PrestaShop behind the site: writes to one of its records wait for each other. */
  installation: string;
  action: string;
  input: Input;
  /** The record it writes, such as `products/5`; `null` where none is named. */
  record: string | null;
  /** The customer it is held to; `null` for none. */
  held: Held | null;
  /** Name of the caller, for the journal. */
  caller: string;
  /** Id of the request, for the journal and the log. */
  request: string;
  /** The trace it belongs to. */
  trace: TraceContext;
  /** Id that its change has in the journal, if it becomes one. */
  change: string;
  /** Id of the change it undoes; `null` for any other write. */
  undoes: string | null;
  /** Of the preview that was confirmed; `null` where none was. */
  confirmation: Confirmation | null;
  /** The item of a job that it is; `null` for any other write. */
  item: ItemRun | null;
  /** Of its requests to the shop; a call where it is left out. */
  priority?: Priority | undefined;
}

/** One try to run an item of a job. */
export interface ItemRun {
  job: string;
  row: number;
  /** Names the try: once another one has begun, this one sends nothing any more. */
  run: string;
  /** Id that its change gets in the journal. */
  change: string;
  /** What was confirmed: values that have changed since are not overwritten. */
  fields: readonly ChangedField[];
}
