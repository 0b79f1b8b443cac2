import type { Database, Row, Statement } from "../sql/database.js";
import { hasCome } from "./clock.js";
import { LONGEST_REST_MS } from "./endpoints.js";
import type { EventKind } from "./kinds.js";

/** States of a delivery as the table has them. */
export const DELIVERY_STATES = { waiting: 0, delivered: 1, given_up: 2 } as const;

/** What has become of a delivery. */
export type DeliveryState = keyof typeof DELIVERY_STATES;

/** An event that an endpoint is due to be told. */
export interface DueEvent {
  seq: number;
  id: string;
  kind: EventKind;
  record: string;
  body: string;
  tries: number;
  /** The first attempt; `null` before it. */
  firstAt: number | null;
}

/** What an attempt came to. */
export interface Attempt {
  seq: number;
  state: DeliveryState;
  at: number;
  /** When the next attempt is due, of one that waits. */
  due: number;
  result: string;
}

/** Where events wait for their endpoints. */
export interface DeliveryStore {
  /** What is due for an endpoint: of each record the first that waits. */
  due(endpoint: { id: string; site: string }, now: number, limit: number): Promise<DueEvent[]>;
  /** Notes what attempts came to. */
  settle(endpoint: string, attempts: readonly Attempt[]): Promise<void>;
  /** Whether a healthy endpoint of the site has more than so many events to wait for. */
  isBehind(site: string, most: number): Promise<boolean>;
  /** How many events wait, of two at most, that were tried at that moment or before. */
  failedSince(endpoint: string, at: number): Promise<number>;
  /** Gives an event up without another attempt. */
  giveUp(endpoint: string, seq: number): Promise<void>;
  /** Healthy or not: those with more than so many. */
  overfull(most: number): Promise<string[]>;
}

/** The deliveries of a database. */
export function deliveryStore(database: Database): DeliveryStore {
  const beyond = `EXISTS (SELECT 1 FROM event_deliveries d
    WHERE d.endpoint = p.id AND d.state = 0 LIMIT 1 OFFSET $1)`;
  return {
    due: async ({ id, site }, now, limit) => {
      const rows = await database.all(
        `SELECT d.seq, d.record, d.tries, d.first_at, e.id, e.kind, e.body
          FROM event_deliveries d JOIN event_log e ON e.site = $2 AND e.seq = d.seq
          WHERE d.endpoint = $1 AND d.state = 0 AND ${hasCome("d.due", "$3", LONGEST_REST_MS)}
          AND NOT EXISTS (SELECT 1 FROM event_deliveries b WHERE b.endpoint = d.endpoint
            AND b.record = d.record AND b.state = 0 AND b.seq < d.seq)
          ORDER BY d.seq LIMIT ${limit}`,
        [id, site, now],
      );
      return rows.map(dueOf);
    },
    settle: async (endpoint, attempts) => {
      const statements = alike(attempts).map((some) => settling(endpoint, some));
      if (statements.length > 0) await database.batch(statements);
    },
    isBehind: async (site, most) => {
      const rows = await database.all(
        `SELECT p.id FROM event_endpoints p WHERE p.site = $2 AND p.disabled_at IS NULL
          AND p.failures = 0 AND ${beyond} LIMIT 1`,
        [most, site],
      );
      return rows.length > 0;
    },
    failedSince: async (endpoint, at) => {
      const rows = await database.all(
        `SELECT seq FROM event_deliveries
          WHERE endpoint = $1 AND state = ${DELIVERY_STATES.waiting} AND first_at <= $2 LIMIT 2`,
        [endpoint, at],
      );
      return rows.length;
    },
    giveUp: async (endpoint, seq) => {
      const { given_up, waiting } = DELIVERY_STATES;
      await database.all(
        `UPDATE event_deliveries SET state = ${given_up}
          WHERE endpoint = $1 AND seq = $2 AND state = ${waiting}`,
        [endpoint, seq],
      );
    },
    overfull: async (most) => {
      const rows = await database.all(
        `SELECT p.id FROM event_endpoints p WHERE p.disabled_at IS NULL AND ${beyond}`,
        [most],
      );
      return rows.map(({ id }) => String(id));
    },
  };
}

function dueOf(row: Row): DueEvent {
  return {
    seq: Number(row.seq),
    id: String(row.id),
    kind: String(row.kind) as EventKind,
    record: String(row.record),
    body: String(row.body),
    tries: Number(row.tries),
    firstAt: row.first_at === null ? null : Number(row.first_at),
  };
}

/** Attempts that one statement can settle. */
type Alike = [Attempt, ...Attempt[]];

function alike(attempts: readonly Attempt[]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const attempt of attempts) {
    const { state, at, due, result } = attempt;
    const name = JSON.stringify([state, at, due, result]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [attempt]);
    else group.push(attempt);
  }
  return [...groups.values()];
}

/** What was acknowledged stays so: another process may have sent it a moment before or after. */
function settling(endpoint: string, attempts: Alike): Statement {
  const [{ state, at, due, result }] = attempts;
  const sequence = attempts.map((_, index) => `$${index + 6}`).join(", ");
  return {
    sql: `UPDATE event_deliveries SET state = $1, due = $2, last_at = $3, tries = tries + 1,
      first_at = COALESCE(first_at, $3), result = $4
      WHERE endpoint = $5 AND seq IN (${sequence}) AND state <> ${DELIVERY_STATES.delivered}`,
    values: [DELIVERY_STATES[state], due, at, result, endpoint, ...attempts.map(({ seq }) => seq)],
  };
}
