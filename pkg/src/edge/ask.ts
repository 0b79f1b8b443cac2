import { isWithoutKey } from "../cause.js";
import { invalidRequest, PrestaShopError, type RequestSummary } from "../errors.js";
import type { Exchange } from "../options.js";
import type { EdgeFetch, EdgeShopOptions } from "./types.js";

const TIMEOUT_MS = 90_000;
const PRINTABLE = /^[\x21-\x7e]+$/;
/** The word of an answer that no worker gave. */
const NOT_A_WORKER = "not_a_worker";

/** One request to the worker. */
export interface Question {
  /** Behind the address: `/v1/sites`. */
  path: string;
  /** What is posted; a GET without it. */
  body?: string;
  /** The media type of the body. */
  type?: string;
  /** The body as it is shown, where it holds a secret. */
  shown?: string;
  /** Whether it may change the shop. */
  writes?: boolean;
  idempotencyKey?: string | undefined;
  signal: AbortSignal | undefined;
}

/** Asks a worker; resolves to the object in its answer. */
export type Ask = (question: Question) => Promise<object>;

/** A worker that is asked. */
export interface Asking {
  /** Without a slash at its end. */
  address: string;
  ask: Ask;
}

/**
 * How to ask a worker.
 * @throws InvalidRequestError for an address or token that cannot work
 */
export function asking(options: EdgeShopOptions): Asking {
  const { token } = options;
  if (typeof token !== "string" || !PRINTABLE.test(token)) {
    throw invalidRequest("token", "is no token", "Give it as the worker printed it.");
  }
  const address = addressOf(options.url);
  return { address, ask: (question) => asked(address, options, question) };
}

function addressOf(given: unknown): string {
  const text = typeof given === "string" ? given.trim() : "";
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username + url.password + url.search !== "") {
    throw invalidRequest("url", "is no address of a worker", "Give https:// and its name.");
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}

async function asked(
  address: string,
  { token, fetch = platformFetch, timeoutMs = TIMEOUT_MS, onExchange }: EdgeShopOptions,
  question: Question,
): Promise<object> {
  const { path, body, type = "application/json", shown = body, signal, writes } = question;
  const request = { method: body === undefined ? "GET" : "POST", url: address + path };
  if (signal?.aborted) throw unanswered("aborted", { request, writes: false });
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (body !== undefined) headers["Content-Type"] = type;
  if (question.idempotencyKey) headers["Idempotency-Key"] = question.idempotencyKey;
  const ending = new AbortController();
  const end = () => ending.abort(signal?.reason);
  const timer = setTimeout(end, timeoutMs);
  signal?.addEventListener("abort", end);
  const started = Date.now();
  const tell = (seen: Partial<Exchange>) => {
    const none = { status: null, responseHeaders: {}, responseBody: null, error: null };
    const rest = { attempt: 1, look: null, warnings: [], durationMs: Date.now() - started };
    try {
      onExchange?.({ ...request, requestBody: shown ?? null, ...none, ...rest, ...seen });
    } catch {
      // Whoever looks on changes nothing.
    }
  };
  try {
    const init = { method: request.method, headers, signal: ending.signal } as const;
    const response = await fetch(request.url, {
      ...init,
      redirect: "manual",
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const { status } = response;
    tell({ status, responseHeaders: Object.fromEntries(response.headers), responseBody: text });
    return answerIn(text, { status, request, writes: writes === true });
  } catch (thrown) {
    if (thrown instanceof PrestaShopError) throw thrown;
    const kind = signal?.aborted ? "aborted" : ending.signal.aborted ? "timeout" : "network";
    tell({ error: UNANSWERED[kind][0] });
    const error = unanswered(kind, { request, writes: writes === true });
    const cause = kind === "aborted" ? signal?.reason : thrown;
    throw isWithoutKey(cause, token) ? causedBy(error, cause) : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  }
}

/** Some runtimes only take it as a member of the global object. */
const platformFetch: EdgeFetch = (url, init) => globalThis.fetch(url, init);

interface Asked {
  request: RequestSummary;
  writes: boolean;
}

/** The answer in a body, or the error that it tells. */
function answerIn(text: string, { status, request, writes }: Asked & { status: number }): object {
  const answer = parsed(text);
  if (answer !== null && status >= 200 && status < 300) return answer;
  // What is not told of a write must be feared: by an older worker, or a host in its place.
  const untold = writes ? "unknown" : "no";
  if (answer !== null && "kind" in answer && "detail" in answer) {
    throw PrestaShopError.from({ saved: untold, ...answer, status, request });
  }
  const message = `The answer (HTTP ${status}) is not that of an edge worker.`;
  const details = { request, status, problem: NOT_A_WORKER };
  if (writes) throw unknownOutcome(message, details);
  const hint = "Check the address of the worker, and what stands in front of it.";
  const isDown = status >= 500;
  const kind = isDown ? "server" : "wrong_address";
  throw failure(kind, message, { ...details, hint, retryable: isDown });
}

/** What is told of a request without an answer: what happened, and what to do. */
const UNANSWERED = {
  aborted: [
    "The request was stopped by its caller.",
    "Its AbortSignal fired: call again when the answer is wanted.",
  ],
  timeout: ["The worker did not answer in time.", "Try again, or set a larger timeoutMs."],
  network: ["The worker cannot be reached.", "Check its address, and whether it runs."],
} as const;

function unanswered(kind: keyof typeof UNANSWERED, { request, writes }: Asked): PrestaShopError {
  const [message, hint] = UNANSWERED[kind];
  if (writes) return unknownOutcome(message, { request });
  return failure(kind, message, { request, hint, retryable: kind !== "aborted" });
}

/** As of other errors it is not listed with the rest. */
function causedBy(error: PrestaShopError, cause: unknown): PrestaShopError {
  return Object.defineProperty(error, "cause", {
    value: cause,
    writable: true,
    configurable: true,
  });
}

function unknownOutcome(why: string, details: object): PrestaShopError {
  return failure("outcome_unknown", `${why} Whether it was saved is not known.`, {
    ...details,
    hint: "Do not repeat it: `changes()` looks at the record again, and says what became of it.",
    saved: "unknown",
  });
}

function failure(kind: string, message: string, details: object): PrestaShopError {
  return PrestaShopError.from({ kind, message, ...details });
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
