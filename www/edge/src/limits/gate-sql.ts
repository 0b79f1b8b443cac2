import type { Report } from "../logging/report.js";
import type { Database, Statement } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import { type GateState, newState } from "./gate-state.js";
import { type Decide, type GateStates, memoryStates } from "./gate-states.js";
import type { GateLimits } from "./shop-gate.js";
import { withTimeout } from "./timeout.js";

const TABLES = [
  `CREATE TABLE IF NOT EXISTS shop_gates (
    installation TEXT PRIMARY KEY, version BIGINT NOT NULL, state TEXT NOT NULL, used BIGINT NOT NULL
  )`,
];
const READ = "SELECT version, state FROM shop_gates WHERE installation = $1";
const ADD = `INSERT INTO shop_gates (installation, version, state, used) VALUES ($1, 1, $2, $3)
  ON CONFLICT (installation) DO NOTHING RETURNING version`;
/** Changes what nobody else changed meanwhile. */
const CHANGE = `UPDATE shop_gates SET version = version + 1, state = $2, used = $3
  WHERE installation = $1 AND version = $4 RETURNING version`;

/** How often a change is tried again if another process was faster. */
const MOST_TRIES = 40;
/** The pause before that, up to so long. */
const MOST_PAUSE_MS = 20;
const DAY_MS = 86_400_000;
/** Above this many the shop that was asked longest ago is read anew. */
const MOST_KEPT = 20_000;

/** A state as it was read or written last. */
interface Known {
  /** 0 where there is none yet. */
  version: number;
  state: GateState;
}

/**
 * What all processes know together: a row for each shop, and each change one step from the version
 * that was read. The clocks of the machines must be close, as a place ends by the clock.
 */
export function sqlStates(given: Database): GateStates {
  const database = withTables(given, TABLES);
  const kept = new Map<string, Known>();
  /** The changes of this process wait for each other. */
  const lasts = new Map<string, Promise<unknown>>();
  const keep = (installation: string, known: Known) => {
    kept.delete(installation);
    kept.set(installation, known);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  };
  const read = async (installation: string, limits: GateLimits, now: number): Promise<Known> => {
    const [row] = await database.all(READ, [installation]);
    const known =
      row === undefined
        ? { version: 0, state: newState(limits, now) }
        : { version: Number(row.version), state: JSON.parse(String(row.state)) as GateState };
    keep(installation, known);
    return known;
  };
  const write = async (installation: string, { version, state }: Known, now: number) => {
    const values = [installation, JSON.stringify(state), now];
    const written =
      version === 0
        ? await database.all(ADD, values)
        : await database.all(CHANGE, [...values, version]);
    if (written.length === 0) return false;
    keep(installation, { version: version + 1, state });
    return true;
  };
  const change = async <T>(
    installation: string,
    limits: GateLimits,
    decide: Decide<T>,
    now: number,
  ): Promise<T> => {
    let known = kept.get(installation);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const isFresh = known === undefined;
      known ??= await read(installation, limits, now);
      const { state, told } = decide(known.state);
      // Whoever has to wait does so for what is, not for what was.
      if (state === null && isFresh) return told;
      const changed = state && { version: known.version, state };
      if (changed && (await write(installation, changed, now))) return told;
      known = undefined;
      if (tries > 0) await pause(Math.random() * Math.min(MOST_PAUSE_MS, 2 ** tries));
    }
    throw new Error("Other processes change what is known of a shop again and again.");
  };
  return {
    isShared: true,
    change: (installation, limits, decide, now) => {
      const last = lasts.get(installation) ?? Promise.resolve();
      const changed = last.then(() => change(installation, limits, decide, now));
      const over = changed
        .catch(() => {})
        .then(() => {
          if (lasts.get(installation) === over) lasts.delete(installation);
        });
      lasts.set(installation, over);
      return changed;
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Milliseconds that what is shared may take, and for which it is left alone after it failed. */
const ANSWER_MS = 2_000;
const LEFT_ALONE_MS = 5_000;

/** What is shared; while that fails, what this process knows: shops are protected by each alone then. */
export function sharedStates(shared: GateStates, report: Report): GateStates {
  const own = memoryStates();
  let failedAt = Number.NEGATIVE_INFINITY;
  return {
    isShared: true,
    change: async (...all) => {
      if (performance.now() - failedAt < LEFT_ALONE_MS) return own.change(...all);
      try {
        return await withTimeout(shared.change(...all), ANSWER_MS);
      } catch (thrown) {
        report("shop_gate", thrown);
        failedAt = performance.now();
        return own.change(...all);
      }
    },
  };
}

/** Shops that nobody asked for a day. */
export function quietShops(now: number): Statement[] {
  return [{ sql: "DELETE FROM shop_gates WHERE used < $1", values: [now - DAY_MS] }];
}
