import type { Database } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import { KEPT_MS, type KeyStore, UNDER_WAY_MS } from "./store.js";

/** The table of keys. */
export const TABLES = [
  `CREATE TABLE IF NOT EXISTS idempotency_keys (
    id TEXT PRIMARY KEY, caller TEXT NOT NULL, run TEXT NOT NULL, began BIGINT NOT NULL,
    fingerprint TEXT, answer TEXT
  )`,
  "CREATE INDEX IF NOT EXISTS idempotency_keys_by_age ON idempotency_keys (began)",
];

/** Keys of one caller: more than its rate lets through at a few sites. */
const MOST_ROWS = 500_000;
/** Milliseconds between looks at what is old, and at who has too many. */
const SWEEP_MS = 60_000;

/** Keys that all processes share. */
export function sqlKeys(given: Database): KeyStore {
  const database = withTables(given, TABLES);
  let sweptAt = Number.NEGATIVE_INFINITY;
  let full: ReadonlySet<string> = new Set();
  const sweep = async (now: number) => {
    if (Math.abs(now - sweptAt) < SWEEP_MS) return;
    sweptAt = now;
    await database.all("DELETE FROM idempotency_keys WHERE began <= $1", [now - KEPT_MS]);
    const rows = await database.all(
      "SELECT caller FROM idempotency_keys GROUP BY caller HAVING COUNT(*) >= $1",
      [MOST_ROWS],
    );
    full = new Set(rows.map(({ caller }) => String(caller)));
  };
  return {
    begin: async ({ id, caller }, run, now) => {
      await sweep(now);
      // One that has expired makes room for the next.
      const [begun] = await database.all(
        `INSERT INTO idempotency_keys (id, caller, run, began) SELECT $1, $2, $3, $4 WHERE $6 = 0
          ON CONFLICT (id) DO UPDATE
          SET run = $3, began = $4, fingerprint = NULL, answer = NULL
          WHERE idempotency_keys.began <= $5 RETURNING id`,
        [id, caller, run, now, now - KEPT_MS, full.has(caller) ? 1 : 0],
      );
      if (begun !== undefined) return { is: "new" };
      const sql = "SELECT began, fingerprint, answer FROM idempotency_keys WHERE id = $1";
      const [row] = await database.all(sql, [id]);
      if (row === undefined) return { is: full.has(caller) ? "too many" : "under way" };
      const { fingerprint, answer } = row;
      if (fingerprint === null) {
        return { is: Number(row.began) + UNDER_WAY_MS > now ? "under way" : "lost" };
      }
      const text = typeof answer === "string" ? answer : null;
      return { is: "answered", fingerprint: String(fingerprint), answer: text };
    },
    finish: async (id, run, fingerprint, answer) => {
      const sql =
        "UPDATE idempotency_keys SET fingerprint = $3, answer = $4 WHERE id = $1 AND run = $2";
      await database.all(sql, [id, run, fingerprint, answer]);
    },
    release: async (id, run) => {
      const sql = "DELETE FROM idempotency_keys WHERE id = $1 AND run = $2 AND fingerprint IS NULL";
      await database.all(sql, [id, run]);
    },
  };
}
