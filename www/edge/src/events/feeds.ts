import type { Database, Row, Statement } from "../sql/database.js";
import { hasCome } from "./clock.js";
import { type FoundEvent, type LoggedEvent, loggedEvent } from "./event.js";
import { rowsOf } from "./insert.js";

/** How far a site was read, held by the process that reads on. */
export interface Feed {
  site: string;
  /** Where to read on; `null` to begin now. */
  cursor: string | null;
  /** Events of its log so far. */
  seq: number;
  /** Polls that failed since the last one that succeeded. */
  failures: number;
  /** Names this hold of it: who holds it no longer commits nothing. */
  lease: string;
}

/** What the owners of endpoints see of a feed. */
export interface FeedState {
  polled: number | null;
  failures: number;
  problem: string | null;
}

/** What a poll found, and where the next one begins. */
export interface Step {
  found: readonly FoundEvent[];
  cursor: string;
  /** Distinguishes the ids of events from those of another beginning. */
  epoch: string;
  /** When the next poll is due. */
  due: number;
  /** What cannot be found, and why; `null` where all is well. */
  problem: string | null;
}

/** Longer than any poll takes. */
export const POLL_LEASE_MS = 120_000;
/** Longer than any wait for the next poll. */
const LONGEST_WAIT_MS = 3 * 3_600_000;

/** Where the feeds of all sites are kept. */
export interface FeedStore {
  /** Sites whose poll is due, the longest waiting first. */
  due(now: number, limit: number): Promise<string[]>;
  /** Holds a feed to poll it; `undefined` where another process does. */
  hold(site: string, now: number): Promise<Feed | undefined>;
  /** Logs what was found, for everybody who is told of it, and moves on: all of it or nothing. */
  advance(feed: Feed, step: Step, now: number): Promise<void>;
  /** Lets go of a feed: its poll failed for that reason, or has to wait. */
  release(feed: Feed, why: { due: number; problem: string | null }): Promise<void>;
  /** The state of the feed of a site; `undefined` where nobody is told of it. */
  state(site: string): Promise<FeedState | undefined>;
}

/** The feeds of a database. An endpoint that is disabled for longer than `keptMs` needs none. */
export function feedStore(database: Database, keptMs: number): FeedStore {
  const isWanted = `EXISTS (SELECT 1 FROM event_endpoints p WHERE p.site = f.site
    AND (p.disabled_at IS NULL OR p.disabled_at > $2))`;
  return {
    due: async (now, limit) => {
      const rows = await database.all(
        `SELECT f.site FROM event_feeds f WHERE ${hasCome("f.due", "$1", LONGEST_WAIT_MS)}
          AND ${hasCome("f.lease_until", "$1", POLL_LEASE_MS)} AND ${isWanted}
          ORDER BY f.due LIMIT ${limit}`,
        [now, now - keptMs],
      );
      return rows.map(({ site }) => String(site));
    },
    hold: async (site, now) => {
      const lease = crypto.randomUUID();
      const [row] = await database.all(
        `UPDATE event_feeds SET lease = $1, lease_until = $2
          WHERE site = $3 AND ${hasCome("lease_until", "$4", POLL_LEASE_MS)}
          RETURNING site, cursor, seq, failures, polled`,
        [lease, now + POLL_LEASE_MS, site, now],
      );
      return row && feedOf(row, lease, now - keptMs);
    },
    advance: async (feed, { found, cursor, epoch, due, problem }, now) => {
      const { site, seq, lease } = feed;
      const events = await Promise.all(
        found.map((one, at) => loggedEvent(one, { site, seq: seq + at + 1, epoch, at: now })),
      );
      const last = seq + events.length;
      const isHeld: Held = {
        sql: `site = $1 AND lease = $2 AND seq = $3`,
        values: [site, lease, last],
      };
      await database.batch([
        {
          sql: `UPDATE event_feeds SET cursor = $1, seq = $2, polled = $3, due = $4, failures = 0,
            problem = $8 WHERE site = $5 AND lease = $6 AND seq = $7`,
          values: [cursor, last, now, due, site, lease, seq, problem],
        },
        ...logging(events, isHeld),
        ...(events.length > 0 ? [forwarding(feed, last, now, now - keptMs)] : []),
        {
          sql: `UPDATE event_feeds SET lease = NULL, lease_until = 0
            WHERE site = $1 AND lease = $2 AND seq = $3`,
          values: [site, lease, last],
        },
      ]);
    },
    release: async ({ site, lease }, { due, problem }) => {
      await database.all(
        `UPDATE event_feeds SET due = $1, problem = $2, lease = NULL, lease_until = 0,
          failures = CASE WHEN $3 = 1 THEN failures + 1 ELSE failures END
          WHERE site = $4 AND lease = $5`,
        [due, problem, problem === null ? 0 : 1, site, lease],
      );
    },
    state: async (site) => {
      const [row] = await database.all(
        "SELECT polled, failures, problem FROM event_feeds WHERE site = $1",
        [site],
      );
      if (row === undefined) return undefined;
      const polled = Number(row.polled) || null;
      const problem = row.problem === null ? null : String(row.problem);
      return { polled, failures: Number(row.failures), problem };
    },
  };
}

/** A condition that only the holder of a feed meets. */
interface Held {
  sql: string;
  values: readonly [string, string, number];
}

/** A cursor from before the oldest kept event would bring back what nobody waits for any more. */
function feedOf(row: Row, lease: string, oldest: number): Feed {
  const isStale = Number(row.polled) < oldest;
  return {
    site: String(row.site),
    cursor: row.cursor === null || isStale ? null : String(row.cursor),
    seq: Number(row.seq),
    failures: Number(row.failures),
    lease,
  };
}

/** Columns of the log and their types. */
const LOG_COLUMNS = {
  site: "TEXT",
  seq: "BIGINT",
  id: "TEXT",
  kind: "TEXT",
  record: "TEXT",
  at: "BIGINT",
  body: "TEXT",
} as const;

/** Puts events into the log. What is in it already stays as it is. */
function logging(events: readonly LoggedEvent[], { sql, values }: Held): Statement[] {
  return rowsOf(events, LOG_COLUMNS, values).map((rows) => ({
    sql: `INSERT INTO event_log (${Object.keys(LOG_COLUMNS).join(", ")})
      SELECT * FROM (${rows.sql}) AS fresh
      WHERE EXISTS (SELECT 1 FROM event_feeds WHERE ${sql})
      ON CONFLICT (id) DO NOTHING`,
    values: rows.values,
  }));
}

/** Makes a delivery of each new event for each endpoint that wants its kind. */
function forwarding(
  { site, seq, lease }: Feed,
  last: number,
  now: number,
  oldest: number,
): Statement {
  return {
    sql: `INSERT INTO event_deliveries (endpoint, seq, record, due)
      SELECT p.id, e.seq, e.record, CAST($4 AS BIGINT)
      FROM event_log e JOIN event_endpoints p ON p.site = e.site
      WHERE e.site = $1 AND e.seq > $5 AND e.seq <= $3
        AND (p.disabled_at IS NULL OR p.disabled_at > $6)
        AND p.kinds LIKE '%,' || e.kind || ',%'
        AND EXISTS (SELECT 1 FROM event_feeds WHERE site = $1 AND lease = $2 AND seq = $3)
      ON CONFLICT (endpoint, seq) DO NOTHING`,
    values: [site, lease, last, now, seq, oldest],
  };
}
