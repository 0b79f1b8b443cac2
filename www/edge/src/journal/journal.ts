import type { UnsettledWrite } from "@aismarttalk/prestashop";
import type { Confirmation } from "../confirming/confirmation.js";
import type { Place } from "../sites/installation.js";

/** One write through this worker. Holds data of customers as shops do, but no secrets. */
export interface Change extends Place {
  /** See `id.ts`. */
  id: string;
  /** UTC, as in `2026-01-31T12:00:00.000Z`. */
  at: string;
  caller: string;
  /** Id of the request. */
  request: string;
  /** The action that wrote. */
  action: string;
  /** The action that a token must allow to undo it: `action`, or the one that an undo goes back to. */
  original: string;
  /** The record, such as `products` and 5. */
  resource: string;
  record: number;
  /**
   * Whether it is known to be saved: `unknown` from before the request goes out until it is known,
   * and where it may be saved in part.
   */
  outcome: "written" | "unknown";
  fields: ChangedField[];
  /** What cannot be undone, in sentences; empty if nothing. */
  lasting: string[];
  /** The change that this one undoes; `null` for any other. */
  undoes: string | null;
  /** Whether its outcome may still become known: it is under way, or needs another look. */
  isOpen: boolean;
  /** The data for another look; `null` if the change is not open, or nothing can be looked for. */
  write: UnsettledWrite | null;
}

/** One value before and after. */
export interface ChangedField {
  field: string;
  /** The language of a text; `null` for a field with one value. */
  language: TextLanguage | null;
  /** `null` where it is not known, or held the shop's key. */
  before: string | null;
  after: string | null;
}

/** A language; both are `null` for the site's default, if none was named. */
export interface TextLanguage {
  id: number | null;
  iso_code: string | null;
}

/** A change, and what has become of it. */
export interface ListedChange extends Change {
  /** The newest change that undoes it; `null` for none. */
  undone_by: string | null;
}

/** Which changes to list: the newest, or those older than one. */
export interface ChangeQuery {
  limit: number;
  /** Id of a change; lists those before it. */
  before?: string | undefined;
  /** Only of one record. */
  resource?: string | undefined;
  record?: number | undefined;
}

/**
 * Whether a write was kept, and so may go out. Nothing is kept where its confirmation was used before,
 * or another process that shares the journal began to write the record first.
 */
export type Opened = "kept" | "used" | "taken";

/** As long as a write whose process died may still be saved. */
export const MAY_GO_ON_MS = 300_000;

/** Where changes are kept: for each site by itself, and what is open for its installation. */
export interface Journal {
  /**
   * Keeps a write that is about to go out, with the outcome `unknown`; it outlives this process when
   * the promise resolves. Open changes of the record that the writer knows of are in nobody's way.
   */
  open(
    change: Change,
    confirmation: Confirmation | null,
    known?: readonly Change[],
  ): Promise<Opened>;
  /** Replaces the entry of a write with its outcome. */
  settle(change: Change): Promise<void>;
  /** Removes a write that was not saved. */
  drop(place: Place, id: string): Promise<void>;
  /** A change of the site itself. */
  find(place: Place, id: string): Promise<Change | undefined>;
  /** The changes of the sites, newest first. */
  list(places: readonly Place[], query: ChangeQuery): Promise<ListedChange[]>;
  /** The changes of a record that are open, through whichever site of the installation. */
  unsettled(place: Place, resource: string, record: number): Promise<Change[]>;
  /** Whether a confirmation was used; if two come at once, only `open` decides. */
  isUsed(confirmation: Confirmation): Promise<boolean>;
}
