import type { Database, Row } from "../sql/database.js";

// The library of the authorization server keeps its records in a namespace of Workers KV. This is one
// over a database, in which what was written is there for the next request everywhere.

/** How long a record is kept, in seconds since 1970 or from now, and what lists show of it. */
export interface PutOptions {
  expiration?: number;
  expirationTtl?: number;
  metadata?: unknown;
}

/** A page of a list. */
export interface ListedRecords {
  keys: { name: string; metadata?: unknown }[];
  list_complete: boolean;
  cursor?: string;
}

/** What the library uses of a namespace. */
export interface Records {
  get(name: string, options?: { type?: string }): Promise<unknown>;
  put(name: string, value: string, options?: PutOptions): Promise<void>;
  delete(name: string): Promise<void>;
  list(options: { prefix: string; limit?: number; cursor?: string }): Promise<ListedRecords>;
}

/** The records of an authorization server, and what else is done with them. */
export interface OAuthRecords extends Records {
  /** Takes a name for the first time; `false` if somebody took it before. */
  claim(name: string, until: number): Promise<boolean>;
  /** Keeps a registered client for as long as it was promised: somebody uses it. */
  keepClient(id: string): Promise<void>;
  /** Removes what has expired; at most that many records. */
  purge(most: number): Promise<void>;
}

const CLIENT = "client:";
/** Of clients that nobody has agreed to yet. */
const NEW_CLIENT = "client:new";
/** Milliseconds that such a client is kept. */
const NEW_CLIENT_MS = 86_400_000;
/** How many there may be of what anybody can add; then the oldest make room. */
const MOST: Readonly<Record<string, number>> = { [NEW_CLIENT]: 5_000, "transaction:": 5_000 };
const PAGE = 1_000;

/** A client that is written again keeps its time until somebody agrees to it. */
const PUT = `INSERT INTO oauth_records (name, owner, value, metadata, expires)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value, metadata = excluded.metadata,
    expires = CASE WHEN oauth_records.owner = '${NEW_CLIENT}' THEN oauth_records.expires ELSE $6 END`;

/**
 * Records in a database. `documents` finds the clients that are known by the address of their
 * metadata document.
 */
export function recordsIn(
  database: Database,
  documents: (address: string) => Promise<object | null>,
): OAuthRecords {
  const now = () => Date.now();
  return {
    get: async (name, options) => {
      const address = name.startsWith(CLIENT) ? name.slice(CLIENT.length) : "";
      if (address.startsWith("https:")) return documents(address);
      const rows = await database.all(
        "SELECT value FROM oauth_records WHERE name = $1 AND (expires IS NULL OR expires > $2)",
        [name, now()],
      );
      const value = rows[0]?.value;
      if (typeof value !== "string") return null;
      return options?.type === "json" ? JSON.parse(value) : value;
    },
    put: async (name, value, options = {}) => {
      const metadata = options.metadata === undefined ? null : JSON.stringify(options.metadata);
      const isClient = name.startsWith(CLIENT);
      const owner = isClient ? NEW_CLIENT : ownerOf(name);
      const expires = expiryOf(options, now());
      const first = isClient ? now() + NEW_CLIENT_MS : expires;
      const most = MOST[owner];
      if (most !== undefined) await makeRoom(database, owner, most);
      await database.all(PUT, [name, owner, value, metadata, first, expires]);
    },
    delete: async (name) => {
      await database.all("DELETE FROM oauth_records WHERE name = $1", [name]);
    },
    list: async ({ prefix, limit = PAGE, cursor = "" }) => {
      const rows = await database.all(
        `SELECT name, metadata FROM oauth_records
        WHERE owner = $1 AND name > $2 AND (expires IS NULL OR expires > $3) ORDER BY name LIMIT $4`,
        [prefix, cursor, now(), limit + 1],
      );
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return {
        keys: page.map(listed),
        list_complete: last === undefined,
        ...(last !== undefined && { cursor: String(last.name) }),
      };
    },
    claim: async (name, until) => {
      const rows = await database.all(
        `INSERT INTO oauth_records (name, owner, value, metadata, expires)
        VALUES ($1, $2, '', NULL, $3) ON CONFLICT (name) DO NOTHING RETURNING name`,
        [name, ownerOf(name), until],
      );
      return rows.length > 0;
    },
    keepClient: async (id) => {
      const name = `${CLIENT}${id}`;
      const rows = await database.all("SELECT value FROM oauth_records WHERE name = $1", [name]);
      const value = rows[0]?.value;
      if (typeof value !== "string") return;
      const { registrationExpiresAt } = JSON.parse(value) as { registrationExpiresAt?: number };
      if (registrationExpiresAt === undefined) return;
      await database.all("UPDATE oauth_records SET owner = $1, expires = $2 WHERE name = $3", [
        CLIENT,
        registrationExpiresAt * 1000,
        name,
      ]);
    },
    purge: async (most) => {
      await database.all(
        `DELETE FROM oauth_records WHERE name IN
        (SELECT name FROM oauth_records WHERE expires <= $1 ORDER BY expires LIMIT $2)`,
        [now(), most],
      );
    },
  };
}

/** What a record belongs to: its name up to its own part, by which the library lists. */
function ownerOf(name: string): string {
  return name.slice(0, name.lastIndexOf(":") + 1);
}

function expiryOf({ expiration, expirationTtl }: PutOptions, now: number): number | null {
  if (expiration !== undefined) return expiration * 1000;
  return expirationTtl === undefined ? null : now + expirationTtl * 1000;
}

/** Removes the records that would end first, so that there is room for one more. */
async function makeRoom(database: Database, owner: string, most: number): Promise<void> {
  await database.all(
    `DELETE FROM oauth_records WHERE owner = $1 AND expires <=
    (SELECT expires FROM oauth_records WHERE owner = $2 ORDER BY expires DESC LIMIT 1 OFFSET ${most - 1})`,
    [owner, owner],
  );
}

function listed({ name, metadata }: Row): { name: string; metadata?: unknown } {
  const known = typeof metadata === "string" ? { metadata: JSON.parse(metadata) } : {};
  return { name: String(name), ...known };
}
