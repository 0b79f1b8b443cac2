/** Milliseconds that a store of the worker's own, such as Workers KV, may take to answer. */
export const STORE_MS = 5_000;

/**
 * The answer of a store, unless it takes too long: a store that hangs must not block its caller.
 * @throws Error after the time limit; the work itself goes on
 */
export async function withTimeout<T>(work: Promise<T>, mostMs: number = STORE_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${mostMs} ms.`)), mostMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
