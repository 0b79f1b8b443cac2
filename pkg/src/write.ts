import { ConflictError, invalidRequest } from "./errors.js";
import { type CallOptions, members } from "./options.js";
import { snapshot } from "./snapshot.js";
import type { Change } from "./unsettled.js";

/** A value that the shop stored otherwise than it was sent. */
export interface Difference {
  /** The field, or the association. */
  field: string;
  /** Id of the language of a text; `null` for a field with one value. */
  language: number | null;
  /** As it was sent. */
  asked: string;
  /** As the shop has it. */
  stored: string;
  /**
   * What the shop did to it: `dropped` the pictures or films of its HTML, `kept` its own value, `recomputed` it with the rest, went on from it
   * (`moved_on`), ended in between (`saved_in_part`); or `somebody_else` wrote it.
   */
  reason:
    | "rounded"
    | "line_ends"
    | "cleaned"
    | "cut"
    | "dropped"
    | "characters_lost"
    | "default"
    | "kept"
    | "recomputed"
    | "moved_on"
    | "saved_in_part"
    | "somebody_else"
    | "other";
  /** Whether nothing of what was meant is lost. */
  harmless: boolean;
}

/** One thing that a write does beyond its fields. */
export interface Effect {
  /** What it concerns. */
  kind:
    | "email"
    | "history"
    | "invoice"
    | "delivery"
    | "payment"
    | "stock"
    | "cleaned"
    | "moved"
    | "shops"
    | "address";
  /** What happens, in a sentence. */
  text: string;
}

/** A request that would be sent, without secrets. */
export interface PlannedRequest {
  /** The HTTP method. */
  method: string;
  /** The address, with its query. */
  url: string;
  /** The XML; `null` for none. */
  body: string | null;
}

/** What every write answers. */
export interface WriteAnswer {
  /** What was asked for and was not so before. */
  changes: Change[];
  /** What it does, or would do, beyond its fields; empty for nothing. */
  effects: Effect[];
  /** What else is worth knowing. */
  warnings: string[];
}

/** What a write would do; nothing is written. */
export interface Preview<R> extends WriteAnswer {
  /** It is a preview. */
  preview: true;
  /** Nothing was written. */
  written: false;
  /** How it would be sent; `null` where there is nothing to change. */
  method: WriteMethod | null;
  /** The record as it is; `null` for one to be created. */
  before: R | null;
  /** The record as it would be; `null` for one to be deleted. */
  after: R | null;
  /** None: nothing was stored yet. */
  differences: [];
  /** What would be sent; empty where there is nothing to change. */
  requests: PlannedRequest[];
  /** To be handed in as `expect`; `null` for a record to be created. */
  token: string | null;
}

/** What a write did. */
export interface Written<R> extends WriteAnswer {
  /** It is no preview. */
  preview: false;
  /** Whether the shop was changed: `false` where there was nothing to change. */
  written: boolean;
  /** How it was sent; `null` where there was nothing to change. */
  method: WriteMethod | null;
  /** The record as it was; `null` for one that was created. */
  before: R | null;
  /** The record read again; `null` for one that was deleted. */
  after: R | null;
  /** What the shop made of values by itself. */
  differences: Difference[];
  /** None: what was sent is told to `onExchange`. */
  requests: [];
  /** The mark of the record as it is now, for a further `expect`; `null` for one that is gone or was not read again. */
  token: string | null;
}

/** How a record is written: PATCH where shop and key know it, else PUT. */
export type WriteMethod = "PUT" | "PATCH" | "POST" | "DELETE";

/** What a write expects the record to be: a {@link Preview}, or the part of one that says so. */
export interface Expected {
  /** The mark of the record; `null`, as of a record to be created, is refused. */
  token: string | null;
  /** The record as it was shown, for the error. */
  before?: unknown;
}

/** Options of every write. */
export interface WriteOptions extends CallOptions {
  /** Writes nothing, and answers what would be written. */
  preview?: boolean;
  /**
   * A preview or its token: writes only if the record is still what was shown, else fails
   * with a {@link ConflictError}. The whole preview lets that error tell both versions anywhere.
   */
  expect?: string | Expected;
  /** Checks the changes by the shop's own schema too; costs a request the first time. */
  synopsis?: boolean;
}

/** Options of a new status of an order, and of a change to `order_carriers`. */
export interface StatusOptions extends WriteOptions {
  /**
   * Sends the customer the e-mail of the status, where it has one; of a parcel the e-mail that it is
   * in transit, with its tracking number.
   * @default false
   */
  sendEmail?: boolean;
}

/** What a write answers: a `Preview` if that is asked for, either where it may be. */
export type WriteResult<R, O> = "preview" extends keyof O
  ? O["preview" & keyof O] extends infer Asked
    ? Asked extends true
      ? Preview<R>
      : Written<R>
    : never
  : Written<R>;

/** The options of a write: those of the call, and its own for the core. */
interface Split extends Pick<StatusOptions, "signal" | "expect"> {
  own: object;
}

/** Splits the options of a write, as they are now. */
export function writeOptions(options: StatusOptions): Split {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const hint = "Give an object, such as { preview: true }. Nothing was sent.";
    throw invalidRequest("options", "is no object", hint);
  }
  const { signal, expect, ...rest } = members(options, "options");
  // Without a token, as with a promise that was not awaited, nothing would be expected.
  const token =
    typeof expect === "object" && expect !== null
      ? (members(expect, "expect").token ?? null)
      : expect;
  const own = snapshot({ ...rest, expect: token });
  return {
    own,
    ...(signal === undefined ? {} : { signal }),
    ...(expect === undefined ? {} : { expect }),
  };
}

/** A conflict knows only the token of a preview made elsewhere; the caller may have all of it. */
export async function withShown<V>(expect: StatusOptions["expect"], write: Promise<V>): Promise<V> {
  try {
    return await write;
  } catch (thrown) {
    if (thrown instanceof ConflictError && thrown.expected === null && typeof expect === "object") {
      throw thrown.withExpected(expect.before ?? null);
    }
    throw thrown;
  }
}
