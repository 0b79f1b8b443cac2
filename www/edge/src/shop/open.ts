import { PrestaShop, type UnsettledWrite } from "@aismarttalk/prestashop";
import type { Pace } from "../limits/pace.js";
import { type Problem, problem, problemFrom, Refusal } from "../problem.js";
import { optionsOf, type Site } from "../sites/site.js";
import { tracedFetch } from "../tracing/traced-fetch.js";
import type { TraceContext } from "../tracing/traceparent.js";
import type { ResponseCache } from "./cache.js";
import { MOST_ANSWER_BYTES, outgoing, type Traffic } from "./outgoing.js";
import { divideTime, type WriteTime } from "./write-time.js";

/** Milliseconds one request that reads may take. */
const READ_MS = 10_000;

/** A shop, opened for one action: nothing is cached beyond it. */
export interface OpenShop {
  client: PrestaShop;
  traffic: Traffic;
  /** Ends all that is under way at the shop. */
  signal: AbortSignal;
  stop: (why: Problem) => void;
}

/** What all that is opened has in common. */
export interface Shared {
  cache: ResponseCache;
  pace: Pace;
  /** How shops are called. */
  send: typeof fetch;
  /** The trace that its requests belong to; none where nobody asked for them. */
  trace?: TraceContext | undefined;
}

/** What opening a shop for a write needs in addition. */
export interface Writing {
  /** Milliseconds for all of it. */
  mostMs: number;
  /**
   * Awaited before a write goes out.
   * @throws Refusal where it may not
   */
  beforeWrite: (write: UnsettledWrite) => Promise<void>;
  /** Earlier writes to the record whose outcome is unknown. */
  unsettled: readonly UnsettledWrite[];
}

/** Opens a shop with its own key. */
export function openShop(
  site: Site,
  { cache, pace, trace, send: call }: Shared,
  writing?: Writing,
): OpenShop {
  const traffic: Traffic = { requests: 0, writes: 0, milliseconds: 0, stopped: null };
  const ending = new AbortController();
  const stop = (why: Problem) => {
    traffic.stopped ??= why;
    ending.abort();
  };
  const time = writing && divideTime(writing.mostMs);
  const mostMs = (method: string) =>
    method === "GET" || method === "HEAD" ? READ_MS : (time?.requestMs() ?? null);
  const send = outgoing({
    ...{ site, cache, pace, traffic, stop, send: tracedFetch(trace, call) },
    ...(time && { mostMs }),
  });
  const client = new PrestaShop({
    ...optionsOf(site),
    fetch: send,
    retries: 1,
    // It bounds the memory that records need as well.
    maxAnswerBytes: MOST_ANSWER_BYTES,
    ...(writing && time ? forWriting(writing, time, stop) : { timeoutMs: READ_MS }),
  });
  return { client, traffic, signal: ending.signal, stop };
}

function forWriting(
  { mostMs, beforeWrite, unsettled }: Writing,
  time: WriteTime,
  stop: (why: Problem) => void,
) {
  return {
    // Each request has a limit of its own, which must come first.
    timeoutMs: mostMs,
    settleTimeoutMs: time.settleMs,
    unsettled,
    beforeWrite: async (write: UnsettledWrite) => {
      try {
        if (!time.isEnough()) throw new Refusal(tooLate());
        await beforeWrite(write);
      } catch (thrown) {
        stop(problemFrom(thrown));
        throw thrown;
      }
    },
  };
}

function tooLate(): Problem {
  return problem("time_limit", "Reading the shop took so long that nothing was sent to it.", {
    hint: "Nothing was written. Retry when the shop is faster.",
    retryable: true,
  });
}
