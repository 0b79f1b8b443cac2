// Locks on PostgreSQL: advisory ones, all on one connection of the process. If it breaks, or the
// process dies, the server lets them go.
import pg from "pg";
import type { Attempt } from "../../src/locks/contended.js";

/** Milliseconds between signs of life while something is locked, and for one to be answered. */
const PING_MS = 3_000;
const LOCK_MS = 4_000;

/** The server notices after 20 seconds that a machine is gone which said no goodbye. */
const IN_SESSION =
  "SET tcp_keepalives_idle = 8; SET tcp_keepalives_interval = 4; SET tcp_keepalives_count = 3; SET statement_timeout = 3000";

/** Another space than that of the transactions' own locks. */
const KEY = "hashtextextended($1, 1)";

/** A connection, and what is locked on it. */
interface Session {
  client: pg.Client;
  isOpen: boolean;
  names: Set<string>;
  /** The question before the next one. */
  last: Promise<unknown>;
}

/** Tries for locks on a connection that is made at the first, and again after it broke. */
export function advisoryLocks(config: pg.ClientConfig): { attempt: Attempt; close(): void } {
  let opening: Promise<Session> | undefined;
  let opened: Session | undefined;
  const current = (): Promise<Session> => {
    if (opening !== undefined && opened?.isOpen !== false) return opening;
    opened = undefined;
    opening = openSession({ ...config, query_timeout: LOCK_MS }).then(
      (session) => {
        opened = session;
        return session;
      },
      (thrown) => {
        opening = undefined;
        throw thrown;
      },
    );
    return opening;
  };
  const attempt: Attempt = async (name) => {
    const session = await current();
    // The server would grant the same connection the same lock again.
    if (session.names.has(name)) return null;
    session.names.add(name);
    const [row] = await ask(session, `SELECT pg_try_advisory_lock(${KEY}) AS locked`, [name]);
    if (row?.locked !== true) {
      session.names.delete(name);
      return null;
    }
    let isReleased = false;
    return {
      isHeld: () => !isReleased && session.isOpen,
      release: async () => {
        if (isReleased || !session.isOpen) return;
        isReleased = true;
        await ask(session, `SELECT pg_advisory_unlock(${KEY})`, [name]);
        session.names.delete(name);
      },
    };
  };
  return { attempt, close: () => void opening?.then(close, () => {}) };
}

async function openSession(config: pg.ClientConfig): Promise<Session> {
  const client = new pg.Client(config);
  const session: Session = { client, isOpen: true, names: new Set(), last: Promise.resolve() };
  const ended = () => {
    session.isOpen = false;
    clearInterval(timer);
  };
  client.on("error", ended);
  client.on("end", ended);
  const timer = setInterval(() => {
    if (session.names.size > 0) ask(session, "SELECT 1").catch(() => {});
  }, PING_MS);
  try {
    await client.connect();
    await client.query(IN_SESSION);
    return session;
  } catch (thrown) {
    close(session);
    throw thrown;
  }
}

/**
 * One question at a time, as the connection takes them. If one fails, nobody knows what the connection
 * holds: it is given up with all of it.
 */
async function ask(
  session: Session,
  sql: string,
  values: string[] = [],
): Promise<Record<string, unknown>[]> {
  const answer = session.last.then(() => session.client.query(sql, values));
  session.last = answer.catch(() => {});
  try {
    return (await answer).rows;
  } catch (thrown) {
    close(session);
    throw thrown;
  }
}

function close(session: Session): void {
  session.isOpen = false;
  session.client.end().catch(() => {});
}
