import type { PrestaShop, UnsettledWrite } from "@aismarttalk/prestashop";
import type { Pace } from "../limits/pace.js";
import type { Priority, ShopGate } from "../limits/shop-gate.js";
import { type Problem, problem, problemFrom, Refusal } from "../problem.js";
import { installationOf } from "../sites/installation.js";
import { optionsOf, type Site } from "../sites/site.js";
import { tracedFetch } from "../tracing/traced-fetch.js";
import type { TraceContext } from "../tracing/traceparent.js";
import type { ResponseCache } from "./cache.js";
import { clientWith, type Known, UNKNOWN } from "./knowledge.js";
import { MOST_ANSWER_BYTES, outgoing, type Traffic } from "./outgoing.js";
import { type Passing, passing } from "./passing.js";
import { divideTime, type WriteTime } from "./write-time.js";

/** Milliseconds one request that reads may take. */
const READ_MS = 10_000;

/** A shop, opened for one action: only what is known of it is kept beyond. */
export interface OpenShop {
  client: PrestaShop;
  traffic: Traffic;
  /** Ends all that is under way at the shop. */
  signal: AbortSignal;
  stop: (why: Problem) => void;
  /** Does work that looks for what became of a write: its requests go ahead of all others. */
  looking: Passing["looking"];
  /** Ends it; whatever still is under way at the shop is given up. */
  close: Passing["close"];
}

/** What all that is opened has in common. */
export interface Shared {
  /** Where what is known of shops is kept. */
  cache: ResponseCache;
  pace: Pace;
  /** How shops are called. */
  send: typeof fetch;
  gate: ShopGate;
}

/** Whose requests go to a shop. */
export interface Asker {
  /** The name of the caller, who takes turns with others. */
  caller?: string;
  /** That of a call where it is left out. */
  priority?: Priority | undefined;
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

/** Opens a shop with its own key, and with what earlier actions have found out of it. */
export function openShop(
  site: Site,
  shared: Shared & Asker,
  writing?: Writing,
  known: Known = UNKNOWN,
): OpenShop {
  const { pace, gate, send: call, caller = "", priority = "call", trace } = shared;
  const traffic: Traffic = { requests: 0, writes: 0, milliseconds: 0, stopped: null };
  const ending = new AbortController();
  const stop = (why: Problem) => {
    traffic.stopped ??= why;
    ending.abort();
  };
  const time = writing && divideTime(writing.mostMs);
  const mostMs = (method: string) =>
    method === "GET" || method === "HEAD" ? READ_MS : (time?.requestMs() ?? null);
  const way = passing({
    ...{ gate, caller, priority, installation: installationOf(site), signal: ending.signal },
    mostMs: (isWrite) => (isWrite ? (time?.requestMs() ?? READ_MS) : READ_MS),
    stopped: () => traffic.stopped,
  });
  const send = outgoing({
    ...{ site, pace, traffic, passing: way, stop, send: tracedFetch(trace, call) },
    ...(time && { mostMs }),
  });
  const client = clientWith(known.knowledge, {
    ...optionsOf(site),
    fetch: send,
    retries: 1,
    // It bounds the memory that records need as well.
    maxAnswerBytes: MOST_ANSWER_BYTES,
    ...(writing && time ? forWriting(writing, time, way, stop) : { timeoutMs: READ_MS }),
  });
  const close = async () => {
    await way.close();
    await known.keep(client);
  };
  return { client, traffic, signal: ending.signal, stop, looking: way.looking, close };
}

function forWriting(
  { mostMs, beforeWrite, unsettled }: Writing,
  time: WriteTime,
  way: Passing,
  stop: (why: Problem) => void,
) {
  return {
    // Each request has a limit of its own, which must come first.
    timeoutMs: mostMs,
    settleTimeoutMs: time.settleMs,
    unsettled,
    beforeWrite: async (write: UnsettledWrite) => {
      try {
        await way.reserve();
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
