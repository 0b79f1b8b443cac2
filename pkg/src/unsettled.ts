/** One value that a write changes. */
export interface Change {
  /** The field, or the association. */
  field: string;
  /** Id of the language of a text; `null` for a field with one value. */
  language: number | null;
  /** As the shop has it. */
  before: string;
  /** As it is asked for. */
  after: string;
}

/**
 * A write as it went out, to look for it later: plain data without secrets, which can be stored
 * as JSON and handed to another client.
 */
export interface UnsettledWrite {
  /** The resource's own name. */
  resource: string;
  /** How it was sent. */
  method: "PUT" | "PATCH" | "POST" | "DELETE";
  /** The record; `null` for a new one. */
  id: number | null;
  /** The order, where its status was changed; else `null`. */
  order: number | null;
  /** Of a new record or status: the highest id before; `null` where it is not known. */
  last: number | null;
  /** The shop of a multistore; `null` for that of the address. */
  shopId: number | null;
  /** The values before and as they were sent; empty for what is deleted. */
  changes: Change[];
  /** The shop's own date of the last change before; `null` where there is none. */
  dated: string | null;
  /** When it went out, in milliseconds since 1970. */
  sentAt: number;
}

/** What became of a write, by a later look. */
export interface LookAgainResult {
  /** Whether it is there. `false`: it is not, and no shop would still be working on it. */
  written: boolean;
  /** The record as the shop has it; `null` for one that was deleted, or that is not there. */
  after: unknown;
  /** What was asked for; empty where nothing of it is there. */
  changes: Change[];
  /** What else is worth knowing. */
  warnings: string[];
}
