/** A caller: a token, known only by its hash, and what it allows. */
export interface Caller {
  /** Shown in logs and in the journal. */
  name: string;
  /** SHA-256 of the token, 32 bytes. */
  hash: Uint8Array;
  /** Ids of sites, or all sites. */
  sites: ReadonlySet<string> | "*";
  level: Level;
  /** Whether its writes need the token of a preview. */
  confirms: boolean;
  /** Whether each of its calls must be held to a customer by a claim. */
  needsClaim: boolean;
  /** When the token expires, in milliseconds since 1970; `null` for never. */
  expires: number | null;
}

/** What a token may run: reading actions, previews of all others too, all actions, or those named. */
export type Level = "read" | "propose" | "write" | ReadonlySet<string>;

/** What a level is compared with. */
export interface Permitted {
  name: string;
  reads: boolean;
}

/** Whether the caller may use the site. */
export function reaches({ sites }: Caller, site: string): boolean {
  return sites === "*" || sites.has(site);
}

/** Whether the caller's level covers an action; `propose` only covers the preview of a write. */
export function mayRun({ level }: Caller, { name, reads }: Permitted): boolean {
  if (level === "write" || level === "propose") return true;
  return level === "read" ? reads : level.has(name);
}
