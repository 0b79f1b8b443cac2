import type { MasterSecrets } from "../sites/sealed.js";
import type { Attempt, DeliveryStore, DueEvent } from "./deliveries.js";
import type { Endpoint } from "./endpoint.js";
import type { EndpointStore, TurnEnd } from "./endpoints.js";
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
  isGone: boolean;
}

/** Milliseconds for a turn, so that no endpoint keeps a process for itself. */
const TURN_MS = 60_000;
/** Events of different records that are under way to one endpoint at once. */
const AT_ONCE = 8;
const ROUND = 50;
/** Refusals of events in a row after which an endpoint rests too. */
const REFUSALS = 5;
/** How much longer an event waits than its endpoint rests, for each attempt, and at most. */
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
    await endpoints.release(id, lease, health.lastAt === 0 ? null : health);
    await disableIfOver(endpoint, health, serving);
  } catch (thrown) {
    // Otherwise nobody could serve it until the hold is over.
    await endpoints.release(id, lease, null).catch(() => {});
    throw thrown;
  }
}

async function takeTurn(endpoint: Endpoint, serving: Serving): Promise<Health> {
  const { deliveries, now, random } = serving;
  const began = now();
  const health: Health = { ...endpoint, lastAt: 0, lastResult: "", isGone: false };
  const secrets = await secretsOf(endpoint, serving).catch(() => null);
  if (secrets === null) {
    const end = { ...health, lastAt: began, lastResult: "secret_unreadable" };
    return restAfter(end, began, random(), 0);
  }
  const mayGoOn = () =>
    !serving.isEnding() && !health.isGone && health.restsUntil <= now() && now() - began < TURN_MS;
  while (mayGoOn()) {
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
  { restMs, result }: Posted,
  { now, random }: Serving,
): void {
  Object.assign(health, { lastAt: now(), lastResult: result });
  if (verdict === "delivered") Object.assign(health, { failures: 0, failingSince: null });
  else if (verdict === "gone") health.isGone = true;
  else {
    const isRefused = verdict === "event_fails" && health.failures + 1 < REFUSALS;
    const { restsUntil } = health;
    Object.assign(health, restAfter(health, now(), random(), restMs));
    if (isRefused) health.restsUntil = Math.max(restsUntil, now() + restMs);
  }
}

/** The state of an endpoint after one more failure. */
function restAfter<H extends TurnEnd>(health: H, at: number, random: number, askedMs: number): H {
  const failures = health.failures + 1;
  const restMs = Math.max(askedMs, retryDelayMs(failures, random));
  const failingSince = health.failingSince ?? at;
  return {
    ...health,
    failures,
    failingSince,
    restsUntil: Math.max(health.restsUntil, at + restMs),
  };
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
  { restsUntil }: Health,
  { now, random }: Serving,
): Attempt {
  const at = now();
  if (verdict === "delivered") return { seq, state: "delivered", at, due: at, result };
  if (verdict === "gone") return { seq, state: "waiting", at, due: at, result };
  if (firstAt !== null && at - firstAt >= GIVE_UP_MS) {
    return { seq, state: "given_up", at, due: at, result };
  }
  const due =
    verdict === "event_fails"
      ? Math.max(restsUntil, at + retryDelayMs(tries + 1, random()))
      : restsUntil + BEYOND_REST_MS * Math.min(tries + 1, MOST_BEYOND);
  return { seq, state: "waiting", at, due, result };
}

async function disableIfOver(
  { id, site }: Endpoint,
  { isGone, failingSince }: Health,
  { endpoints, now, tell }: Serving,
): Promise<void> {
  const isFailing = failingSince !== null && now() - failingSince >= GIVE_UP_MS;
  if (!isGone && !isFailing) return;
  const reason = isGone ? "gone" : "failing";
  await endpoints.disable(id, reason, now());
  tell({ endpoint: id, site, disabled: reason });
}

/** The secret of an endpoint, and for a while the one before. */
export async function secretsOf(
  { id, secret, oldSecret, oldUntil }: Endpoint,
  { secrets, now }: Pick<Serving, "secrets" | "now">,
): Promise<string[]> {
  const sealed = oldSecret !== null && now() < oldUntil ? [secret, oldSecret] : [secret];
  return Promise.all(sealed.map((one) => openedSecret(secrets, id, one)));
}
