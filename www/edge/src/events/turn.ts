import type { MasterSecrets } from "../sites/sealed.js";
import type { Attempt, DeliveryStore, DueEvent } from "./deliveries.js";
import type { DisabledFor, Endpoint } from "./endpoint.js";
import type { EndpointStore } from "./endpoints.js";
import { type Posted, post, type Sending } from "./post.js";
import { GIVE_UP_MS, retryDelayMs, type Verdict, verdictOf } from "./retries.js";
import { openedSecret } from "./secret.js";

/** What serving an endpoint needs. */
export interface Serving {
  endpoints: EndpointStore;
  deliveries: DeliveryStore;
  secrets: MasterSecrets;
  sending: Sending;
  /** From 0 to 1. */
  random: () => number;
  now: () => number;
  /** How often a turn sends some events, where a runtime allows so much at a time. */
  mostRounds: number;
  /** Whether the process is about to end: nothing more is sent then. */
  isEnding: () => boolean;
  /** Tells the log that an endpoint was disabled. */
  tell: (line: { endpoint: string; site: string; disabled: string }) => void;
}

/** How an endpoint is, while it is served. */
interface Health {
  failures: number;
  failingSince: number | null;
  restsUntil: number;
  lastAt: number;
  lastResult: string;
  /** `null` where no answer came. */
  lastStatus: number | null;
  /** Events that were refused in this turn, since one was accepted. */
  refused: number;
  /** The event that would be given up, if it is not the endpoint that fails; `null` for none. */
  overdue: number | null;
  isGone: boolean;
}

/** Milliseconds for a turn, so that no endpoint keeps a process for itself. */
const TURN_MS = 60_000;
/**
 * Milliseconds after a turn in which nothing was sent, as where what is due waits for an earlier event
 * of its record.
 */
const IDLE_MS = 5_000;
/** Events of different records that are under way to one endpoint at once. */
const AT_ONCE = 8;
const ROUND = 50;
/** Refusals of events in a row after which an endpoint rests too, and the longest rest. */
const REFUSALS = 5;
const MOST_REST_MS = 30 * 60_000;
/** Another event that fails for so long shows that it is the endpoint. */
const ANOTHER_FAILS_MS = 3_600_000;
/** How much longer an event waits than its endpoint rests, for each earlier attempt, and at most. */
const BEYOND_REST_MS = 60_000;
const MOST_BEYOND = 30;

/** Sends an endpoint what is due for it, in the order of each record. */
export async function serveEndpoint(id: string, serving: Serving): Promise<void> {
  const { endpoints, now } = serving;
  const held = await endpoints.hold(id, now());
  if (held === undefined) return;
  const { endpoint, lease } = held;
  try {
    const health = await takeTurn(endpoint, serving);
    if (health.lastAt === 0) {
      return await endpoints.release(id, lease, { restsUntil: now() + IDLE_MS });
    }
    const reason = await reasonToDisable(id, health, serving);
    await endpoints.release(id, lease, health);
    if (reason === null) return;
    await endpoints.disable(id, reason, now());
    serving.tell({ endpoint: id, site: endpoint.site, disabled: reason });
  } catch (thrown) {
    // Otherwise nobody could serve it until the hold is over.
    await endpoints.release(id, lease, { restsUntil: now() + IDLE_MS }).catch(() => {});
    throw thrown;
  }
}

async function takeTurn(endpoint: Endpoint, serving: Serving): Promise<Health> {
  const { deliveries, now, random } = serving;
  const began = now();
  const health: Health = {
    ...endpoint,
    lastAt: 0,
    lastResult: "",
    lastStatus: null,
    refused: 0,
    overdue: null,
    isGone: false,
  };
  const secrets = await secretsOf(endpoint, serving).catch(() => null);
  if (secrets === null) {
    failOnce(health, began, random());
    return { ...health, lastAt: began, lastResult: "secret_unreadable" };
  }
  const mayGoOn = () =>
    !serving.isEnding() && !health.isGone && health.restsUntil <= now() && now() - began < TURN_MS;
  for (let rounds = 0; mayGoOn() && rounds < serving.mostRounds; rounds += 1) {
    const due = await deliveries.due(endpoint, now(), health.failures > 0 ? 1 : ROUND);
    if (due.length === 0) break;
    const attempts = await sendAll(due, { endpoint, secrets, health, mayGoOn, serving });
    await deliveries.settle(endpoint.id, attempts);
  }
  return health;
}

/** What sending the events of a round needs. */
interface Round {
  endpoint: Endpoint;
  secrets: readonly string[];
  health: Health;
  mayGoOn: () => boolean;
  serving: Serving;
}

/** Sends some events at once, and stops with the first that shows that the endpoint is down. */
async function sendAll(due: readonly DueEvent[], round: Round): Promise<Attempt[]> {
  const { endpoint, secrets, health, mayGoOn, serving } = round;
  const waiting = [...due];
  const attempts: Attempt[] = [];
  const sendOn = async () => {
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
      if (!mayGoOn()) return;
      const { id, body } = event;
      const posted = await post({ url: endpoint.url, id, body, secrets }, serving.sending);
      const verdict = verdictOf(posted.status);
      noteHealth(health, verdict, posted, serving);
      attempts.push(attemptOf(event, verdict, posted, health, serving));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendOn));
  return attempts;
}

/** Notes what an attempt says about its endpoint. */
function noteHealth(
  health: Health,
  verdict: Verdict,
  { restMs, result, status }: Posted,
  { now, random }: Serving,
): void {
  const at = now();
  Object.assign(health, { lastAt: at, lastResult: result, lastStatus: status });
  if (verdict === "gone") health.isGone = true;
  if (verdict === "delivered")
    Object.assign(health, { failures: 0, failingSince: null, refused: 0 });
  if (verdict === "gone" || verdict === "delivered") return;
  health.failingSince ??= at;
  // What was under way beside the one that failed says no more than it did.
  const rests = health.restsUntil > at;
  health.restsUntil = Math.max(health.restsUntil, at + restMs);
  if (verdict === "event_fails") health.refused += 1;
  if (!rests && (verdict === "endpoint_fails" || health.refused >= REFUSALS)) {
    failOnce(health, at, random());
  }
}

/** Counts a failure, and lets the endpoint rest. */
function failOnce(health: Health, at: number, random: number): void {
  health.failures += 1;
  health.failingSince ??= at;
  const restMs = Math.min(retryDelayMs(health.failures, random), MOST_REST_MS);
  health.restsUntil = Math.max(health.restsUntil, at + restMs);
}

/**
 * What becomes of an event after an attempt. One that an endpoint in trouble was tried with waits a
 * little longer than the endpoint rests, so that it is tried with another one next: the event itself
 * may be the trouble.
 */
function attemptOf(
  { seq, tries, firstAt }: DueEvent,
  verdict: Verdict,
  { result }: Posted,
  health: Health,
  { now, random }: Serving,
): Attempt {
  const at = now();
  if (verdict === "delivered") return { seq, state: "delivered", at, due: at, result };
  if (verdict === "gone") return { seq, state: "waiting", at, due: at, result };
  if (firstAt !== null && at - firstAt >= GIVE_UP_MS) {
    if (!failsForDay(health, at)) return { seq, state: "given_up", at, due: at, result };
    health.overdue = seq;
  }
  const { restsUntil } = health;
  const due =
    verdict === "event_fails"
      ? Math.max(restsUntil, at + retryDelayMs(tries + 1, random()))
      : restsUntil + BEYOND_REST_MS * Math.min(tries, MOST_BEYOND);
  return { seq, state: "waiting", at, due, result };
}

/**
 * Why an endpoint is to be disabled; `null` where it is not. Where it answers, and only one event has
 * failed for long, that event is the trouble, and given up.
 */
async function reasonToDisable(
  id: string,
  health: Health,
  { deliveries, now }: Serving,
): Promise<DisabledFor | null> {
  if (health.isGone) return "gone";
  if (!failsForDay(health, now())) return null;
  const isDown = health.lastStatus === null;
  if (isDown || (await deliveries.failedSince(id, now() - ANOTHER_FAILS_MS)) > 1) return "failing";
  if (health.overdue !== null) await deliveries.giveUp(id, health.overdue);
  health.failingSince = null;
  return null;
}

function failsForDay({ failingSince }: Health, at: number): boolean {
  return failingSince !== null && at - failingSince >= GIVE_UP_MS;
}

/** The secret of an endpoint, and for a while the one before. */
export async function secretsOf(
  { id, secret, oldSecret, oldUntil }: Endpoint,
  { secrets, now }: Pick<Serving, "secrets" | "now">,
): Promise<string[]> {
  const sealed = oldSecret !== null && now() < oldUntil ? [secret, oldSecret] : [secret];
  return Promise.all(sealed.map((one) => openedSecret(secrets, id, one)));
}
