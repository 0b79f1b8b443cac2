import type { Database } from "../sql/database.js";
import { hasCome } from "./clock.js";
import { type DisabledFor, type Endpoint, endpointOf, kindsText } from "./endpoint.js";

/** The most endpoints of one site. */
export const MOST_ENDPOINTS = 20;
/** Longer than a turn of an endpoint takes. */
export const TURN_LEASE_MS = 180_000;
/** Longer than any rest of an endpoint. */
export const LONGEST_REST_MS = 6 * 3_600_000;

/** What one turn of an endpoint came to. */
export interface TurnEnd {
  failures: number;
  failingSince: number | null;
  restsUntil: number;
  lastAt: number;
  lastResult: string;
}

/** Where endpoints are kept. */
export interface EndpointStore {
  /** Adds one, and the feed of its site; `false` where the site has as many as it may. */
  add(endpoint: Endpoint, firstPoll: number): Promise<boolean>;
  find(site: string, id: string): Promise<Endpoint | undefined>;
  /** Those of a site, in the order in which they were added. */
  list(site: string): Promise<Endpoint[]>;
  /** Removes one and its deliveries; the feed of a site without any begins anew. */
  remove(site: string, id: string): Promise<void>;
  /** Removes those of a site, and its log: another shop may get the id. */
  removeSite(site: string): Promise<void>;
  /** Disables those of a site. */
  disableSite(site: string, reason: DisabledFor, now: number): Promise<void>;
  /** Replaces the secret; the old one signs beside it until then. `false` where it is another one. */
  rotate(endpoint: Endpoint, secret: string, oldUntil: number): Promise<boolean>;
  /** What is disabled is told nothing; `null` enables it. */
  disable(id: string, reason: DisabledFor | null, now: number): Promise<void>;
  /** Endpoints that something is due for, and that nobody serves. */
  ready(now: number, limit: number): Promise<string[]>;
  /** Holds an endpoint for a turn; `undefined` where another process does, or it is gone. */
  hold(id: string, now: number): Promise<{ endpoint: Endpoint; lease: string } | undefined>;
  /** Ends a turn; where nothing was sent, the endpoint only rests. */
  release(id: string, lease: string, end: TurnEnd | Pick<TurnEnd, "restsUntil">): Promise<void>;
}

/** The endpoints of a database. */
export function endpointStore(database: Database): EndpointStore {
  return {
    add: async (endpoint, firstPoll) => {
      const { id, site, caller, url, kinds, secret, created } = endpoint;
      const [added] = await database.batch(
        [
          {
            sql: `INSERT INTO event_endpoints (id, site, caller, url, kinds, secret, created)
              SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT),
                CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS BIGINT)
              WHERE (SELECT COUNT(*) FROM event_endpoints WHERE site = $2) < ${MOST_ENDPOINTS}
              RETURNING id`,
            values: [id, site, caller, url, kindsText(kinds), secret, created],
          },
          {
            sql: `INSERT INTO event_feeds (site, due) VALUES ($1, $2)
              ON CONFLICT (site) DO NOTHING`,
            values: [site, firstPoll],
          },
        ],
        `events ${site}`,
      );
      return added?.length === 1;
    },
    find: async (site, id) => {
      const [row] = await database.all(
        "SELECT * FROM event_endpoints WHERE site = $1 AND id = $2",
        [site, id],
      );
      return row && endpointOf(row);
    },
    list: async (site) => {
      const rows = await database.all(
        "SELECT * FROM event_endpoints WHERE site = $1 ORDER BY created, id",
        [site],
      );
      return rows.map(endpointOf);
    },
    remove: async (site, id) => {
      await database.batch(
        [
          // Waits for a poll that is about to log, which would make deliveries for it.
          { sql: "UPDATE event_feeds SET due = due WHERE site = $1", values: [site] },
          { sql: "DELETE FROM event_endpoints WHERE site = $1 AND id = $2", values: [site, id] },
          { sql: "DELETE FROM event_deliveries WHERE endpoint = $1", values: [id] },
          // A poll under way then commits nothing.
          {
            sql: `UPDATE event_feeds SET cursor = NULL, problem = NULL, failures = 0, lease = NULL,
              lease_until = 0 WHERE site = $1
              AND NOT EXISTS (SELECT 1 FROM event_endpoints WHERE site = $1)`,
            values: [site],
          },
        ],
        `events ${site}`,
      );
    },
    removeSite: async (site) => {
      const values = [site];
      await database.batch(
        [
          {
            sql: `UPDATE event_feeds SET cursor = NULL, problem = NULL, failures = 0, lease = NULL,
              lease_until = 0 WHERE site = $1`,
            values,
          },
          {
            sql: `DELETE FROM event_deliveries
              WHERE endpoint IN (SELECT id FROM event_endpoints WHERE site = $1)`,
            values,
          },
          { sql: "DELETE FROM event_endpoints WHERE site = $1", values },
          { sql: "DELETE FROM event_log WHERE site = $1", values },
        ],
        `events ${site}`,
      );
    },
    disableSite: async (site, reason, now) => {
      await database.all(
        `UPDATE event_endpoints SET disabled_at = $2, disabled_for = $3
          WHERE site = $1 AND disabled_at IS NULL`,
        [site, now, reason],
      );
    },
    rotate: async ({ id, secret: old }, secret, oldUntil) => {
      const rows = await database.all(
        `UPDATE event_endpoints SET secret = $1, old_secret = secret, old_until = $2
          WHERE id = $3 AND secret = $4 RETURNING id`,
        [secret, oldUntil, id, old],
      );
      return rows.length === 1;
    },
    disable: async (id, reason, now) => {
      await database.all(
        reason === null
          ? `UPDATE event_endpoints SET disabled_at = NULL, disabled_for = NULL, failures = 0,
              failing_since = NULL, rests_until = 0 WHERE id = $1`
          : `UPDATE event_endpoints SET disabled_at = $2, disabled_for = $3
              WHERE id = $1 AND disabled_at IS NULL`,
        reason === null ? [id] : [id, now, reason],
      );
    },
    ready: async (now, limit) => {
      const rows = await database.all(
        `SELECT p.id FROM event_endpoints p WHERE p.disabled_at IS NULL
          AND ${hasCome("p.rests_until", "$1", LONGEST_REST_MS)}
          AND ${hasCome("p.lease_until", "$1", TURN_LEASE_MS)}
          AND EXISTS (SELECT 1 FROM event_deliveries d WHERE d.endpoint = p.id AND d.state = 0
            AND ${hasCome("d.due", "$1", LONGEST_REST_MS)})
          ORDER BY p.last_at IS NOT NULL, p.last_at LIMIT ${limit}`,
        [now],
      );
      return rows.map(({ id }) => String(id));
    },
    hold: async (id, now) => {
      const lease = crypto.randomUUID();
      const [row] = await database.all(
        `UPDATE event_endpoints SET lease = $1, lease_until = $2
          WHERE id = $3 AND disabled_at IS NULL AND ${hasCome("lease_until", "$4", TURN_LEASE_MS)}
          RETURNING *`,
        [lease, now + TURN_LEASE_MS, id, now],
      );
      return row && { endpoint: endpointOf(row), lease };
    },
    release: async (id, lease, end) => {
      const { restsUntil } = end;
      const free = "UPDATE event_endpoints SET lease = NULL, lease_until = 0, rests_until = $3";
      if (!("failures" in end)) {
        await database.all(`${free} WHERE id = $1 AND lease = $2`, [id, lease, restsUntil]);
        return;
      }
      const { failures, failingSince, lastAt, lastResult } = end;
      await database.all(
        `${free}, failures = $4, failing_since = $5, last_at = $6, last_result = $7
          WHERE id = $1 AND lease = $2`,
        [id, lease, restsUntil, failures, failingSince, lastAt, lastResult],
      );
    },
  };
}
