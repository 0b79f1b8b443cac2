import type { Outcome, WriteJob } from "../catalogue/outcome.js";
import type { Lock, Locks } from "../locks/lock.js";
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

/** Whether the right to write a record is still this process's own. */
export type IsHeld = () => boolean;

/**
 * A queue in this process. With locks, other processes wait for it, too. A job waits no longer than
 * `mostMs()` for its turn, so that a shop that hangs does not add up the waits of a whole queue.
 */
export function processQueue(
  write: (job: WriteJob, isHeld: IsHeld) => Promise<Outcome>,
  mostMs: () => number,
  locks?: Locks,
): WriteQueue {
  const lines = new Map<string, { last: Promise<unknown>; waiting: number }>();
  return {
    run: async (record, job) => {
      const name = `${job.installation} ${record}`;
      const line = lines.get(name) ?? { last: Promise.resolve(), waiting: 0 };
      if (line.waiting >= MOST_WAITING) throw busy("Too many writes to this record are waiting.");
      line.waiting += 1;
      lines.set(name, line);
      const until = performance.now() + mostMs();
      const work = () => locked(locks, name, job, until, write);
      const turn = inTurn(line.last, work, mostMs());
      line.last = turn.ended.then(() => {
        line.waiting -= 1;
        if (line.waiting === 0) lines.delete(name);
      });
      return turn.answer;
    },
  };
}

/** Writes as soon as no other process writes the record. A preview writes nothing. */
async function locked(
  locks: Locks | undefined,
  name: string,
  job: WriteJob,
  until: number,
  write: (job: WriteJob, isHeld: IsHeld) => Promise<Outcome>,
): Promise<Outcome> {
  if (locks === undefined || job.input.preview === true) return write(job, () => true);
  const left = Math.max(0, until - performance.now());
  const lock = await locks.acquire(`write ${name}`, left).catch((): never => {
    throw busy("The database that lets one process at a time write a record does not answer.");
  });
  if (lock === null) throw busy("Other processes write this record, and take too long.");
  try {
    return await write(job, () => lock.isHeld());
  } finally {
    await released(lock);
  }
}

/** It goes by itself where it cannot be given back. */
async function released(lock: Lock): Promise<void> {
  await lock.release().catch(() => {});
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
