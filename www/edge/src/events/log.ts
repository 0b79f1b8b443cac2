import type { Database, Row } from "../sql/database.js";
import { DELIVERY_STATES, type DeliveryState } from "./deliveries.js";
import { type Endpoint, kindsText } from "./endpoint.js";
import type { EventKind } from "./kinds.js";

/** The most events that one call replays. */
export const MOST_REPLAYED = 1_000;
/** The most events that are kept of one site. */
const MOST_KEPT = 200_000;
const PRUNED_AT_ONCE = 5_000;

/** An event as its log is listed. */
export interface ListedEvent {
  id: string;
  seq: number;
  kind: EventKind;
  record: string;
  at: number;
  body: string;
  deliveries: ListedDelivery[];
}

/** What became of an event at one endpoint. */
export interface ListedDelivery {
  endpoint: string;
  state: DeliveryState;
  tries: number;
  lastAt: number | null;
  /** What the last attempt came to; `null` before the first. */
  result: string | null;
}

/** Which events to list, newest first. */
export interface LogQuery {
  limit: number;
  /** The `seq` of an event; lists those before it. */
  before: number | null;
  kinds: readonly EventKind[];
  /** Endpoints whose deliveries are shown. */
  endpoints: readonly string[];
}

/** Which events to send again. */
export interface ReplayQuery {
  /** Those found from this moment on. */
  from: number;
  /** Those after this `seq`. */
  after: number;
  /** Whether those that were delivered are sent again, too. */
  all: boolean;
}

/** What was found in the shops. */
export interface LogStore {
  list(site: string, query: LogQuery): Promise<ListedEvent[]>;
  /**
   * Makes events due for an endpoint again, oldest first; gives the `seq` of each, at most
   * `MOST_REPLAYED`.
   */
  replay(endpoint: Endpoint, query: ReplayQuery, now: number): Promise<number[]>;
  /**
   * Removes some of what was found before that moment, and of what is more than a site may have;
   * says whether there may be more.
   */
  prune(oldest: number): Promise<boolean>;
}

/** The log of a database. */
export function logStore(database: Database): LogStore {
  return {
    list: async (site, { limit, before, kinds, endpoints }) => {
      const rows = await database.all(
        `SELECT seq, id, kind, record, at, body FROM event_log
          WHERE site = $1 AND seq < $2 AND $3 LIKE '%,' || kind || ',%'
          ORDER BY seq DESC LIMIT ${limit}`,
        [site, before ?? Number.MAX_SAFE_INTEGER, kindsText(kinds)],
      );
      const bySeq = await deliveriesOf(database, endpoints, rows);
      return rows.map((row) => listedOf(row, bySeq.get(Number(row.seq)) ?? []));
    },
    replay: async ({ id, site, kinds }, { from, after, all }, now) => {
      const { waiting, delivered } = DELIVERY_STATES;
      const rows = await database.all(
        `INSERT INTO event_deliveries (endpoint, seq, record, due)
          SELECT CAST($1 AS TEXT), e.seq, e.record, CAST($2 AS BIGINT) FROM event_log e
          WHERE EXISTS (SELECT 1 FROM event_endpoints WHERE id = $1) AND e.site = $3 AND e.seq > $4 AND e.at >= $5
            AND CAST($6 AS TEXT) LIKE '%,' || e.kind || ',%'
            AND NOT EXISTS (SELECT 1 FROM event_deliveries d
              WHERE d.endpoint = $1 AND d.seq = e.seq
              AND (d.state = ${waiting} OR (d.state = ${delivered} AND $7 = 0)))
          ORDER BY e.seq LIMIT ${MOST_REPLAYED}
          ON CONFLICT (endpoint, seq) DO UPDATE SET state = ${waiting}, due = $2, first_at = NULL
          RETURNING seq`,
        [id, now, site, after, from, kindsText(kinds), all ? 1 : 0],
      );
      return rows.map(({ seq }) => Number(seq)).sort((one, other) => one - other);
    },
    prune: async (oldest) => {
      const sites = await database.all(
        `SELECT f.site FROM event_feeds f WHERE EXISTS (SELECT 1 FROM event_log e
          WHERE e.site = f.site AND (e.at < $1 OR e.seq <= f.seq - ${MOST_KEPT})) LIMIT 100`,
        [oldest],
      );
      for (const { site } of sites) await pruneSite(database, String(site), oldest);
      return sites.length > 0;
    },
  };
}

/** Removes some of the oldest events of a site, so that no statement takes long. */
async function pruneSite(database: Database, site: string, oldest: number): Promise<void> {
  const [row] = await database.all(
    `SELECT MAX(old.seq) AS last FROM (SELECT e.seq FROM event_log e WHERE e.site = $1
      AND (e.at < $2 OR e.seq <= (SELECT f.seq FROM event_feeds f WHERE f.site = $1) - ${MOST_KEPT})
      ORDER BY e.seq LIMIT ${PRUNED_AT_ONCE}) AS old`,
    [site, oldest],
  );
  const last = row?.last ?? null;
  if (last === null) return;
  await database.batch([
    {
      sql: `DELETE FROM event_deliveries WHERE seq <= $2
        AND endpoint IN (SELECT id FROM event_endpoints WHERE site = $1)`,
      values: [site, last],
    },
    { sql: "DELETE FROM event_log WHERE site = $1 AND seq <= $2", values: [site, last] },
  ]);
}

const NAMES_OF_STATES = Object.keys(DELIVERY_STATES) as DeliveryState[];

/** The deliveries of the listed events, by their `seq`. */
async function deliveriesOf(
  database: Database,
  endpoints: readonly string[],
  events: readonly Row[],
): Promise<Map<number, ListedDelivery[]>> {
  const found = new Map<number, ListedDelivery[]>();
  const [first, last] = [events.at(-1)?.seq, events[0]?.seq];
  if (endpoints.length === 0 || first === undefined || last === undefined) return found;
  const places = endpoints.map((_, at) => `$${at + 3}`).join(", ");
  const rows = await database.all(
    `SELECT endpoint, seq, state, tries, last_at, result FROM event_deliveries
      WHERE seq >= $1 AND seq <= $2 AND endpoint IN (${places}) ORDER BY endpoint`,
    [first, last, ...endpoints],
  );
  for (const row of rows) {
    const seq = Number(row.seq);
    const one: ListedDelivery = {
      endpoint: String(row.endpoint),
      state: NAMES_OF_STATES[Number(row.state)] ?? "waiting",
      tries: Number(row.tries),
      lastAt: row.last_at === null ? null : Number(row.last_at),
      result: row.result === null ? null : String(row.result),
    };
    found.set(seq, [...(found.get(seq) ?? []), one]);
  }
  return found;
}

function listedOf(row: Row, deliveries: ListedDelivery[]): ListedEvent {
  return {
    id: String(row.id),
    seq: Number(row.seq),
    kind: String(row.kind) as EventKind,
    record: String(row.record),
    at: Number(row.at),
    body: String(row.body),
    deliveries,
  };
}
