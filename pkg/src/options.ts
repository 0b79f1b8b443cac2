import { InvalidRequestError, invalidRequest, type PrestaShopError } from "./errors.js";
import type { Knowledge } from "./knowledge.js";
import type { UnsettledWrite } from "./unsettled.js";

/** How to reach one shop with one key. */
export interface PrestaShopOptions {
  /**
   * The shop's address, as one would paste it: `https://shop.example`, with or without `/api`, and
   * without a query. Of several shops behind one PrestaShop, the own address of the one you mean.
   */
  url: string;
  /** The Webservice key: 32 characters. It shows up in no error, event or log of this package. */
  key: string;
  /**
   * The shop of several behind one address; travels on every request. Where a proxy changes the
   * path of the address, give it too: the links in an answer then do not tell which shop it is of.
   */
  shopId?: number;
  /** The language that actions answer in where they name none: an id or an ISO code. */
  defaultLanguage?: number | string;
  /**
   * Where the key travels: the `Authorization` header, or the address, for hosts that drop
   * that header. Addresses end up in logs of servers.
   * @default "basic"
   */
  auth?: "basic" | "query";
  /**
   * A `fetch` of your own.
   * @default the runtime's
   */
  fetch?: FetchLike;
  /**
   * Milliseconds for one attempt, its body included.
   * @default 30000
   */
  timeoutMs?: number;
  /**
   * How often a read is tried again after 429, 502 to 504, 508 or a lost connection. A write is
   * never sent twice.
   * @default 2
   */
  retries?: number;
  /**
   * Milliseconds for which a write whose answer was lost is looked for, while the shop may still be
   * working on it; then it fails with an `OutcomeUnknownError`. 0 looks once.
   * @default 30000
   */
  settleTimeoutMs?: number;
  /**
   * The largest answer that is read, in bytes after decompression, and about as much memory as its
   * records may need; a larger one is a `MalformedResponseError`. Set less where memory is small.
   * @default 134217728
   */
  maxAnswerBytes?: number;
  /**
   * Called before a write goes out, and awaited: the place to store it for the next process.
   * What it throws stops the write with an `AbortedError`; nothing is sent then.
   */
  beforeWrite?: (write: UnsettledWrite) => void | Promise<void>;
  /**
   * Writes of which an earlier client did not learn what became, as its errors or `beforeWrite`
   * handed them out: another write to the same record waits until they are known.
   */
  unsettled?: readonly UnsettledWrite[];
  /**
   * What an earlier client of this shop and key knew, see {@link PrestaShop.knowledge}, so that this one
   * need not ask for it again. What is of another shop, shop id, key or version of this package, or
   * older than ten minutes, is ignored; {@link PrestaShop.knowledgeIgnored} then says why. `null` for none.
   */
  knowledge?: Knowledge | null;
  /**
   * Sees every request and response, without secrets. What it throws is ignored. With it, lists are
   * read once their body is whole, not while it arrives.
   */
  onExchange?: (exchange: Exchange) => void;
}

/** The part of `fetch` that is used. */
export type FetchLike = (
  url: string,
  init: {
    method: string;
    headers: Record<string, string>;
    redirect: "manual";
    signal: AbortSignal;
    // The parameter of Uint8Array is unknown to compilers before 5.7.
    body?: Uint8Array & { readonly buffer: ArrayBuffer };
  },
) => Promise<Response>;

/** One attempt at one request, without secrets. */
export interface Exchange {
  /** The HTTP method. */
  method: string;
  /** The address, with its query. */
  url: string;
  /** The XML sent; `null` for none. */
  requestBody: string | null;
  /** `null` where no answer came. */
  status: number | null;
  /** The headers received, by their names in lower case. */
  responseHeaders: Record<string, string>;
  /** The body received; `null` where none came. */
  responseBody: string | null;
  /** Milliseconds from the request to the end of the body, or to the failure. */
  durationMs: number;
  /** 1 for the first try. */
  attempt: number;
  /**
   * 1, 2, … for the looks at the shop after the answer to a write was lost; `null` for any other
   * request.
   */
  look: number | null;
  /** Why it failed; `null` where it did not. */
  error: string | null;
  /**
   * What is no error and should not be hidden: output around the document, rows left out, odd
   * values, a filter that takes more than one request.
   */
  warnings: string[];
}

/** What every call can be given. */
export interface CallOptions {
  /** Stops the call; it then fails with an `AbortedError`. */
  signal?: AbortSignal;
}

/**
 * The options as they are now. A signal, a number or a list in their place would count for none,
 * without a word.
 */
export function read<O extends object>(options: O): O {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw noOptions("is no object");
  }
  if (isSignal(options)) throw noOptions("is a signal");
  return members(options, "options");
}

/** The same where there are no others: what is ignored without a word may be meant to protect. */
export function only<O extends object>(names: readonly string[], options: O): O {
  const given = read(options);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined) return given;
  throw invalidRequest(unknown, "is no option", `Give ${names.join(", ")}, or leave it out.`);
}

/** Reading it may throw, which is told later. */
function isSignal(options: object): boolean {
  try {
    return typeof (options as { aborted?: unknown }).aborted === "boolean";
  } catch {
    return false;
  }
}

function noOptions(problem: string): PrestaShopError {
  const hint = "Give an object, such as { signal }, or leave it out.";
  return invalidRequest("options", problem, hint);
}

/** A Map, a Date or an instance without own fields has its content elsewhere, and would count as empty. */
function holdsMembers(given: object, names: readonly string[]): boolean {
  if (typeof given !== "object" || given === null) return true;
  if (Symbol.iterator in given) return Array.isArray(given);
  const prototype = Object.getPrototypeOf(given);
  return names.length > 0 || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A copy of an object of the caller's, whose getters may throw. */
export function members<O extends object>(given: O, what: string): O {
  let name = what;
  try {
    const names = Object.keys(Object(given)) as (keyof O & string)[];
    if (!holdsMembers(given, names)) {
      throw invalidRequest(what, "is no plain object", "Give its members by name, between braces.");
    }
    return Object.fromEntries(
      names.map((one) => {
        name = one;
        return [one, given[one]];
      }),
    ) as O;
  } catch (cause) {
    if (cause instanceof InvalidRequestError) throw cause;
    const problem = "cannot be read: a getter or a Proxy throws";
    throw invalidRequest(name, problem, "What it threw is the `cause` of this error.", cause);
  }
}

/** A controller handed over instead of its signal would stop nothing, without a word. */
export function checkSignal(signal: AbortSignal | undefined): void {
  if (signal === undefined || typeof signal?.aborted === "boolean") return;
  const hint = "Give the signal of an AbortController, not the controller.";
  throw invalidRequest("signal", "is no AbortSignal", hint);
}

/** What an environment does not have would be told as a value of a wrong type. */
export function checkDefined(name: "url" | "key", given: Partial<PrestaShopOptions>): void {
  if (given[name] !== undefined) return;
  const problem = name in given ? "is undefined" : "is missing";
  const hint = "Give a string. If it is from an environment variable, check that it is set.";
  throw invalidRequest(name, problem, hint);
}

/** A single write in the place of a list would be taken for none. */
export function checkList(name: "unsettled", given: unknown): void {
  if (Array.isArray(given)) return;
  throw invalidRequest(name, "is no list", "Give a list, or leave it out.");
}

/** What is no function would fail at its first call, as if the network did. */
export function checkFunction(
  name: "fetch" | "onExchange" | "onWarning" | "beforeWrite",
  given: unknown,
): void {
  if (given === undefined || typeof given === "function") return;
  throw invalidRequest(name, "is no function", "Give a function, or leave it out.");
}
