import type { Level } from "../callers/caller.js";
import type { Answer, Input } from "../catalogue/outcome.js";
import type { ChangedField } from "../journal/journal.js";
import type { Problem } from "../problem.js";

/** The most items of one job. */
export const MOST_ITEMS = 10_000;

/**
 * `receiving` until all of its items are kept, then `previewing`, and `previewed` until it is
 * confirmed. `stopped` and `done` are final; one that is `paused` goes on with what it did before.
 */
export type JobState =
  | "receiving"
  | "previewing"
  | "previewed"
  | "running"
  | "paused"
  | "stopped"
  | "done";

/** Many writes to the shop of one site, previewed and confirmed as a whole. */
export interface Job {
  id: string;
  site: string;
  /** Name of the caller it belongs to. */
  caller: string;
  /** What its items may run: that of the token which made it, then of the one that confirmed it. */
  level: Level;
  state: JobState;
  /** The job that this one undoes; `null` for any other. */
  undoes: string | null;
  /** Why it was paused, if nobody asked for it. */
  reason: Problem | null;
  total: number;
  created: number;
  /** When it was confirmed, and when it ended; `null` before. */
  confirmed: number | null;
  over: number | null;
  /** When it is worked on again; `NEVER` while it waits for its caller. */
  wake: number;
  /** Requests in a row that the shop as a whole could not answer. */
  failures: number;
  /** Counts what its caller did with it. */
  version: number;
}

/** Later than every moment. */
export const NEVER = 8_640_000_000_000_000;

/**
 * `new` until it is previewed: then it is `ready`, `same` where there is nothing to change, or
 * `refused`. `running` and `looking` (its outcome is not known yet) end as `written`, `same`, `failed`,
 * or as `unknown` where nobody will know.
 */
export const ITEM_STATES = [
  "new",
  "same",
  "refused",
  "ready",
  "running",
  "looking",
  "written",
  "failed",
  "unknown",
] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** One write of a job. */
export interface Item {
  job: string;
  /** From 1. */
  row: number;
  action: string;
  input: Input;
  state: ItemState;
  /** The record it writes, such as `products/5`; `null` until it is previewed. */
  record: string | null;
  /** What its preview showed; `null` before. */
  shown: Shown | null;
  /** Id of its change in the journal, from when it is begun. */
  change: string | null;
  /** When its request went out; `null` where nothing can have been sent. */
  sent: number | null;
  attempts: number;
  /** When it may be tried again. */
  due: number;
  problem: Problem | null;
}

/** What the preview of an item showed: it writes these values over those, or nothing. */
export interface Shown {
  fields: ChangedField[];
  warnings: string[];
}

/** How many items are in which state. */
export type Counts = Record<ItemState, number>;

/** An item before it has a row. */
export interface Draft {
  action: string;
  input: Input;
}

/** Texts of an answer, such as its warnings. */
export function sentencesIn(answer: Answer): string[] {
  const { warnings } = answer;
  return Array.isArray(warnings) ? warnings.map(String) : [];
}
