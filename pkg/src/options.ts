import { invalidRequest } from "./errors.js";

/** How to reach one shop with one key. */
export interface PrestaShopOptions {
  /** The shop's address, as one would paste it: `https://shop.example`, with or without `/api`. */
  url: string;
  /** The Webservice key: 32 characters. It shows up in no error, event or log of this package. */
  key: string;
  /** The shop of several behind one address; travels on every request. */
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
   * How often a read is tried again after 429, 502, 503, 504 or a lost connection. A change is
   * repeated once, where reading the record again shows that nothing was saved; what creates or
   * deletes never is.
   * @default 2
   */
  retries?: number;
  /** Sees every request and response, without secrets. What it throws is ignored. */
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
  /** Why it failed; `null` where it did not. */
  error: string | null;
  /** What is no error and should not be hidden: output around the document, rows left out, odd values. */
  warnings: string[];
}

/** What every call can be given. */
export interface CallOptions {
  /** Stops the call; it then fails with an `AbortedError`. */
  signal?: AbortSignal;
}

/** A signal, a number or a list in the place of options would count for none, without a word. */
export function checkOptions(options: object): void {
  const isSignal = typeof (options as AbortSignal | null)?.aborted === "boolean";
  if (typeof options === "object" && options !== null && !Array.isArray(options) && !isSignal)
    return;
  const hint = "Give an object, such as { signal }, or leave it out.";
  throw invalidRequest("The options are no object with options.", hint, "options");
}

/** A controller handed over instead of its signal would stop nothing, without a word. */
export function checkSignal(signal: AbortSignal | undefined): void {
  if (signal === undefined || typeof signal?.aborted === "boolean") return;
  const hint = "Give the signal of an AbortController, not the controller.";
  throw invalidRequest("The option signal is no AbortSignal.", hint, "signal");
}

/** What is no function would fail at its first call, as if the network did. */
export function checkFunction(name: "fetch" | "onExchange" | "onWarning", given: unknown): void {
  if (given === undefined || typeof given === "function") return;
  throw invalidRequest(
    `The option ${name} is no function.`,
    "Give a function, or leave it out.",
    name,
  );
}
