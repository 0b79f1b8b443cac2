import type { Held } from "../claims/held.js";

/** A caller and what it allows. */
export interface Caller {
  /** Shown in logs and in the journal. */
  name: string;
  /** Ids of sites, or all sites. */
  sites: ReadonlySet<string> | "*";
  level: Level;
  /** Whether its writes need the token of a preview. */
  confirms: boolean;
  /** Whether each of its calls must be held to a customer by a claim. */
  needsClaim: boolean;
  /** The customer that its token itself holds every call to; `null` for none. */
  held: Held | null;
  /** Requests a minute for each site; `null` for the worker's usual number. */
  ratePerMinute: number | null;
  /** When the token expires, in milliseconds since 1970; `null` for never. */
  expires: number | null;
  /** What its access token narrows it to; only of callers by OAuth. */
  scoped?: Scoped;
}

/** The scopes of an access token, and the names of the actions that they cover. */
export interface Scoped {
  scopes: ReadonlySet<string>;
  actions: ReadonlySet<string>;
}

/** A caller whose token is a random text, known only by its hash. */
export interface TokenCaller extends Caller {
  /** SHA-256 of the token, 32 bytes. */
  hash: Uint8Array;
}

/**
 * What a token may run: reading actions, previews of all others too, all actions, or those named.
 * `admin` manages sites and callers, and runs no action.
 */
export type Level = "read" | "propose" | "write" | "admin" | ReadonlySet<string>;

/** What a level is compared with. */
export interface Permitted {
  name: string;
  reads: boolean;
}

/** Whether the caller may use the site. */
export function reaches({ sites }: Caller, site: string): boolean {
  return sites === "*" || sites.has(site);
}

/** Whether the caller may run an action now: by its level, and by the scopes of an access token. */
export function mayRun(caller: Caller, action: Permitted): boolean {
  return levelCovers(caller, action) && (caller.scoped?.actions.has(action.name) ?? true);
}

/** Whether the caller's level covers an action; `propose` only covers the preview of a write. */
export function levelCovers({ level }: Caller, { name, reads }: Permitted): boolean {
  if (level === "admin") return false;
  if (level === "write" || level === "propose") return true;
  return level === "read" ? reads : level.has(name);
}

/** Whether the caller may manage sites and callers. */
export function isAdmin({ level }: Caller): boolean {
  return level === "admin";
}
