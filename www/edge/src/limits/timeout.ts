/** Milliseconds that a store of the worker's own, such as Workers KV, may take to answer. */
export const STORE_MS = 5_000;

/**
 * What a store answers, if it does so in time: one that hangs must not hold who asks for ever.
 * @throws Error where it does not; what it still does goes on
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
