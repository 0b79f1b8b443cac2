import type { Outcome, WriteJob } from "../catalogue/outcome.js";
import { refusal } from "../problem.js";

/**
 * Lets one write at a time through to a record: shops neither lock nor version, and two at once
 * leave a mix of both.
 */
export interface WriteQueue {
  /** Runs the job after those before it on the same record. */
  run(record: string, job: WriteJob): Promise<Outcome>;
}

/** If more than this many wait, some caller repeats itself. */
const MOST_WAITING = 20;

/**
 * A queue in this process; other instances do not see it. A job waits no longer than
 * `mostMs()` for its turn, so that a shop that hangs does not add up the waits of a whole queue.
 */
export function processQueue(
  write: (job: WriteJob) => Promise<Outcome>,
  mostMs: () => number,
): WriteQueue {
  const lines = new Map<string, { last: Promise<unknown>; waiting: number }>();
  return {
    run: async (record, job) => {
      const name = `${job.installation} ${record}`;
      const line = lines.get(name) ?? { last: Promise.resolve(), waiting: 0 };
      if (line.waiting >= MOST_WAITING) throw busy("Too many writes to this record are waiting.");
      line.waiting += 1;
      lines.set(name, line);
      const turn = inTurn(line.last, () => write(job), mostMs());
      line.last = turn.ended.then(() => {
        line.waiting -= 1;
        if (line.waiting === 0) lines.delete(name);
      });
      return turn.answer;
    },
  };
}

/** Work that begins after what is before it, or never if that takes too long. */
function inTurn<T>(before: Promise<unknown>, work: () => Promise<T>, mostMs: number) {
  let hasLeft = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      hasLeft = true;
      reject(busy("The writes before this one take too long."));
    }, mostMs);
  });
  const done = before.then(() => {
    clearTimeout(timer);
    return hasLeft ? late : work();
  });
  const ignored = () => {};
  return { answer: Promise.race([done, late]), ended: done.then(ignored, ignored) };
}

function busy(detail: string) {
  return refusal("busy", detail, {
    hint: "Nothing was written. Retry in a moment.",
    retryable: true,
    retryAfterMs: 5_000,
  });
}
