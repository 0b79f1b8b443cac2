import type { Level } from "../callers/caller.js";
import type { Database, Row } from "../sql/database.js";

/** Who consented: the holder of a caller's token, or somebody whom an admin invited. */
export type Giver = { tokenHash: string } | InvitedGiver;

/** Somebody whom an admin invited: the name for the journal, and what they may do. */
export interface InvitedGiver {
  name: string;
  level: Exclude<Level, ReadonlySet<string>> | string[];
  confirms: boolean;
}

/** That a client may act at one site for the one who consented. Without it its tokens open nothing. */
export interface Consent {
  id: string;
  site: string;
  giver: Giver;
  /** The name of the giver, for people. */
  givenBy: string;
  /** The id of the client. */
  client: string;
  /** What the client calls itself. */
  clientName: string;
  /** Where its codes went. */
  redirect: string;
  scopes: string[];
  /** Milliseconds since 1970. */
  created: number;
  /** To the hour. */
  used: number;
}

/** The consents of an authorization server. */
export interface Consents {
  find(id: string): Promise<Consent | undefined>;
  /** Adds one in the place of those of the same giver, client and site; a giver has at most 100. */
  add(consent: Consent): Promise<void>;
  /** Notes the use of one. */
  use(consent: Consent, now: number): Promise<void>;
  /** By id, those after `after`, at most `limit`; of one site or of all. */
  list(page: { site: string | null; after: string; limit: number }): Promise<Consent[]>;
  /** Whether there was one. */
  remove(id: string): Promise<boolean>;
  /** Removes those that were used last before a moment; at most that many. */
  purge(before: number, most: number): Promise<void>;
}

const HOUR_MS = 3_600_000;
/** Of one giver at one site; then the one that was not used for longest makes room. */
const MOST_OF_GIVER = 100;

/** Consents in a database. */
export function consentsIn(database: Database): Consents {
  return {
    find: async (id) => {
      const rows = await database.all("SELECT * FROM oauth_consents WHERE id = $1", [id]);
      return rows[0] && consentIn(rows[0]);
    },
    add: async ({ id, site, giver, givenBy, client, clientName, redirect, scopes, ...times }) => {
      const whose = JSON.stringify(giver);
      await database.batch([
        {
          sql: "DELETE FROM oauth_consents WHERE site = $1 AND giver = $2 AND client = $3 AND redirect = $4",
          values: [site, whose, client, redirect],
        },
        {
          sql: `DELETE FROM oauth_consents WHERE id IN
            (SELECT id FROM oauth_consents WHERE site = $1 AND giver = $2
            ORDER BY used DESC LIMIT 1000 OFFSET ${MOST_OF_GIVER - 1})`,
          values: [site, whose],
        },
        {
          sql: `INSERT INTO oauth_consents
            (id, site, giver, given_by, client, client_name, redirect, scopes, created, used)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          values: [
            ...[id, site, whose, givenBy, client, clientName, redirect, scopes.join(" ")],
            ...[times.created, times.used],
          ],
        },
      ]);
    },
    use: async ({ id, used }, now) => {
      if (Math.abs(now - used) < HOUR_MS) return;
      await database.all("UPDATE oauth_consents SET used = $1 WHERE id = $2", [now, id]);
    },
    list: async ({ site, after, limit }) => {
      const [where, values] =
        site === null
          ? ["id > $1 ORDER BY id LIMIT $2", [after, limit]]
          : ["site = $1 AND id > $2 ORDER BY id LIMIT $3", [site, after, limit]];
      const rows = await database.all(`SELECT * FROM oauth_consents WHERE ${where}`, values);
      return rows.map(consentIn);
    },
    remove: async (id) => {
      const sql = "DELETE FROM oauth_consents WHERE id = $1 RETURNING id";
      return (await database.all(sql, [id])).length > 0;
    },
    purge: async (before, most) => {
      await database.all(
        `DELETE FROM oauth_consents WHERE id IN
        (SELECT id FROM oauth_consents WHERE used < $1 ORDER BY used LIMIT $2)`,
        [before, most],
      );
    },
  };
}

function consentIn(row: Row): Consent {
  const text = (column: string) => String(row[column]);
  return {
    id: text("id"),
    site: text("site"),
    giver: JSON.parse(text("giver")),
    givenBy: text("given_by"),
    client: text("client"),
    clientName: text("client_name"),
    redirect: text("redirect"),
    scopes: text("scopes").split(" "),
    created: Number(row.created),
    used: Number(row.used),
  };
}
