import type { Report } from "../logging/report.js";
import type { Database, Statement, Value } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import { type GateState, newState } from "./gate-state.js";
import { type Decide, type GateStates, memoryStates } from "./gate-states.js";
import type { GateLimits } from "./shop-gate.js";
import { withTimeout } from "./timeout.js";

const GATE_TABLES = [
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
/** Milliseconds that the database may take, and for which it is left alone after it failed. */
const DATABASE_MS = 2_000;
const AVOIDED_MS = 5_000;
/** Above this many the shop that was asked longest ago is read anew. */
const MOST_KEPT = 20_000;

/** A state as it was read or written last. */
interface Known {
  /** 0 where there is none yet. */
  version: number;
  state: GateState;
}

/** A change that waits to be made, together with others of this process. */
interface Pending {
  decide: Decide<unknown>;
  made: (told: unknown) => void;
  failed: (thrown: unknown) => void;
}

/**
 * What all processes know together: a row for each shop, and each step one from the version that was
 * read. The clocks of the machines must be close, as a place ends by the clock.
 */
export function sqlStates(given: Database): GateStates {
  const database = withTables(given, GATE_TABLES);
  const ask = (sql: string, values: Value[]) => withTimeout(database.all(sql, values), DATABASE_MS);
  const kept = new Map<string, Known>();
  const waiting = new Map<string, Pending[]>();
  const keep = (installation: string, known: Known): Known => {
    kept.delete(installation);
    kept.set(installation, known);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return known;
  };
  const read = async (installation: string, limits: GateLimits, now: number): Promise<Known> => {
    const [row] = await ask(READ, [installation]);
    if (row === undefined) return keep(installation, { version: 0, state: newState(limits, now) });
    const state = JSON.parse(String(row.state)) as GateState;
    return keep(installation, { version: Number(row.version), state });
  };
  const write = async (installation: string, { version, state }: Known, now: number) => {
    const values = [installation, JSON.stringify(state), now];
    const isNew = version === 0;
    const [row] = await (isNew ? ask(ADD, values) : ask(CHANGE, [...values, version]));
    if (row === undefined) return false;
    keep(installation, { version: version + 1, state });
    return true;
  };
  /** Makes changes in one step. */
  const make = async (
    installation: string,
    limits: GateLimits,
    changes: readonly Pending[],
    now: number,
  ): Promise<void> => {
    let known = kept.get(installation);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const isFresh = known === undefined;
      known ??= await read(installation, limits, now);
      const { state, told } = decided(known.state, changes);
      // Whoever has to wait does so for what is, not for what was.
      const isMade = state === null ? isFresh : await write(installation, { ...known, state }, now);
      if (isMade) return changes.forEach(({ made }, at) => void made(told[at]));
      known = undefined;
      if (tries > 0) await pause(Math.random() * Math.min(MOST_PAUSE_MS, 2 ** tries));
    }
    throw new Error("Other processes change what is known of a shop again and again.");
  };
  return {
    isShared: true,
    change: <T>(installation: string, limits: GateLimits, decide: Decide<T>, now: number) =>
      new Promise<T>((resolve, reject) => {
        const one = { decide, made: (told: unknown) => resolve(told as T), failed: reject };
        const others = waiting.get(installation);
        if (others !== undefined) return void others.push(one);
        waiting.set(installation, [one]);
        void (async () => {
          // Those that come while a step is made are made in the next one, all together.
          for (let changes = waiting.get(installation); changes?.length; ) {
            waiting.set(installation, []);
            const fail = (thrown: unknown) => changes?.forEach(({ failed }) => void failed(thrown));
            await make(installation, limits, changes, now).catch(fail);
            changes = waiting.get(installation);
          }
          waiting.delete(installation);
        })();
      }),
  };
}

/** What all decide, one after the other; the state is `null` where nobody changes it. */
function decided(given: GateState, changes: readonly Pending[]) {
  let state: GateState | null = null;
  const told: unknown[] = [];
  for (const { decide } of changes) {
    const one = decide(state ?? given);
    state = one.state ?? state;
    told.push(one.told);
  }
  return { state, told };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What is shared; while that fails, what this process knows: shops are protected by each alone then. */
export function sharedStates(shared: GateStates, report: Report): GateStates {
  const own = memoryStates();
  let failedAt = Number.NEGATIVE_INFINITY;
  return {
    isShared: true,
    change: async (...all) => {
      if (performance.now() - failedAt < AVOIDED_MS) return own.change(...all);
      try {
        return await shared.change(...all);
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
