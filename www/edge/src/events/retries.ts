/** What an attempt to deliver says about its endpoint, and about the event. */
export type Verdict =
  /** It was accepted. */
  | "delivered"
  /** The endpoint wants no more events. */
  | "gone"
  /** The endpoint is down or overloaded: other events would fail too. */
  | "endpoint_fails"
  /** The endpoint refuses this event; others may be accepted. */
  | "event_fails";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long an event is tried, and how long an endpoint may fail before it is disabled. */
export const GIVE_UP_MS = 24 * HOUR_MS;

/** Milliseconds until the next attempt, by the number of those that failed. */
const DELAYS_MS = [
  5_000,
  30_000,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  20 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
];
/** Share of a delay by which it varies, so that not all come back at once. */
const JITTER = 0.2;
/** An endpoint that asks for more time gets no more than this. */
const LONGEST_ASKED_MS = HOUR_MS;

/** Statuses of a server that is overloaded or on its way back. */
const PASSING: ReadonlySet<number> = new Set([408, 421, 425, 429]);

/** The verdict of the status of an answer; `null` where none came. */
export function verdictOf(status: number | null): Verdict {
  if (status === null) return "endpoint_fails";
  if (status >= 200 && status < 300) return "delivered";
  if (status === 410) return "gone";
  // A redirect is not followed: where it leads was checked by nobody.
  const isEvent = status >= 400 && status < 500 && !PASSING.has(status);
  return isEvent ? "event_fails" : "endpoint_fails";
}

/** Milliseconds until the next attempt after so many that failed; `random` is from 0 to 1. */
export function retryDelayMs(failures: number, random: number): number {
  const at = Math.min(Math.max(failures, 1), DELAYS_MS.length) - 1;
  const delay = DELAYS_MS[at] ?? HOUR_MS;
  return Math.round(delay * (1 - JITTER + 2 * JITTER * random));
}

/** Milliseconds that a `Retry-After` asks for, in either of its forms; 0 for none. */
export function askedDelayMs(header: string | null, now: number): number {
  if (header === null) return 0;
  const asked = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(asked) ? 0 : Math.min(Math.max(asked, 0), LONGEST_ASKED_MS);
}
