import { withTimeout } from "../limits/timeout.js";
import type { Lock, Locks } from "./lock.js";
import { memoryLocks } from "./memory.js";

/** Takes a lock that is free, at once; `null` where another process has it. */
export type Attempt = (name: string) => Promise<Lock | null>;

/** Milliseconds between tries, at first and at most. */
const FIRST_MS = 10;
const MOST_MS = 150;

/**
 * Locks that processes contend for. Those who wait in this process keep their order, and only the
 * first of them tries.
 */
export function contended(attempt: Attempt): Locks {
  const here = memoryLocks();
  return {
    acquire: async (name, mostMs) => {
      const until = performance.now() + mostMs;
      const turn = await here.acquire(name, mostMs);
      if (turn === null) return null;
      try {
        const lock = await tryUntil(() => inTime(attempt(name)), until);
        if (lock !== null) return both(turn, lock);
      } catch (thrown) {
        await turn.release();
        throw thrown;
      }
      await turn.release();
      return null;
    },
  };
}

async function tryUntil(attempt: () => Promise<Lock | null>, until: number): Promise<Lock | null> {
  for (let waitMs = FIRST_MS; ; waitMs = Math.min(MOST_MS, waitMs * 1.5)) {
    const lock = await attempt();
    if (lock !== null || performance.now() >= until) return lock;
    const left = until - performance.now();
    const pauseMs = Math.min(left, waitMs * (0.5 + Math.random()));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** A lock that comes too late is given back. */
async function inTime(attempt: Promise<Lock | null>): Promise<Lock | null> {
  try {
    return await withTimeout(attempt);
  } catch (thrown) {
    attempt.then((late) => late?.release()).catch(() => {});
    throw thrown;
  }
}

function both(turn: Lock, lock: Lock): Lock {
  return {
    isHeld: () => turn.isHeld() && lock.isHeld(),
    release: async () => {
      // It goes by itself where it cannot be given back; the next one here must not wait for that.
      await withTimeout(lock.release()).catch(() => {});
      await turn.release();
    },
  };
}
