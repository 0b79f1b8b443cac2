import { refusal } from "../problem.js";
import type { ItemGate } from "../running/dependencies.js";
import type { Database, Value } from "../sql/database.js";
import { type Item, type ItemState, type Job, NEVER } from "./job.js";
import { itemOf, jobOf } from "./rows.js";

/** Milliseconds that a job belongs to the process which works on it, unless that says so again. */
export const LEASE_MS = 10_000;

/** What becomes of an item. */
export interface Move {
  state: ItemState;
  attempts?: number;
  due?: number;
  record?: string | null;
  shown?: Item["shown"];
  change?: string | null;
  problem?: Item["problem"];
}

/**
 * How processes share the work on jobs. A job belongs to one of them at a time, by a lease; a clock
 * that is wrong may let two work on it. What is sent is decided at the item alone: by the run that
 * its row names.
 */
export interface JobLeases extends ItemGate {
  /** Takes a job that is due and of nobody; `undefined` for none. */
  claim(lease: string, now: number): Promise<Job | undefined>;
  /** When the next job is due, also one that somebody works on; `NEVER` for none. */
  nextWake(): Promise<number>;
  /** Keeps a job; `undefined` if it is another's by now. */
  keep(id: string, lease: string, now: number): Promise<Job | undefined>;
  /** Gives a job back, to be taken again at `wake`; earlier if its caller did something meanwhile. */
  release(job: Job, lease: string, again: { wake: number; failures: number }): Promise<void>;
  /**
   * Ends the runs of a process that is gone: from here on they send nothing. Those that may have sent
   * something are looked at, the others begin anew; returns these as they were.
   */
  endRuns(job: string, now: number): Promise<Item[]>;
  /** Items in one of these states that are due. */
  due(job: string, states: readonly ItemState[], now: number, limit: number): Promise<Item[]>;
  /** When the next item in one of these states is due. */
  nextDue(job: string, states: readonly ItemState[]): Promise<number>;
  /** Begins a run of an item that is ready; `false` if the job does not run any more. */
  begin(item: Item, run: string, change: string, lease: string): Promise<boolean>;
  /** When the request of a run went out; `undefined` if another run has begun. */
  sentBy(item: Item, run: string): Promise<number | null | undefined>;
  /** Changes an item that is as it was taken, or of that run; `false` if it is not. */
  move(item: Item, run: string | null, move: Move): Promise<boolean>;
}

/** The leases of a database. */
export function jobLeases(database: Database, now: () => number): JobLeases {
  const one = async (sql: string, values: Value[]) => (await database.all(sql, values))[0];
  return {
    claim: async (lease, at) => {
      const free = "wake <= $1 AND lease_until <= $1";
      const row = await one(
        `UPDATE jobs SET lease = $2, lease_until = $3
          WHERE id = (SELECT id FROM jobs WHERE ${free} ORDER BY wake, id LIMIT 1) AND ${free}
          RETURNING *`,
        [at, lease, at + LEASE_MS],
      );
      return row && jobOf(row);
    },
    nextWake: async () =>
      Number((await one("SELECT MIN(wake) AS wake FROM jobs", []))?.wake ?? NEVER),
    keep: async (id, lease, at) => {
      const row = await one(
        "UPDATE jobs SET lease_until = $3 WHERE id = $1 AND lease = $2 RETURNING *",
        [id, lease, at + LEASE_MS],
      );
      return row && jobOf(row);
    },
    release: async ({ id, version }, lease, { wake, failures }) => {
      const row = await one(
        `UPDATE jobs SET lease = NULL, lease_until = 0, wake = $3, failures = $4
          WHERE id = $1 AND lease = $2 AND version = $5 RETURNING id`,
        [id, lease, wake, failures, version],
      );
      if (row !== undefined) return;
      await one(
        "UPDATE jobs SET lease = NULL, lease_until = 0 WHERE id = $1 AND lease = $2 RETURNING id",
        [id, lease],
      );
    },
    endRuns: async (job, at) => {
      const rows = await database.all(
        `UPDATE job_items SET state = CASE WHEN sent IS NULL THEN 'ready' ELSE 'looking' END,
          run = NULL, due = $2 WHERE job = $1 AND state = 'running' RETURNING *`,
        [job, at],
      );
      return rows.map(itemOf).filter(({ state }) => state === "ready");
    },
    due: async (job, states, at, limit) => {
      const rows = await database.all(
        `SELECT * FROM job_items WHERE job = $1 AND state IN (${listed(states)}) AND due <= $2
          ORDER BY row_number LIMIT $3`,
        [job, at, limit],
      );
      return rows.map(itemOf);
    },
    nextDue: async (job, states) => {
      const sql = `SELECT MIN(due) AS due FROM job_items WHERE job = $1 AND state IN (${listed(states)})`;
      return Number((await one(sql, [job]))?.due ?? NEVER);
    },
    begin: async ({ job, row }, run, change, lease) => {
      const begun = await one(
        `UPDATE job_items SET state = 'running', run = $3, change_id = $4, sent = NULL, problem = NULL
          WHERE job = $1 AND row_number = $2 AND state = 'ready' AND EXISTS
            (SELECT 1 FROM jobs WHERE id = $1 AND state = 'running' AND lease = $5)
          RETURNING row_number`,
        [job, row, run, change, lease],
      );
      return begun !== undefined;
    },
    pass: async ({ job, row, run }) => {
      const passed = await one(
        `UPDATE job_items SET sent = COALESCE(sent, $4)
          WHERE job = $1 AND row_number = $2 AND state = 'running' AND run = $3 RETURNING row_number`,
        [job, row, run, now()],
      );
      if (passed === undefined) throw taken();
    },
    sentBy: async ({ job, row }, run) => {
      const found = await one(
        "SELECT sent FROM job_items WHERE job = $1 AND row_number = $2 AND run = $3",
        [job, row, run],
      );
      if (found === undefined) return undefined;
      return found.sent === null ? null : Number(found.sent);
    },
    move: async (item, run, to) => {
      const { job, row, state } = item;
      const { shown = item.shown, problem = null } = to;
      const moved = await one(
        `UPDATE job_items SET state = $5, attempts = $6, due = $7, record = $8, shown = $9,
          change_id = $10, problem = $11, run = NULL
          WHERE job = $1 AND row_number = $2 AND state = $3 AND COALESCE(run, '') = $4
          RETURNING row_number`,
        [
          job,
          row,
          run === null ? state : "running",
          run ?? "",
          to.state,
          to.attempts ?? item.attempts,
          to.due ?? 0,
          to.record ?? item.record,
          shown && JSON.stringify(shown),
          to.change === undefined ? item.change : to.change,
          problem && JSON.stringify(problem),
        ],
      );
      return moved !== undefined;
    },
  };
}

function taken() {
  return refusal("busy", "Another process runs this item of the job.", {
    hint: "Nothing was written by this one.",
    retryable: true,
  });
}

function listed(states: readonly ItemState[]): string {
  return states.map((state) => `'${state}'`).join(", ");
}
