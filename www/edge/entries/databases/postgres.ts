// PostgreSQL through `pg`.
import pg from "pg";
import { SettingError } from "../../src/environment.js";
import { contended } from "../../src/locks/contended.js";
import type { OpenedDatabase } from "../../src/service.js";
import type { Row, Statement } from "../../src/sql/database.js";
import { advisoryLocks } from "./postgres-locks.js";

/** Connections of a process; more would only wait inside the server. */
const MOST_CONNECTIONS = 10;
/** Milliseconds until a connection must be there, and for one statement. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 5_000;
/** The server ends a statement by itself; this is for one that is gone. */
const ANSWER_MS = 6_000;

/** Types whose values JavaScript gets as texts by default: BIGINT, and NUMERIC of sums. */
const NUMBERS: ReadonlySet<number> = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);

/** How every connection to an address is made. */
function configOf(url: string): pg.PoolConfig {
  return {
    connectionString: url,
    application_name: "prestashop-edge",
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    types: {
      getTypeParser: (type: number, format: "text" | "binary") =>
        NUMBERS.has(type) ? Number : pg.types.getTypeParser(type, format),
    } as pg.CustomTypesConfig,
  };
}

/**
 * The database of an address.
 * @throws SettingError if it is not an address
 */
export function postgresDatabase(url: string): OpenedDatabase {
  if (!URL.canParse(url)) {
    throw new SettingError(
      "DATABASE_URL",
      "is not an address such as postgres://USER:PASSWORD@HOST/NAME.",
    );
  }
  const pool = new pg.Pool({ ...configOf(url), max: MOST_CONNECTIONS, allowExitOnIdle: true });
  // A connection that breaks is replaced; what is asked on it fails by itself.
  pool.on("error", ignored);
  const query = async (client: pg.Pool | pg.PoolClient, { sql, values = [] }: Statement) =>
    (await client.query<Row>(comparedByBytes(sql), [...values])).rows;
  const { attempt, close } = advisoryLocks(configOf(url));
  return {
    locks: contended(attempt),
    all: (sql, values = []) => query(pool, { sql, values }),
    batch: async (statements, serial) => {
      const client = await pool.connect();
      client.on("error", ignored);
      try {
        await client.query(`BEGIN${serial === undefined ? "" : lockOf(serial)}`);
        const rows: Row[][] = [];
        for (const statement of statements) rows.push(await query(client, statement));
        await client.query("COMMIT");
        client.off("error", ignored);
        client.release();
        return rows;
      } catch (thrown) {
        // Its end takes the transaction back, in whatever state it is.
        client.release(true);
        throw thrown;
      }
    },
    close: async () => {
      close();
      await pool.end();
    },
  };
}

/** Without a listener the error of a connection would end the process. */
function ignored(): void {}

/** Waits until no other transaction holds the name; the end of the transaction lets it go. */
function lockOf(serial: string): string {
  return `; SELECT pg_advisory_xact_lock(hashtextextended(${pg.escapeLiteral(serial)}, 0))`;
}

/** Texts sort and compare by their bytes as in SQLite, and not by the language of the server. */
function comparedByBytes(sql: string): string {
  return /^\s*CREATE TABLE/i.test(sql) ? sql.replace(/\bTEXT\b/g, 'TEXT COLLATE "C"') : sql;
}
