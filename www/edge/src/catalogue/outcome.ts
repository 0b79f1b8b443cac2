import type { Confirmation } from "../confirming/confirmation.js";
import type { Problem } from "../problem.js";

/** What an action is given, not checked yet. */
export type Input = Readonly<Record<string, unknown>>;

/** What an action answers. */
export type Answer = Record<string, unknown>;

/** What became of an action: plain data, so that it can travel between instances. */
export type Outcome<A = Answer> = Result<A> & {
  /** How many requests went to the shop. */
  requests: number;
  /** Milliseconds the shop took. */
  milliseconds: number;
};

/** It did what it is for, or it did not; `change` is the id of what it wrote in the journal. */
export type Result<A = Answer> =
  | { answer: A; change?: string }
  | { problem: Problem; change?: string };

/** A write, as it waits for its turn: plain data. */
export interface WriteJob {
  site: string;
  /** The PrestaShop behind the site: writes to one of its records wait for each other. */
  installation: string;
  action: string;
  input: Input;
  /** The record it writes, such as `products/5`; `null` where none is named. */
  record: string | null;
  /** Name of the caller, for the journal. */
  caller: string;
  /** Id of the request, for the journal and the log. */
  request: string;
  /** Id that its change has in the journal, if it becomes one. */
  change: string;
  /** Id of the change it takes back; `null` for any other write. */
  undoes: string | null;
  /** Of the preview that was confirmed; `null` where none was. */
  confirmation: Confirmation | null;
}
