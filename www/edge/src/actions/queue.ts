import { refusal } from "../problem.js";
import type { Outcome, WriteJob } from "./outcome.js";

/**
 * Lets one write at a time through to a record: shops neither lock nor version, and two at once
 * leave a mix of both.
 */
export interface WriteQueue {
  /** Runs the job when those before it on the same record are done. */
  run(record: string, job: WriteJob): Promise<Outcome>;
}

/** More than this many waiting means that something repeats itself. */
const MOST_WAITING = 20;

/** A queue in this process; other instances know nothing of it. */
export function processQueue(write: (job: WriteJob) => Promise<Outcome>): WriteQueue {
  const lines = new Map<string, { last: Promise<unknown>; waiting: number }>();
  return {
    run: async (record, job) => {
      const name = `${job.site} ${record}`;
      const line = lines.get(name) ?? { last: Promise.resolve(), waiting: 0 };
      if (line.waiting >= MOST_WAITING) {
        throw refusal("busy", "Too many writes to this record are waiting.", {
          hint: "Nothing was written. Try again in a moment.",
          retryable: true,
          retryAfterMs: 5_000,
        });
      }
      line.waiting += 1;
      lines.set(name, line);
      const mine = line.last.then(() => write(job));
      line.last = mine.catch(() => {});
      try {
        return await mine;
      } finally {
        line.waiting -= 1;
        if (line.waiting === 0) lines.delete(name);
      }
    },
  };
}
