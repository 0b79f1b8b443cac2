import type { Held } from "../claims/held.js";
import { bindings } from "../sql/bind.js";
import type { Database, Row, Value } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import type { Level } from "./caller.js";
import type { CallerChange, CallerStore, StoredCaller } from "./store.js";

/** What is no text or number of its own is JSON. */
const TABLES = [
  `CREATE TABLE IF NOT EXISTS callers (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sites TEXT NOT NULL,
    level TEXT NOT NULL,
    confirms INTEGER NOT NULL,
    needs_claim INTEGER NOT NULL,
    held TEXT NOT NULL,
    rate_per_minute BIGINT,
    expires BIGINT,
    is_disabled INTEGER NOT NULL,
    created BIGINT NOT NULL,
    last_used BIGINT
  )`,
];

/** A scope belongs to an access token, and is in no entry. */
type Changeable = Exclude<keyof CallerChange, "scoped">;

/** By the members that can be changed, their columns and what stands in them. */
const CHANGEABLE: { readonly [M in Changeable]: [string, (value: never) => Value] } = {
  sites: ["sites", (sites: StoredCaller["sites"]) => json(sites)],
  level: ["level", (level: Level) => json(level)],
  confirms: ["confirms", Number],
  needsClaim: ["needs_claim", Number],
  held: ["held", (held: Held | null) => JSON.stringify(held)],
  ratePerMinute: ["rate_per_minute", (rate: number | null) => rate],
  expires: ["expires", (expires: number | null) => expires],
  isDisabled: ["is_disabled", Number],
};

/** Callers in a database, found by the hash of their token. */
export function sqlCallers(given: Database): CallerStore {
  const database = withTables(given, TABLES);
  const one = async (sql: string, values: Value[]): Promise<StoredCaller | undefined> => {
    const [row] = await database.all(sql, values);
    return row && callerOf(row);
  };
  return {
    findByHash: (hash) => one("SELECT * FROM callers WHERE hash = $1", [hexOf(hash)]),
    find: (id) => one("SELECT * FROM callers WHERE id = $1", [id]),
    list: async ({ after, limit }) => {
      const sql = "SELECT * FROM callers WHERE id > $1 ORDER BY id LIMIT $2";
      return (await database.all(sql, [after ?? "", limit])).map(callerOf);
    },
    put: async (caller) => {
      const { values, bind } = bindings();
      const columns = Object.entries(columnsOf(caller));
      const places = columns.map(([, value]) => bind(value)).join(", ");
      const names = columns.map(([name]) => name);
      const replaced = names
        .filter((name) => name !== "id" && name !== "last_used")
        .map((name) => `${name} = excluded.${name}`);
      // The statement fails where the hash is another entry's, and cannot say that otherwise.
      const sql = `INSERT INTO callers (${names.join(", ")}) VALUES (${places})
        ON CONFLICT (id) DO UPDATE SET ${replaced.join(", ")}`;
      const other = { sql: "SELECT id FROM callers WHERE hash = $1", values: [hexOf(caller.hash)] };
      try {
        await database.all(sql, values);
        return true;
      } catch (thrown) {
        const [holder] = await database.all(other.sql, other.values);
        if (holder !== undefined && holder.id !== caller.id) return false;
        throw thrown;
      }
    },
    change: async (id, members) => {
      const { values, bind } = bindings();
      const sets = Object.entries(members).flatMap(([member, value]) => {
        if (value === undefined || !Object.hasOwn(CHANGEABLE, member)) return [];
        const [column, written] = CHANGEABLE[member as Changeable];
        return [`${column} = ${bind(written(value as never))}`];
      });
      if (sets.length === 0) return one("SELECT * FROM callers WHERE id = $1", [id]);
      const sql = `UPDATE callers SET ${sets.join(", ")} WHERE id = ${bind(id)} RETURNING *`;
      return one(sql, values);
    },
    remove: async (id) => {
      const rows = await database.all("DELETE FROM callers WHERE id = $1 RETURNING id", [id]);
      return rows.length > 0;
    },
    used: async (id, at) => {
      await database.all(
        "UPDATE callers SET last_used = $2 WHERE id = $1 AND (last_used IS NULL OR last_used < $2)",
        [id, at],
      );
    },
  };
}

function columnsOf(caller: StoredCaller): Record<string, Value> {
  const { id, hash, name, created, lastUsed, ...members } = caller;
  const changeable = Object.entries(CHANGEABLE).map(([member, [column, written]]) => [
    column,
    written(members[member as Changeable] as never),
  ]);
  return {
    id,
    hash: hexOf(hash),
    name,
    ...Object.fromEntries(changeable),
    created,
    last_used: lastUsed,
  };
}

function callerOf(row: Row): StoredCaller {
  const { id, hash, name, confirms, needs_claim, is_disabled } = row;
  const sites: unknown = JSON.parse(String(row.sites));
  const level: unknown = JSON.parse(String(row.level));
  return {
    id: String(id),
    hash: Uint8Array.from(String(hash).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    name: String(name),
    sites: sites === "*" ? sites : new Set(sites as string[]),
    level: (Array.isArray(level) ? new Set(level) : level) as Level,
    confirms: confirms === 1,
    needsClaim: needs_claim === 1,
    held: JSON.parse(String(row.held)) as Held | null,
    ratePerMinute: numberIn(row.rate_per_minute),
    expires: numberIn(row.expires),
    isDisabled: is_disabled === 1,
    created: Number(row.created),
    lastUsed: numberIn(row.last_used),
  };
}

function json(value: ReadonlySet<string> | string): string {
  return JSON.stringify(typeof value === "string" ? value : [...value]);
}

function numberIn(value: Value | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
