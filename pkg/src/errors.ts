import { ERROR_KINDS, type ErrorKind } from "./generated/errors.js";
import type { LookAgainResult, UnsettledWrite } from "./unsettled.js";

export type { ErrorKind };
export { ERROR_KINDS };

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
  /** Of a request that was blocked: the product that did, such as `Cloudflare`; `null` where that is not known. */
  by?: string | null;
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
  /** Of an edge worker: its own word for it, where `kind` is only the nearest of this package. */
  problem?: string;
  /** What was thrown to cause it. */
  cause?: unknown;
}

/**
 * An error as plain data: problem details of RFC 9457, with all that the error carries but its
 * `cause`. It holds no secret.
 */
export interface ErrorJson extends Omit<ErrorDetails, "cause" | "saved"> {
  /** The name of the class. */
  name: string;
  /** `urn:prestashop:` and the kind. */
  type: string;
  /** The kind, to be read. */
  title: string;
  /** The message by its name in problem details. */
  detail: string;
  /** What became of the data. */
  saved: Saved;
}

/**
 * To `structuredClone` an `Error` is a message: of another object it copies what is there. So errors
 * here are objects like any other that have the prototype of `Error`.
 */
function Cloneable() {
  // What is made of it is filled by those who extend it.
}
Cloneable.prototype = Error.prototype;

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
 * | {@link BlockedError} | a firewall, a bot check or the host refuses in the shop's place |
 * | {@link RateLimitedError}, {@link ServerError} | the host or the shop fails |
 * | {@link NetworkError}, {@link TimeoutError} | no whole answer came |
 * | {@link MalformedResponseError} | the answer cannot be read without guessing, or is too large |
 * | {@link AbortedError} | its `signal` fired |
 *
 * `cause` is what `fetch`, `beforeWrite`, a getter or `signal.reason` gave, where that does not hold the key.
 * `structuredClone` and `postMessage` make plain data of an error, which {@link PrestaShopError.from}
 * makes an error of again.
 * @example
 * try {
 *   await shop.products.get(99_999);
 * } catch (error) {
 *   if (!(error instanceof PrestaShopError)) throw error;
 *   console.log(error.kind, error.hint, error.saved, error.cause);
 * }
 */
export class PrestaShopError extends (Cloneable as unknown as ErrorConstructor) {
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
  /**
   * The own word of an edge worker, such as `no_such_site`, where `kind` is only the nearest of this
   * package. Errors of a shop have none.
   */
  declare readonly problem?: string;

  /** Made by the package; of use elsewhere in tests of your own. */
  constructor(details: ErrorDetails) {
    super();
    // The name a reader sees must not depend on what a minifier makes of the class.
    this.name = nameOf(details.kind);
    this.message = details.message.replace(STEERING, " ");
    this.kind = details.kind;
    this.hint = details.hint;
    this.status = details.status;
    this.codes = details.codes;
    this.field = details.field;
    this.request = details.request;
    this.saved = details.saved ?? "no";
    this.retryable = details.retryable;
    this.retryAfterMs = details.retryAfterMs;
    if (details.problem !== undefined) this.problem = details.problem;
    traced(this);
    if (details.cause !== undefined) hide(this, "cause", details.cause);
  }

  /**
   * The error as plain data, for a log or for another process: problem details of RFC 9457.
   * `JSON.stringify` calls it.
   * @example
   * catch (error) {
   *   if (error instanceof PrestaShopError) {
   *     return Response.json(error, { status: 502 });
   *   }
   *   throw error;
   * }
   */
  toJSON(): ErrorJson {
    const { kind, message } = this;
    const title = kind.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());
    return { type: `urn:prestashop:${kind}`, title, detail: message, ...this };
  }

  /**
   * Makes an error of its class again: of what `toJSON` or `structuredClone` made of one, or of a
   * problem document of the edge worker. Kinds that only the worker has become those of their status.
   * @throws {@link InvalidRequestError} for anything else
   * @example
   * worker.onmessage = ({ data }) => {
   *   if (data.failed) throw PrestaShopError.from(data.failed);
   * };
   */
  static from(json: unknown): PrestaShopError {
    if (json instanceof PrestaShopError) return json;
    const details = detailsOf(Object(json));
    if (details !== undefined) return new CLASSES[details.kind](details);
    const hint = "Give what toJSON or structuredClone made of an error, or a problem document.";
    throw invalidRequest("json", "is no error of this package", hint);
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
    return new ConflictError({ ...this, cause: this.cause, expected });
  }
}
/** The Webservice is switched off in the shop. */
export class WebserviceDisabledError extends PrestaShopError {}
/** A redirect, an HTML page, no shop at all, or an address that leads to another shop. */
export class WrongAddressError extends PrestaShopError {}
/**
 * A firewall, a bot check, a web server or a lock refused the request in the shop's place; `hint`
 * names the switch of that product. The address may be right.
 */
export class BlockedError extends PrestaShopError {
  /** The product that did, such as `Cloudflare` or `ModSecurity`; `null` where that is not known. */
  readonly by: string | null;

  /** Made by the package; of use elsewhere in tests of your own. */
  constructor(details: ErrorDetails) {
    super(details);
    this.by = details.by ?? null;
  }
}
/** An answer that cannot be read without guessing, or for which memory does not suffice. */
export class MalformedResponseError extends PrestaShopError {}
/** Too many requests; `retryAfterMs` says how long to wait, where the host does. */
export class RateLimitedError extends PrestaShopError {}
/** The shop or its host failed. */
export class ServerError extends PrestaShopError {}
/** No answer: refused, reset, unknown host, or blocked by the browser because the shop's server does not allow CORS. */
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
    throw invalidRequest("write", "belongs to an error of no client", hint);
  }
}

/** How a client looks for a write. */
export type LookAgain = (
  write: UnsettledWrite,
  options: { signal?: AbortSignal },
) => Promise<LookAgainResult>;

const CLASSES: Record<ErrorKind, new (details: ErrorDetails) => PrestaShopError> = {
  invalid_request: InvalidRequestError,
  authentication: AuthenticationError,
  permission: PermissionError,
  not_found: NotFoundError,
  validation: ValidationError,
  conflict: ConflictError,
  webservice_disabled: WebserviceDisabledError,
  wrong_address: WrongAddressError,
  blocked: BlockedError,
  malformed_response: MalformedResponseError,
  rate_limited: RateLimitedError,
  server: ServerError,
  network: NetworkError,
  timeout: TimeoutError,
  aborted: AbortedError,
  outcome_unknown: OutcomeUnknownError,
};

/** What a terminal or log obeys, and what turns a line around: words of a shop must do neither. */
const STEERING = /[\p{Cc}\p{Bidi_C}]/gu;

/** `not_found` is the kind of a `NotFoundError`. */
function nameOf(kind: ErrorKind): string {
  return `${kind.replace(/(?:^|_)(.)/g, (_, first) => first.toUpperCase())}Error`;
}

/** Its stack is written when somebody reads it: that takes longer than all the rest of a refusal. */
function traced(error: PrestaShopError): void {
  const { name } = error;
  const trace = new Error(error.message);
  Object.defineProperty(error, "stack", {
    get: () => trace.stack?.replace(/^Error/, name),
    set: (stack: unknown) => hide(error, "stack", stack),
    configurable: true,
  });
}

/** As those of other errors: not to be copied or listed with the rest. */
function hide(error: PrestaShopError, name: "stack" | "cause", value: unknown): void {
  Object.defineProperty(error, name, { value, writable: true, configurable: true });
}

/** An error as the core describes it, without what there is none of; records are JSON text. */
interface FromCore
  extends Pick<ErrorDetails, "kind" | "message" | "hint" | "codes" | "retryable">,
    Partial<Pick<ErrorDetails, "status" | "field" | "by" | "request" | "retryAfterMs">> {
  saved: Saved;
  write?: string;
  lookAgainAfterMs?: number;
  versions?: readonly (string | null)[];
}

/** What the core throws: a {@link FromCore} as JSON text, and what was thrown to cause it. */
class Described {
  constructor(
    readonly json: string,
    readonly cause: unknown,
  ) {}
}

export const described = (json: string, cause: unknown): unknown => new Described(json, cause);

/** The error of a class that the core describes; anything else is handed back as it is. */
export function errorFrom(
  thrown: unknown,
  mayCause: (cause: unknown) => boolean = () => true,
): unknown {
  if (!(thrown instanceof Described)) return thrown;
  const { cause } = thrown;
  const told: FromCore = JSON.parse(thrown.json);
  // One by one: engines copy an object whole much more slowly.
  const details: ErrorDetails = {
    kind: told.kind,
    message: told.message,
    hint: told.hint,
    status: told.status ?? null,
    codes: told.codes,
    field: told.field ?? null,
    by: told.by ?? null,
    request: told.request ?? null,
    saved: told.saved,
    retryable: told.retryable,
    retryAfterMs: told.retryAfterMs ?? null,
  };
  if (cause !== undefined && mayCause(cause)) details.cause = cause;
  if (told.write !== undefined) details.write = JSON.parse(told.write);
  if (told.lookAgainAfterMs !== undefined) details.lookAgainAfterMs = told.lookAgainAfterMs;
  if (told.versions !== undefined) {
    [details.expected, details.found] = told.versions.map((one) => JSON.parse(one ?? "null"));
  }
  return new CLASSES[told.kind](details);
}

/** A request that is refused on this side of the border because of one option, by its path. */
export function invalidRequest(
  path: string,
  problem: string,
  hint: string,
  cause?: unknown,
): PrestaShopError {
  const message = `\`${path}\` ${problem}.`;
  return new InvalidRequestError({ ...own("invalid_request", message, hint, path), cause });
}

/** A loop that its caller stopped while no request was under way. */
export function aborted(cause: unknown): PrestaShopError {
  const hint = "Its AbortSignal fired: call again when the records are wanted.";
  const message = "The iteration was stopped by its caller.";
  return new AbortedError({ ...own("aborted", message, hint, null), cause });
}

function own(kind: ErrorKind, message: string, hint: string, field: string | null): ErrorDetails {
  const none = { status: null, codes: [], request: null, retryable: false, retryAfterMs: null };
  return { ...none, kind, message, hint, field };
}

type Unchecked = Readonly<Record<string, unknown>>;

/** What a text of JSON says of an error; `undefined` where it says none. */
function detailsOf(json: Unchecked): ErrorDetails | undefined {
  const message = textOf(json.message) ?? textOf(json.detail);
  const status = numberOf(json.status);
  const kind = ERROR_KINDS.find((one) => one === json.kind) ?? kindOf(status);
  if (message === null || kind === undefined) return undefined;
  const saved = (["unknown", "yes"] as const).find((one) => one === json.saved) ?? "no";
  const { write, lookAgainAfterMs, expected, found } = json;
  const problem = textOf(json.problem) ?? (json.kind === kind ? null : textOf(json.kind));
  return {
    kind,
    message,
    hint: textOf(json.hint) ?? "",
    status,
    codes: Array.isArray(json.codes) ? json.codes.map(codeOf) : [],
    field: textOf(json.field),
    by: textOf(json.by),
    request: requestOf(Object(json.request)),
    saved,
    retryable: json.retryable === true && saved === "no",
    retryAfterMs: numberOf(json.retryAfterMs),
    ...(write ? { write: write as UnsettledWrite } : {}),
    ...(typeof lookAgainAfterMs === "number" ? { lookAgainAfterMs } : {}),
    ...(problem === null ? {} : { problem }),
    expected,
    found,
  };
}

/** The kind that comes nearest to a status of the worker's own. */
const BY_STATUS: Readonly<Record<number, ErrorKind>> = {
  401: "authentication",
  403: "permission",
  404: "not_found",
  408: "timeout",
  409: "conflict",
  412: "conflict",
  429: "rate_limited",
  504: "timeout",
};

function kindOf(status: number | null): ErrorKind | undefined {
  if (status === null || status < 400) return undefined;
  return BY_STATUS[status] ?? (status < 500 ? "invalid_request" : "server");
}

function codeOf(given: unknown): ShopError {
  const { code, message } = Object(given) as Unchecked;
  return { code: numberOf(code), message: textOf(message) ?? "" };
}

function requestOf({ method, url }: Unchecked): RequestSummary | null {
  return typeof method === "string" && typeof url === "string" ? { method, url } : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
