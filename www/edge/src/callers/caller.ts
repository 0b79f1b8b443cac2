/** Who may call: a token, known only by its hash, and what it opens. */
export interface Caller {
  /** Shown in logs and in the journal. */
  name: string;
  /** SHA-256 of the token, 32 bytes. */
  hash: Uint8Array;
  /** Ids of sites, or every one. */
  sites: ReadonlySet<string> | "*";
  level: Level;
  /** Whether its writes have to be confirmed with the token of a preview. */
  confirms: boolean;
  /** From when on the token opens nothing, in milliseconds since 1970; `null` for never. */
  expires: number | null;
}

/** What a token may do: reading actions, previews of all as well, all of them, or those named. */
export type Level = "read" | "propose" | "write" | ReadonlySet<string>;

/** What a level is compared with. */
export interface Permitted {
  name: string;
  reads: boolean;
}

/** Whether the caller may use the site at all. */
export function reaches({ sites }: Caller, site: string): boolean {
  return sites === "*" || sites.has(site);
}

/** Whether the caller's level covers an action; `propose` covers no more of a write than its preview. */
export function mayRun({ level }: Caller, { name, reads }: Permitted): boolean {
  if (level === "write" || level === "propose") return true;
  return level === "read" ? reads : level.has(name);
}
