import { runOnce } from "../background/loop.js";
import type { BackgroundWork } from "../background/work.js";
import type { Report } from "../logging/report.js";

/** The binding of a queue that wakes the worker up for its jobs. */
export interface WakeQueue {
  send(message: unknown, options?: { delaySeconds?: number }): Promise<void>;
}

/** Milliseconds that one message works on jobs; a consumer may run for longer. */
const WORK_MS = 60_000;
/** The longest delay of a message is half a day. */
const MOST_DELAY_SECONDS = 43_200;
const WAKE = { jobs: "due" };

/** Says that jobs are due. If that fails, the next schedule finds them. */
export function wakeBy(queue: WakeQueue): () => Promise<void> {
  return () => queue.send(WAKE).catch(() => {});
}

/**
 * Works on what is due for one message, and leaves the next one for what is due later. Messages may come
 * twice, or be lost with their consumer: a job belongs to whoever has its lease.
 */
export async function workOnMessage(
  works: readonly BackgroundWork[],
  queue: WakeQueue | undefined,
  report: Report,
): Promise<void> {
  const jobs = works.filter(({ isWokenUp }) => isWokenUp);
  let dueMs: number | null = null;
  const timed = jobs.map((work) => ({
    ...work,
    run: async (signal: AbortSignal) => {
      const done = await work.run(signal);
      dueMs = done.dueMs ?? null;
      return done;
    },
  }));
  await runOnce(timed, AbortSignal.timeout(WORK_MS), report);
  if (dueMs === null) return;
  const delaySeconds = Math.min(MOST_DELAY_SECONDS, Math.ceil(dueMs / 1000));
  await queue?.send(WAKE, { delaySeconds });
}
