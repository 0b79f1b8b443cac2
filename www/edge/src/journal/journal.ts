/** One write through this worker. Holds what shops hold of their customers, but no secrets. */
export interface Change {
  /** Sorts by time. */
  id: string;
  site: string;
  /** UTC, as in `2026-01-31T12:00:00.000Z`. */
  at: string;
  caller: string;
  /** Id of the request. */
  request: string;
  action: string;
  /** The record, such as `products` and 5. */
  resource: string;
  record: number;
  /** Whether it is known to be saved: `unknown` where even reading again failed. */
  outcome: "written" | "unknown";
  fields: ChangedField[];
  /** What can't be taken back, each in a sentence; empty if nothing. */
  lasting: string[];
  /** The change that this one takes back; `null` for any other. */
  undoes: string | null;
}

/** One value before and after. */
export interface ChangedField {
  field: string;
  /** Id and ISO code of a text's language; `null` for a field with one value. */
  language: { id: number; iso_code: string } | null;
  before: string;
  after: string;
}

/** Which changes are wanted: the newest, or those older than one. */
export interface ChangeQuery {
  limit: number;
  /** Id of a change; those before it. */
  before?: string;
  /** One record alone. */
  resource?: string;
  record?: number;
}

/** Where changes are kept, for each site by itself. */
export interface Journal {
  add(change: Change): Promise<void>;
  find(site: string, id: string): Promise<Change | undefined>;
  /** Newest first. */
  list(site: string, query: ChangeQuery): Promise<Change[]>;
}
