import type { Database, Statement } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import type { Attempt } from "./contended.js";
import type { Lock } from "./lock.js";

const TABLES = [
  "CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until BIGINT NOT NULL)",
];

/** How long a lease lasts that is not renewed. */
const LEASE_MS = 15_000;
/** Milliseconds after which it is renewed, and before its end from which it counts as lost. */
const RENEWED_MS = 4_000;
const MARGIN_MS = 3_000;
/** Leases of others that are watched; above this many the first is forgotten. */
const MOST_WATCHED = 1_000;

/** A lease of another holder, and when it was first seen to end at this moment. */
interface Watched {
  holder: string;
  until: number;
  since: number;
}

/** The clocks: that of the machine, which may be set, and one that only goes on. */
interface Clocks {
  now?: () => number;
  steady?: () => number;
}

/**
 * Locks for databases without connections that die with their process: leases, which their holders
 * renew. One whose end is over is free; so is one that was not renewed for as long as it lasts by the
 * watcher's own steady clock, because the clock that wrote its end may have been set back.
 */
export function leases(
  given: Database,
  { now = Date.now, steady = () => performance.now() }: Clocks = {},
): Attempt {
  const database = withTables(given, TABLES);
  const watched = new Map<string, Watched>();
  return async (name) => {
    const holder = crypto.randomUUID();
    const asked = steady();
    const seen = watched.get(name);
    const dead = seen !== undefined && asked - seen.since >= LEASE_MS ? seen : undefined;
    const [taken] = await database.all(
      `INSERT INTO leases (name, holder, until) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
        WHERE leases.until <= $4 OR (leases.holder = $5 AND leases.until = $6) RETURNING holder`,
      [name, holder, now() + LEASE_MS, now(), dead?.holder ?? "", dead?.until ?? 0],
    );
    if (taken !== undefined) {
      watched.delete(name);
      return leaseOf({ database, name, holder, now, steady }, asked);
    }
    const [other] = await database.all("SELECT holder, until FROM leases WHERE name = $1", [name]);
    if (other !== undefined) watch(watched, name, String(other.holder), Number(other.until), asked);
    return null;
  };
}

/** Leases that nobody gave back: their processes died long ago. */
export function expiredLeases(now: number): Statement[] {
  return [{ sql: "DELETE FROM leases WHERE until < $1", values: [now - 86_400_000] }];
}

function watch(
  watched: Map<string, Watched>,
  name: string,
  holder: string,
  until: number,
  since: number,
): void {
  const seen = watched.get(name);
  if (seen?.holder === holder && seen.until === until) return;
  watched.delete(name);
  watched.set(name, { holder, until, since });
  const [first] = watched.keys();
  if (watched.size > MOST_WATCHED && first !== undefined) watched.delete(first);
}

interface Held extends Required<Clocks> {
  database: Database;
  name: string;
  holder: string;
}

/** A lease that is renewed until it is released; `asked` is when it was asked for. */
function leaseOf({ database, name, holder, now, steady }: Held, asked: number): Lock {
  let end = asked + LEASE_MS - MARGIN_MS;
  const renew = async () => {
    const before = steady();
    const rows = await database.all(
      "UPDATE leases SET until = $3 WHERE name = $1 AND holder = $2 RETURNING name",
      [name, holder, now() + LEASE_MS],
    );
    end = rows.length > 0 && end > 0 ? before + LEASE_MS - MARGIN_MS : 0;
  };
  // If a renewal fails, the next one may come in time.
  const timer = setInterval(() => void renew().catch(() => {}), RENEWED_MS);
  return {
    isHeld: () => steady() < end,
    release: async () => {
      clearInterval(timer);
      end = 0;
      await database.all("DELETE FROM leases WHERE name = $1 AND holder = $2", [name, holder]);
    },
  };
}
