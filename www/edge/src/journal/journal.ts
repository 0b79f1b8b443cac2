import type { UnsettledWrite } from "@aismarttalk/prestashop";
import type { Confirmation } from "../confirming/confirmation.js";
import type { Place } from "../sites/installation.js";

/** One write through this worker. Holds what shops hold of their customers, but no secrets. */
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
  /** The action whose right it takes to undo it: `action`, or what an undo took back in the end. */
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
  /** What can't be taken back, each in a sentence; empty if nothing. */
  lasting: string[];
  /** The change that this one takes back; `null` for any other. */
  undoes: string | null;
  /** Whether more may become known of it: it is under way, or to be looked at again. */
  isOpen: boolean;
  /** What it takes to look again; `null` of what is not open, and where nothing can be looked for. */
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

/** A language; both are `null` for the usual one of the site, where none was named. */
export interface TextLanguage {
  id: number | null;
  iso_code: string | null;
}

/** A change, and what has become of it. */
export interface ListedChange extends Change {
  /** The newest change that takes it back; `null` for none. */
  undone_by: string | null;
}

/** Which changes are wanted: the newest, or those older than one. */
export interface ChangeQuery {
  limit: number;
  /** Id of a change; those before it. */
  before?: string | undefined;
  /** One record alone. */
  resource?: string | undefined;
  record?: number | undefined;
}

/**
 * Whether a write was kept, and so may go out. Nothing is kept where its confirmation was used before,
 * or another process that shares the journal began to write the record first.
 */
export type Opened = "kept" | "used" | "taken";

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
  /** Puts what became of a write in the place of what was kept before it. */
  settle(change: Change): Promise<void>;
  /** Forgets a write of which nothing was saved. */
  drop(place: Place, id: string): Promise<void>;
  /** A change of the site itself. */
  find(place: Place, id: string): Promise<Change | undefined>;
  /** Those of the sites, newest first. */
  list(places: readonly Place[], query: ChangeQuery): Promise<ListedChange[]>;
  /** The changes of a record that are open, through whichever site of the installation. */
  unsettled(place: Place, resource: string, record: number): Promise<Change[]>;
  /** Whether a confirmation was used; `open` alone decides where two come at once. */
  isUsed(confirmation: Confirmation): Promise<boolean>;
}
