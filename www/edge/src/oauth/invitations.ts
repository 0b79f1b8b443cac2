import type { Database } from "../sql/database.js";
import type { InvitedGiver } from "./consents.js";

/** That somebody without a token may consent once, at one site. */
export interface Invitation {
  site: string;
  /** Whom the journal names. */
  giver: InvitedGiver;
  /** Milliseconds since 1970. */
  expires: number;
}

/** Invitations, each known by the SHA-256 of its code. */
export interface Invitations {
  /** Makes one; its code, which is shown once. */
  make(invitation: Invitation): Promise<string>;
  /** The one of a code, if it still holds. */
  find(code: string, now: number): Promise<Invitation | undefined>;
  /** Uses one up; `false` if somebody did already. */
  take(code: string, now: number): Promise<boolean>;
  purge(now: number, most: number): Promise<void>;
}

const CODE_BYTES = 24;

/** Invitations in a database. */
export function invitationsIn(database: Database): Invitations {
  return {
    make: async ({ site, giver, expires }) => {
      const code = base64url(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
      await database.all(
        `INSERT INTO oauth_invitations (hash, site, name, level, confirms, expires)
        VALUES ($1, $2, $3, $4, $5, $6)`,
        [
          ...[await hexHash(code), site, giver.name],
          ...[JSON.stringify(giver.level), giver.confirms ? 1 : 0, expires],
        ],
      );
      return code;
    },
    find: async (code, now) => {
      const sql = "SELECT * FROM oauth_invitations WHERE hash = $1 AND expires > $2";
      const [row] = await database.all(sql, [await hexHash(code), now]);
      if (row === undefined) return undefined;
      const giver = {
        name: String(row.name),
        level: JSON.parse(String(row.level)),
        confirms: Number(row.confirms) === 1,
      };
      return { site: String(row.site), giver, expires: Number(row.expires) };
    },
    take: async (code, now) => {
      const sql = "DELETE FROM oauth_invitations WHERE hash = $1 AND expires > $2 RETURNING hash";
      return (await database.all(sql, [await hexHash(code), now])).length > 0;
    },
    purge: async (now, most) => {
      await database.all(
        `DELETE FROM oauth_invitations WHERE hash IN
        (SELECT hash FROM oauth_invitations WHERE expires <= $1 ORDER BY expires LIMIT $2)`,
        [now, most],
      );
    },
  };
}

/** The SHA-256 of a text, in hexadecimal. */
export async function hexHash(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of a hexadecimal text. */
export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
