/**
 * Times functions in turn, so that a machine that slows down slows all of them alike. Processor time is
 * that of all threads, so what collects garbage or compiles beside the call is counted to it; other
 * programs are not.
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

/** Below that, the clock of the processor is too coarse. */
const BATCH_MS = 6;
/** Until then, code is still being compiled. */
const WARM_MS = 60;
/** More than that makes a median no better. */
const MOST_ROUNDS = 40;

/**
 * The medians of each function's milliseconds, `{ processor, wall }` by name.
 * @param {Record<string, () => unknown | Promise<unknown>>} contenders
 * @param {{ share?: number, rounds?: number }} options milliseconds for each contender's part of the
 *   run, and the rounds that it takes part in at least, however slow it is
 */
export async function measure(contenders, { share = 250, rounds = 3 } = {}) {
  const names = Object.keys(contenders);
  const seen = {};
  for (const name of names) {
    seen[name] = { batch: await batchOf(contenders[name]), processor: [], wall: [], spent: 0 };
  }
  const isOut = ({ wall, spent }) =>
    wall.length >= MOST_ROUNDS || (wall.length >= rounds && spent >= share);
  for (let left = names; left.length > 0; left = left.filter((name) => !isOut(seen[name]))) {
    for (const name of left) await timeOnce(contenders[name], seen[name]);
  }
  return Object.fromEntries(
    names.map((name) => [
      name,
      { processor: median(seen[name].processor), wall: median(seen[name].wall) },
    ]),
  );
}

/** Garbage of the contender before is none of this one's. */
async function timeOnce(contender, seen) {
  collectGarbage();
  const start = performance.now();
  const used = process.cpuUsage();
  for (let call = 0; call < seen.batch; call += 1) await contender();
  const { user, system } = process.cpuUsage(used);
  const wall = performance.now() - start;
  seen.processor.push((user + system) / 1000 / seen.batch);
  seen.wall.push(wall / seen.batch);
  seen.spent += wall;
}

/** Calls that together take long enough to be timed. What warms up before does not count. */
async function batchOf(contender) {
  let once = Number.POSITIVE_INFINITY;
  for (let [calls, spent] = [1, 0]; spent < WARM_MS; calls *= 2) {
    const used = process.cpuUsage();
    for (let call = 0; call < calls; call += 1) await contender();
    const { user, system } = process.cpuUsage(used);
    spent += (user + system) / 1000;
    once = Math.min(once, (user + system) / 1000 / calls);
  }
  return Math.max(1, Math.ceil(BATCH_MS / once));
}

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
