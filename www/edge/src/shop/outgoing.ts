import type { FetchLike } from "@aismarttalk/prestashop";
import type { Pace } from "../limits/pace.js";
import { type Problem, problem, Refusal } from "../problem.js";
import { originOf } from "../sites/installation.js";
import type { Site } from "../sites/site.js";
import type { Passing, Place } from "./passing.js";

/** The most bytes of one answer. An isolate has 128 MB, and other requests are in it too. */
export const MOST_ANSWER_BYTES = 8 << 20;
/** An answer that would be slowed down for longer ends before the time limits do. */
const MOST_WAIT_MS = 5_000;

/** Nobody waits. */
const AT_ONCE: Pick<Passing, "enter"> = {
  enter: async () => ({ begin: () => {}, answered: () => {}, end: () => {} }),
};

/** The requests of an action to its shop. */
export interface Traffic {
  /** Requests that went out; answers from the cache do not count. */
  requests: number;
  /** Those of them that write. */
  writes: number;
  /** Milliseconds until answers began, added up. */
  milliseconds: number;
  /** Why this worker stopped the action. */
  stopped: Problem | null;
}

/** What the requests of one action are given. */
export interface Outgoing {
  site: Site;
  pace: Pace;
  traffic: Traffic;
  /** Where requests wait for their turn; without it none does. */
  passing?: Pick<Passing, "enter">;
  /** Ends the action, if going on would only repeat a refused request. */
  stop: (why: Problem) => void;
  /**
   * Milliseconds that a request of that method may take which goes out now, its answer included;
   * `null` where the package's own limit is enough.
   */
  mostMs?: (method: string) => number | null;
  send?: typeof fetch;
}

/**
 * The only way out of this worker: to the origin of the configured shop, without following
 * redirects, up to a size.
 */
export function outgoing({
  site,
  pace,
  traffic,
  passing = AT_ONCE,
  stop,
  mostMs = () => null,
  send = fetch,
}: Outgoing): FetchLike {
  const origin = originOf(site.url);
  return async (url, init) => {
    const { origin: requested } = new URL(url);
    if (requested !== origin) {
      throw new TypeError("The request does not go to the shop of this site.");
    }
    const isWrite = init.method !== "GET" && init.method !== "HEAD";
    const place = await turn(passing, isWrite, init.signal, stop);
    const started = performance.now();
    traffic.requests += 1;
    if (isWrite) traffic.writes += 1;
    const limit = startLimit(mostMs(init.method), init.signal);
    place.begin();
    const response = await send(url, { ...init, redirect: "manual", signal: limit.signal })
      .catch((thrown: unknown) => {
        limit.end();
        place.end(init.signal?.aborted ? "given up" : "broken");
        throw init.signal?.aborted ? thrown : (limit.over ?? unreached(thrown));
      })
      .finally(() => {
        traffic.milliseconds += performance.now() - started;
      });
    place.answered(response);
    return limited(unlocated(response), {
      wait: (bytes) => pace.wait(site.id, bytes),
      stop,
      // The shop has made the answer by then; that it is read slowly must not hold up others.
      slowed: () => place.end("whole"),
      end: () => {
        limit.end();
        place.end("whole");
      },
    });
  };
}

/** The answer without where it redirects to: callers do not learn the addresses of shops. */
function unlocated(response: Response): Response {
  if (!response.headers.has("Location")) return response;
  const copy = new Response(response.body, response);
  copy.headers.delete("Location");
  return copy;
}

/** The turn of a request. Without one nothing is sent, and the action ends, because it would ask again. */
async function turn(
  passing: Pick<Passing, "enter">,
  isWrite: boolean,
  signal: AbortSignal,
  stop: (why: Problem) => void,
): Promise<Place> {
  try {
    return await passing.enter(isWrite, signal);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    stop(thrown.problem);
    throw new TypeError(thrown.problem.detail);
  }
}

/** Ends a request with its caller, or after its time limit. */
function startLimit(mostMs: number | null, given: AbortSignal) {
  if (mostMs === null) return { signal: given, over: null, end: () => {} };
  const ending = new AbortController();
  const limit: { signal: AbortSignal; over: TypeError | null; end: () => void } = {
    signal: ending.signal,
    over: null,
    end: () => {
      clearTimeout(timer);
      given.removeEventListener("abort", leave);
    },
  };
  const leave = () => ending.abort(given.reason);
  const timer = setTimeout(() => {
    limit.over = new TypeError(`no answer within ${mostMs / 1000} s`);
    ending.abort(limit.over);
  }, mostMs);
  given.addEventListener("abort", leave);
  if (given.aborted) leave();
  return limit;
}

/** Errors of runtimes name the host; callers see a site's id, and not where it is. */
function unreached(thrown: unknown): TypeError {
  const { code, cause } = Object(thrown) as { code?: unknown; cause?: unknown };
  const [name] = [Object(cause).code, code].filter((one) => /^[A-Z][A-Za-z_]+$/.test(String(one)));
  return new TypeError(name === undefined ? "no connection" : `no connection (${name})`);
}

/** How a body is read. */
interface Reading {
  wait: (bytes: number) => number;
  stop: (why: Problem) => void;
  /** Called when the reading is slowed down. */
  slowed: () => void;
  end: () => void;
}

/** The answer with a body of a bounded size that comes no faster than it may. */
function limited(response: Response, { wait, stop, slowed, end }: Reading): Response {
  if (response.body === null) {
    end();
    return response;
  }
  let [bytes, waited] = [0, 0];
  const refuse = (why: Problem, controller: TransformStreamDefaultController) => {
    stop(why);
    end();
    controller.error(new TypeError("The answer is too large."));
  };
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MOST_ANSWER_BYTES) return refuse(tooLarge(), controller);
      const waitMs = wait(chunk.byteLength);
      waited += waitMs;
      if (waited > MOST_WAIT_MS) return refuse(tooMuch(), controller);
      if (waitMs > 0) slowed();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      controller.enqueue(chunk);
    },
    flush: end,
  });
  const body = response.body.pipeThrough(counting);
  const copy = new Response(body, response);
  // The decompressed body has another length and no encoding.
  copy.headers.delete("Content-Length");
  copy.headers.delete("Content-Encoding");
  return copy;
}

function tooMuch(): Problem {
  const detail = "The shop sends more at once than is read of it.";
  return problem("malformed_response", detail, {
    hint: "Request less, or the same in a moment, and check what the address really returns.",
    retryable: true,
  });
}

function tooLarge(): Problem {
  return problem("malformed_response", "The shop's answer is larger than 8 MB.", {
    hint: "Request less, such as fewer orders at once, and check what the address really returns.",
  });
}
