import type { GateLimits, Priority, Result } from "./shop-gate.js";
import { EFFECTS, NO_ANSWERS, type Sign, signOf, type Usual, usualAfter } from "./shop-health.js";

/** What a gate knows of one shop: plain data, so that processes can share it. Times are moments. */
export interface GateState {
  /** Requests at once that it is given now: all it may have, or fewer while it struggles. */
  width: number;
  halvedAt: number;
  grewAt: number;
  /** Requests left of the minute, as of `filledAt`. */
  left: number;
  filledAt: number;
  usual: Usual;
  /** Failures since the last answer, and when the request of the first of them began. */
  failures: number;
  failsSince: number;
  /** While it is down: since when, until when nothing is sent, and how often that began anew. */
  down: { since: number; until: number; times: number; probe: string | null } | null;
  /** Until when the shop asked to be left alone. */
  pauseUntil: number;
  /** The requests that are out. */
  out: readonly { id: string; began: number; until: number }[];
}

/** Whether a request goes out now, or why not and for how long. */
export type Verdict =
  | { goes: true }
  /** `full` ends when a place is free, which may be sooner; `down` is not waited for. */
  | { goes: false; because: "full" | "minute" | "pause" | "down"; waitMs: number };

/** The share of a minute's requests that may go at once; the others come evenly, over the minute. */
const FIRST_SHARE = 0.2;
/** Kept for those who go first, in requests: jobs leave them to calls, and calls to looks. */
const LEFT_FOR_FIRST: Record<Priority, number> = { look: 0, call: 1, job: 4 };
const MINUTE_MS = 60_000;
/** A shop is given one more request at once after so long, if it answers. */
const GROWS_MS = 5_000;
/** A shop that struggles is still given two: one that hangs must not be all there is. */
const LEAST_WIDTH = 2;
/** So many failures in a row, and the shop is down. */
const FAILURES = 5;
/** One that took so long counts twice: it was no hiccup. */
const LONG_MS = 3_000;
/** If it lasts so long: what fails at once costs nothing, and may be over. */
const FAILS_MS = 3_000;
/** For so long at first; twice as long after each probe that fails. */
const DOWN_MS = 5_000;
const LONGEST_DOWN_MS = 60_000;
/** A pause that a shop asked for without a time. */
const PAUSE_MS = 1_000;
/** One that asks for more than an hour is mistaken, or attacks the others of its installation. */
const LONGEST_PAUSE_MS = 3_600_000;
/** A look waits so long for the end of a pause: what became of a write is urgent. */
const LOOK_PAUSE_MS = 5_000;
/** A shop goes on with a request that was given up, at least for so long. */
const GOES_ON_MS = 1_000;
const LONGEST_GOES_ON_MS = 5_000;

/** Of a shop that was never asked. */
export function newState({ atOnce, perMinute }: GateLimits, now: number): GateState {
  return {
    ...{ width: atOnce, halvedAt: 0, grewAt: now },
    ...{ left: mostLeft(perMinute), filledAt: now },
    ...{ usual: NO_ANSWERS, failures: 0, failsSince: 0, down: null, pauseUntil: 0, out: [] },
  };
}

/** A request that wants to go out. */
export interface Asking {
  id: string;
  priority: Priority;
  /** When its place is free again, if nobody gives it back: its process may die. */
  until: number;
}

/** Lets a request out, or says why not; `state` is `null` where it stays as it is. */
export function admit(
  given: GateState,
  { id, priority, until }: Asking,
  limits: GateLimits,
  now: number,
): { state: GateState | null; verdict: Verdict } {
  const state = refreshed(given, limits, now);
  const refused = obstacle(state, priority, limits, now);
  if (refused !== null) return { state: null, verdict: { goes: false, ...refused } };
  const out = [...state.out, { id, began: now, until }];
  const isProbe = state.down !== null && probeOf(state) === undefined;
  const down = state.down && { ...state.down, ...(isProbe && { probe: id }) };
  return { state: { ...state, out, down, left: state.left - 1 }, verdict: { goes: true } };
}

/** Takes back a place from which nothing was sent. */
export function returned(state: GateState, id: string): GateState {
  const out = state.out.filter((one) => one.id !== id);
  return out.length === state.out.length ? state : { ...state, out, left: state.left + 1 };
}

/** Notes how a request ended. */
export function noted(
  given: GateState,
  id: string,
  result: Result,
  limits: GateLimits,
  now: number,
): GateState {
  const state = refreshed(given, limits, now);
  const one = given.out.find((out) => out.id === id);
  const sign = signOf(result, state.usual);
  const began = one?.began ?? now - result.milliseconds;
  const steps = [
    (before: GateState) => ({ ...before, out: withoutOne(before, id, result, now) }),
    (before: GateState) => usually(before, sign, result),
    (before: GateState) => widened(before, sign, began, limits, now),
    (before: GateState) => paused(before, sign, result, now),
    (before: GateState) => judged(before, sign, { id, began, result }, now),
  ];
  return steps.reduce((before, step) => step(before), state);
}

function mostLeft(perMinute: number): number {
  return Math.max(1, perMinute * FIRST_SHARE);
}

/** Milliseconds until one more request is left. The first ones of a minute are taken off. */
function oneEveryMs(perMinute: number): number {
  return MINUTE_MS / Math.max(0.5, perMinute - mostLeft(perMinute));
}

/** The state as of now: requests left anew, and without those of processes that are gone. */
function refreshed(state: GateState, { atOnce, perMinute }: GateLimits, now: number): GateState {
  // A clock that is set back takes nothing away.
  const passed = Math.max(0, now - state.filledAt);
  const left = Math.min(mostLeft(perMinute), state.left + passed / oneEveryMs(perMinute));
  const out = state.out.filter(({ until }) => until > now);
  return { ...state, left, filledAt: now, out, width: Math.min(atOnce, state.width) };
}

/** The request that finds out whether a shop is still down, while it is out. */
function probeOf({ down, out }: GateState) {
  return out.find(({ id }) => id === down?.probe);
}

function obstacle(
  state: GateState,
  priority: Priority,
  { atOnce, perMinute }: GateLimits,
  now: number,
): { because: "full" | "minute" | "pause" | "down"; waitMs: number } | null {
  const { down, out, left, pauseUntil } = state;
  const isLook = priority === "look";
  if (down !== null && !isLook) {
    if (now < down.until) return { because: "down", waitMs: down.until - now };
    // One probe tells for all.
    if (probeOf(state) !== undefined) return { because: "down", waitMs: PAUSE_MS };
  }
  const pauseMs = pauseUntil - now;
  if (pauseMs > 0 && (!isLook || pauseMs <= LOOK_PAUSE_MS)) {
    return { because: "pause", waitMs: pauseMs };
  }
  if (out.length >= widthFor(state, priority, atOnce)) {
    return { because: "full", waitMs: Math.min(...out.map(({ until }) => until)) - now };
  }
  const needed = 1 + Math.min(LEFT_FOR_FIRST[priority], mostLeft(perMinute) - 1);
  if (left >= needed) return null;
  return { because: "minute", waitMs: Math.ceil((needed - left) * oneEveryMs(perMinute)) };
}

/** Looks go out even while the shop struggles; jobs leave a place to calls. */
function widthFor({ width }: GateState, priority: Priority, atOnce: number): number {
  if (priority === "look") return atOnce;
  const whole = Math.max(1, Math.floor(width));
  return priority === "job" ? Math.max(1, whole - 1) : whole;
}

/** Without that request; one that was given up goes on at the shop for a while. */
function withoutOne(
  { out, usual }: GateState,
  id: string,
  { status, hasLeft = false, milliseconds }: Result,
  now: number,
): GateState["out"] {
  const others = out.filter((one) => one.id !== id);
  const one = out.find((one) => one.id === id);
  if (one === undefined || status !== null || !hasLeft) return others;
  const goesOnMs = Math.min(LONGEST_GOES_ON_MS, Math.max(GOES_ON_MS, 2 * usual.milliseconds));
  const until = now + goesOnMs - milliseconds;
  return until > now ? [...others, { ...one, until }] : others;
}

function usually(state: GateState, sign: Sign, { milliseconds }: Result): GateState {
  const isAnswer = sign === "answered" || sign === "slow";
  return isAnswer ? { ...state, usual: usualAfter(state.usual, milliseconds) } : state;
}

function widened(
  state: GateState,
  sign: Sign,
  began: number,
  { atOnce }: GateLimits,
  now: number,
): GateState {
  if (EFFECTS[sign].halves) {
    // Those that were out already say nothing of what was halved since.
    if (began <= state.halvedAt) return state;
    const width = Math.max(Math.min(LEAST_WIDTH, atOnce), state.width / 2);
    return { ...state, width, halvedAt: now, grewAt: now };
  }
  if (sign !== "answered") return state;
  const grown = Math.min(1, Math.max(0, now - state.grewAt) / GROWS_MS);
  return { ...state, width: Math.min(atOnce, state.width + grown), grewAt: now };
}

function paused(state: GateState, sign: Sign, { retryAfterMs }: Result, now: number): GateState {
  if (sign !== "throttled" && sign !== "failed") return state;
  const asked = retryAfterMs ?? (sign === "throttled" ? PAUSE_MS : 0);
  const pauseMs = asked > LONGEST_PAUSE_MS ? PAUSE_MS : asked;
  return { ...state, pauseUntil: Math.max(state.pauseUntil, now + pauseMs) };
}

function judged(
  state: GateState,
  sign: Sign,
  { id, began, result }: { id: string; began: number; result: Result },
  now: number,
): GateState {
  const { isDown } = EFFECTS[sign];
  const { down } = state;
  if (isDown === null) {
    // A probe that was given up tells nothing: the next one does.
    return down?.probe === id ? { ...state, down: { ...down, probe: null } } : state;
  }
  if (!isDown) return { ...state, failures: 0, down: null };
  const failures = state.failures + (result.milliseconds >= LONG_MS ? 2 : 1);
  const failsSince = state.failures === 0 ? now - result.milliseconds : state.failsSince;
  if (down === null) {
    const isOver = failures >= FAILURES && now - failsSince >= FAILS_MS;
    const since = { since: now, until: now + DOWN_MS, times: 1, probe: null };
    return { ...state, failures, failsSince, down: isOver ? since : null };
  }
  if (began <= down.since) return { ...state, failures };
  const times = down.times + 1;
  const until = now + Math.min(LONGEST_DOWN_MS, DOWN_MS * 2 ** Math.min(times - 1, 10));
  return { ...state, failures, down: { since: now, until, times, probe: null } };
}
