/** Numbers that look random, of a seed that is printed: `SEED=…` repeats a run. */

import { randomInt } from "node:crypto";

/** A new one for each run, unless one is set. */
export const SEED = Number(process.env.SEED ?? randomInt(2 ** 31));

/** Draws of their own for each name, so that one more here changes nothing there. */
export function drawsOf(name) {
  let state = [...name].reduce(
    (sum, letter) => Math.imul(sum ^ letter.codePointAt(0), 0x01000193),
    SEED ^ 0x811c9dc5,
  );
  /** A number from 0 up to, and without, 1. */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound) => Math.floor(next() * bound);
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    /** Small ones more often than large ones. */
    size: (low, high) => Math.round(low * (high / low) ** next()),
    pick: (things) => things[below(things.length)],
    chance: (share) => next() < share,
  };
}
