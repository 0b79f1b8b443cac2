import type { TokenCaller } from "./caller.js";

/** A caller of the store, as `/v1/admin` shows and changes it. Its token is known by its hash alone. */
export interface StoredCaller extends TokenCaller {
  /** Of this entry: two tokens of one name, while one replaces the other, are two entries. */
  id: string;
  isDisabled: boolean;
  /** When it was made, in milliseconds since 1970. */
  created: number;
  /** When it was last used, to the minute; `null` for never. */
  lastUsed: number | null;
}

/** What of an entry can be changed; its name and its token stay. Scopes are of access tokens alone. */
export type CallerChange = Partial<
  Omit<StoredCaller, "id" | "name" | "hash" | "created" | "lastUsed" | "scoped">
>;

/** Callers by the thousand, changed without a deployment: a change counts for the next request. */
export interface CallerStore {
  /** The entry of a token by its SHA-256; also one that is disabled or has expired. */
  findByHash(hash: Uint8Array): Promise<StoredCaller | undefined>;
  find(id: string): Promise<StoredCaller | undefined>;
  /** Entries by id, those after `after`, at most `limit`. */
  list(page: { after: string | null; limit: number }): Promise<StoredCaller[]>;
  /** Adds an entry, or replaces the one with its id; `false` where another one has its hash. */
  put(caller: StoredCaller): Promise<boolean>;
  /**
   * Changes these members of an entry and no others in one step, so that two changes at once both count
   * and one that was removed stays removed; the entry as it is then, `undefined` where there is none.
   */
  change(id: string, members: CallerChange): Promise<StoredCaller | undefined>;
  remove(id: string): Promise<boolean>;
  /** Notes the use of an entry. */
  used(id: string, at: number): Promise<void>;
}
