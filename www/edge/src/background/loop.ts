import type { Report } from "../logging/report.js";
import type { BackgroundWork } from "./work.js";

/** Milliseconds until work that failed is tried again. */
const AFTER_FAILURE_MS = 5_000;

/**
 * Keeps background work going in a process until the signal; resolves when the last piece of it has
 * ended. Work that fails is tried again.
 */
export async function keepGoing(
  works: readonly BackgroundWork[],
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  await Promise.all(works.map((work) => repeat(work, signal, report)));
}

/** Does once what is due now, on runtimes that wake the worker up by a schedule. */
export async function runOnce(
  works: readonly BackgroundWork[],
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  await Promise.all(
    works.map(async (work) => {
      await work.run(signal).catch((thrown) => report(`background ${work.name}`, thrown));
    }),
  );
}

async function repeat(work: BackgroundWork, signal: AbortSignal, report: Report): Promise<void> {
  while (!signal.aborted) {
    let againMs = AFTER_FAILURE_MS;
    try {
      ({ againMs } = await work.run(signal));
    } catch (thrown) {
      report(`background ${work.name}`, thrown);
    }
    await pause(againMs, signal);
  }
}

/** Resolves after so many milliseconds, or at once when the signal comes. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    signal.addEventListener("abort", over);
  });
}
