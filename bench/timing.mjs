/** Times functions in turn, so that a machine that slows down slows all of them alike. */

/** Milliseconds for a contender's share of the run, and rounds at least. */
const SHARE_MS = 1500;
const ROUNDS = 9;

/**
 * The median of each function's times in milliseconds, by name.
 * @param {Record<string, () => unknown | Promise<unknown>>} contenders
 */
export async function medians(contenders) {
  const names = Object.keys(contenders);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) await contenders[name]();
  const batches = Object.fromEntries(
    await Promise.all(names.map((name) => batchOf(name, contenders[name]))),
  );
  const until = performance.now() + SHARE_MS * names.length;
  for (let round = 0; round < ROUNDS || performance.now() < until; round += 1) {
    for (const name of names) {
      const start = performance.now();
      for (let call = 0; call < batches[name]; call += 1) await contenders[name]();
      times[name].push((performance.now() - start) / batches[name]);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

/** Calls that together take about two milliseconds: below that, the clock is too coarse. */
async function batchOf(name, contender) {
  const start = performance.now();
  await contender();
  const once = Math.max(performance.now() - start, 0.001);
  return [name, Math.max(1, Math.round(2 / once))];
}

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
