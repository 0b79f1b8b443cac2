import type { LookAgainResult, UnsettledWrite } from "./unsettled.js";

/** The class of an error in one word, for those who switch on it. */
export type ErrorKind =
  | "invalid_request"
  | "authentication"
  | "permission"
  | "not_found"
  | "validation"
  | "conflict"
  | "webservice_disabled"
  | "wrong_address"
  | "malformed_response"
  | "rate_limited"
  | "server"
  | "network"
  | "timeout"
  | "aborted"
  | "outcome_unknown";

/** One error of the shop's own error document. */
export interface ShopError {
  /** The Webservice's error code; `null` where the document carries none. */
  code: number | null;
  /**
   * The text as the shop sent it, without the request that some repeat. PHP messages (codes 2 to
   * 15) carry paths of its server.
   */
  message: string;
}

/**
 * What became of the data of a call that failed: nothing was saved and nothing will be, it may be
 * saved now or in a while, or all or some of it is. `"no"` for what only reads.
 */
export type Saved = "no" | "unknown" | "yes";

/** The request an error belongs to, without the key. */
export interface RequestSummary {
  /** The HTTP method. */
  method: string;
  /** The address, with its query. */
  url: string;
}

/** What every error carries. */
export interface ErrorDetails {
  /** The class in one word. */
  kind: ErrorKind;
  /** What happened, in a sentence. */
  message: string;
  /** What to do; may be empty. */
  hint: string;
  /** The HTTP status; `null` where no answer came. */
  status: number | null;
  /** The errors of the shop's error document, in its order; empty where there is none. */
  codes: ShopError[];
  /** The field or option it is about; `null` for none. */
  field: string | null;
  /** The request, without the key; `null` where none was made. */
  request: RequestSummary | null;
  /**
   * What became of the data.
   * @default "no"
   */
  saved?: Saved;
  /** Whether the same call may succeed a moment later; never where something may be saved. */
  retryable: boolean;
  /** Milliseconds the server asked to wait; `null` where it did not say. */
  retryAfterMs: number | null;
  /** Of an outcome that is not known: the write. */
  write?: UnsettledWrite;
  /** Of an outcome that is not known: after how many milliseconds another look is worth it. */
  lookAgainAfterMs?: number;
  /** Of a conflict: the record as it was shown or sent. */
  expected?: unknown;
  /** Of a conflict: the record as the shop has it. */
  found?: unknown;
}

/**
 * Whatever goes wrong here: what happened, what the shop said, and what to do about it. Every
 * error is of one of the classes below this one.
 *
 * Any request can fail with one of these:
 *
 * | class | when |
 * |---|---|
 * | {@link AuthenticationError} | the shop does not know the key |
 * | {@link PermissionError} | the key lacks the right, which `hint` names |
 * | {@link WebserviceDisabledError}, {@link WrongAddressError} | there is no Webservice at the address |
 * | {@link RateLimitedError}, {@link ServerError} | the host or the shop fails |
 * | {@link NetworkError}, {@link TimeoutError} | no whole answer came |
 * | {@link MalformedResponseError} | the answer cannot be read without guessing |
 * | {@link AbortedError} | its `signal` fired |
 */
export class PrestaShopError extends Error {
  /** The class in one word. */
  readonly kind: ErrorKind;
  /** What to do: which box to tick, which page to open; may be empty. */
  readonly hint: string;
  /** The HTTP status; `null` where no answer came. */
  readonly status: number | null;
  /** The errors of the shop's error document, in its order. */
  readonly codes: ShopError[];
  /** The field or option it is about; `null` for none. */
  readonly field: string | null;
  /** The request, without the key; `null` where none was made. */
  readonly request: RequestSummary | null;
  /**
   * What became of the data: `"no"`, nothing was saved and nothing will be; `"unknown"`, it may be
   * saved now or in a while; `"yes"`, all or some of it is.
   */
  readonly saved: Saved;
  /** Whether the same call may succeed a moment later: only where `saved` is `"no"`. */
  readonly retryable: boolean;
  /** Milliseconds the server asked to wait; `null` where it did not say. */
  readonly retryAfterMs: number | null;

  /** Made by the package; of use elsewhere in tests of your own. */
  constructor(details: ErrorDetails) {
    super(details.message);
    // The name a reader sees must not depend on what a minifier makes of the class.
    this.name = NAMES[details.kind];
    this.kind = details.kind;
    this.hint = details.hint;
    this.status = details.status;
    this.codes = details.codes;
    this.field = details.field;
    this.request = details.request;
    this.saved = details.saved ?? "no";
    this.retryable = details.retryable;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** The request is wrong: refused before sending, or by the shop's own check of it. */
export class InvalidRequestError extends PrestaShopError {}
/** The key is missing, malformed, unknown or inactive. */
export class AuthenticationError extends PrestaShopError {}
/** The key lacks a right on the resource, the method or the shop. */
export class PermissionError extends PrestaShopError {}
/** No such record, or not in this shop. */
export class NotFoundError extends PrestaShopError {}
/** A value the shop does not accept; `field` says which. */
export class ValidationError extends PrestaShopError {}
/** The record is no longer what was expected, or somebody else wrote it at the same time. */
export class ConflictError extends PrestaShopError {
  /** The record as it was shown or sent; `null` where only its token is known. */
  readonly expected: unknown;
  /** The record as the shop has it. */
  readonly found: unknown;

  /** Made by the package; of use elsewhere in tests of your own. */
  constructor(details: ErrorDetails) {
    super(details);
    this.expected = details.expected ?? null;
    this.found = details.found ?? null;
  }

  /** @internal The same error with the version that the caller was shown. */
  withExpected(expected: unknown): ConflictError {
    return new ConflictError({ ...this, message: this.message, expected });
  }
}
/** The Webservice is switched off in the shop. */
export class WebserviceDisabledError extends PrestaShopError {}
/** A redirect, an HTML page, no shop at all, or an address that leads to another shop. */
export class WrongAddressError extends PrestaShopError {}
/** An answer that cannot be read without guessing. */
export class MalformedResponseError extends PrestaShopError {}
/** Too many requests; `retryAfterMs` says how long to wait, where the host does. */
export class RateLimitedError extends PrestaShopError {}
/** The shop or its host failed. */
export class ServerError extends PrestaShopError {}
/** No answer: refused, reset, unknown host, blocked by the browser. */
export class NetworkError extends PrestaShopError {}
/** No whole answer in time. */
export class TimeoutError extends PrestaShopError {}
/** The caller stopped it. */
export class AbortedError extends PrestaShopError {}
/**
 * A write of which nobody knows what became: its answer was lost, and the shop may still be working
 * on it. It was not sent again, and this client writes to the record only when it is known.
 * @example
 * catch (error) {
 *   if (!(error instanceof OutcomeUnknownError)) throw error;
 *   await new Promise((resolve) => setTimeout(resolve, error.lookAgainAfterMs));
 *   const { written } = await error.lookAgain();
 * }
 */
export class OutcomeUnknownError extends PrestaShopError {
  /** The write as it went out, to be stored or handed to another client; `null` if there is none. */
  readonly write: UnsettledWrite | null;
  /** After how many milliseconds another look is worth it. */
  readonly lookAgainAfterMs: number;
  #look: LookAgain | undefined;

  /** Made by the package; of use elsewhere in tests of your own. */
  constructor(details: ErrorDetails) {
    super(details);
    this.write = details.write ?? null;
    this.lookAgainAfterMs = details.lookAgainAfterMs ?? 0;
  }

  /** @internal The same error, which looks again that way. */
  lookingBy(look: LookAgain): this {
    this.#look = look;
    return this;
  }

  /**
   * Looks what became of the write; sends no write.
   * @throws {@link OutcomeUnknownError} where that is still not known
   * @throws {@link ConflictError} where somebody else's values stand in its place
   */
  async lookAgain(options: { signal?: AbortSignal } = {}): Promise<LookAgainResult> {
    if (this.write !== null && this.#look !== undefined) return this.#look(this.write, options);
    const hint = "Use lookAgain of a client, with the write.";
    throw invalidRequest("This error belongs to no client.", hint, "write");
  }
}

/** How a client looks for a write. */
export type LookAgain = (
  write: UnsettledWrite,
  options: { signal?: AbortSignal },
) => Promise<LookAgainResult>;

const CLASSES: Record<ErrorKind, new (details: ErrorDetails, look?: LookAgain) => PrestaShopError> =
  {
    invalid_request: InvalidRequestError,
    authentication: AuthenticationError,
    permission: PermissionError,
    not_found: NotFoundError,
    validation: ValidationError,
    conflict: ConflictError,
    webservice_disabled: WebserviceDisabledError,
    wrong_address: WrongAddressError,
    malformed_response: MalformedResponseError,
    rate_limited: RateLimitedError,
    server: ServerError,
    network: NetworkError,
    timeout: TimeoutError,
    aborted: AbortedError,
    outcome_unknown: OutcomeUnknownError,
  };

const NAMES: Record<ErrorKind, string> = {
  invalid_request: "InvalidRequestError",
  authentication: "AuthenticationError",
  permission: "PermissionError",
  not_found: "NotFoundError",
  validation: "ValidationError",
  conflict: "ConflictError",
  webservice_disabled: "WebserviceDisabledError",
  wrong_address: "WrongAddressError",
  malformed_response: "MalformedResponseError",
  rate_limited: "RateLimitedError",
  server: "ServerError",
  network: "NetworkError",
  timeout: "TimeoutError",
  aborted: "AbortedError",
  outcome_unknown: "OutcomeUnknownError",
};

/** The error of a class that the core describes in JSON text; anything else is handed back as it is. */
export function errorFrom(thrown: unknown, look?: LookAgain): unknown {
  if (typeof thrown !== "string") return thrown;
  const details = JSON.parse(thrown) as ErrorDetails;
  const error = new CLASSES[details.kind](details);
  return error instanceof OutcomeUnknownError && look ? error.lookingBy(look) : error;
}

/** A request that is refused on this side of the border. */
export function invalidRequest(message: string, hint: string, field: string): PrestaShopError {
  return new InvalidRequestError(own("invalid_request", message, hint, field));
}

/** A loop that its caller stopped while no request was under way. */
export function aborted(): PrestaShopError {
  const hint = "Its AbortSignal fired: call again when the records are wanted.";
  return new AbortedError(own("aborted", "The iteration was stopped by its caller.", hint, null));
}

function own(kind: ErrorKind, message: string, hint: string, field: string | null): ErrorDetails {
  const none = { status: null, codes: [], request: null, retryable: false, retryAfterMs: null };
  return { ...none, kind, message, hint, field };
}
