import type { Exchange } from "@aismarttalk/prestashop";
import { fill } from "./components/element.js";
import { millisecondsText } from "./components/format.js";
import { setText } from "./language/live.js";
import type { Message } from "./language/message.js";
import { type AskedCall, type SeenExchange, seen } from "./shop/seen.js";
import { type ExchangeList, exchangeList } from "./views/exchanges.js";

/** Where the page shows what it does. */
export interface Places {
  status: HTMLElement;
  answer: HTMLElement;
  exchanges: HTMLElement;
}

/** How something ended. What something else has taken the place of concerns nobody. */
export type Outcome = End | { kind: "superseded" };

type End = { kind: "answer"; answer: unknown } | { kind: "error"; error: unknown };

/** One thing to be done with the shop. */
export interface Work {
  /** "Running Get Product …" */
  doing: Message;
  /** Said in its place while a lost answer is looked for; looks count from 1. */
  waiting?: (look: number) => Message;
  /** What a program would call for it; `null` where that is not known yet. */
  asked: AskedCall | null;
  run(signal: AbortSignal): Promise<unknown>;
  show(answer: unknown): HTMLElement | Promise<HTMLElement>;
  fail(error: unknown): HTMLElement | Promise<HTMLElement>;
}

/** Does one thing at a time with the shop and shows what comes of it. */
export interface Runner {
  attempt(work: Work): Promise<Outcome>;
  /** Stops what is running; its end is shown. */
  stop(): void;
  /** Takes back what was said of the run before; what it gave stays. */
  hush(): void;
  /** Stops what is running and forgets what is shown. */
  clear(): void;
  watch(exchange: Exchange): void;
}

/** Sooner nobody needs to hear how far it is. */
const COUNTED_AFTER_MS = 1000;

/** What a runner does at the moment. */
interface RunnerState {
  places: Places;
  /** Called when something starts and when nothing runs any more. */
  onRunning(isRunning: boolean): void;
  running: AbortController | null;
  work: Pick<Work, "doing" | "waiting"> | null;
  /** Settled once the run before has ended. */
  settled: Promise<unknown>;
  exchanges: SeenExchange[];
  /** The exchanges of the last run, as they are shown. */
  list: ExchangeList | null;
  started: number;
}

/** `onRunning` is called when something starts and when nothing runs any more. */
export function runnerFor(places: Places, onRunning: (isRunning: boolean) => void): Runner {
  const state: RunnerState = {
    places,
    onRunning,
    running: null,
    work: null,
    settled: Promise.resolve(),
    exchanges: [],
    list: null,
    started: 0,
  };
  return {
    attempt: (work) => attempt(state, work),
    hush: () => hush(state),
    stop: () => state.running?.abort(),
    clear: () => clear(state),
    watch: (exchange) => watch(state, exchange),
  };
}

async function attempt(state: RunnerState, work: Work): Promise<Outcome> {
  const mine = startWork(state, work);
  // What is being stopped may still report an exchange: it belongs to no list.
  await state.settled;
  if (state.running !== mine) return SUPERSEDED;
  state.exchanges = [];
  state.started = performance.now();
  const result = work.run(mine.signal);
  state.settled = result.catch(() => {});
  const outcome = await result.then(
    (answer): End => ({ kind: "answer", answer }),
    (error): End => ({ kind: "error", error }),
  );
  const took = performance.now() - state.started;
  if (state.running !== mine) return SUPERSEDED;
  const node = await draw(work, outcome);
  if (state.running !== mine) return SUPERSEDED;
  state.running = null;
  finish(state, work.asked, node, endText(outcome, took, state.exchanges.length));
  return outcome;
}

const SUPERSEDED: Outcome = { kind: "superseded" };

/** Takes the place of what is running. */
function startWork(state: RunnerState, work: Work): AbortController {
  state.running?.abort();
  const mine = new AbortController();
  state.running = mine;
  state.work = work;
  state.onRunning(true);
  setStatus(state, "running", work.doing);
  state.places.answer.setAttribute("aria-busy", "true");
  return mine;
}

/** What cannot be drawn is shown as an error. */
async function draw({ show, fail }: Work, end: End): Promise<HTMLElement> {
  try {
    return await (end.kind === "answer" ? show(end.answer) : fail(end.error));
  } catch (error) {
    return fail(error);
  }
}

function endText({ kind }: End, took: number, count: number): Message {
  return ({ status }) =>
    (kind === "answer" ? status.answered : status.failed)(millisecondsText(took), count);
}

function finish(
  state: RunnerState,
  asked: AskedCall | null,
  node: HTMLElement,
  text: Message,
): void {
  const { places, exchanges, onRunning } = state;
  onRunning(false);
  places.answer.removeAttribute("aria-busy");
  places.answer.hidden = false;
  fill(places.answer, node);
  state.list = exchangeList(exchanges, asked);
  places.exchanges.hidden = exchanges.length === 0;
  fill(places.exchanges, state.list.node);
  setStatus(state, "ended", text);
}

function watch(state: RunnerState, exchange: Exchange): void {
  const { running, work, exchanges, list, started } = state;
  // What an answer asks for later, once it is unfolded, belongs to it.
  if (running === null || work === null) {
    list?.add(seen(exchange));
    return;
  }
  exchanges.push(seen(exchange));
  const { doing, waiting } = work;
  if (exchange.look !== null && waiting !== undefined) {
    setStatus(state, "running", waiting(exchange.look));
    return;
  }
  if (performance.now() - started < COUNTED_AFTER_MS) return;
  const count = exchanges.length;
  setStatus(state, "running", (w) => w.status.soFar(doing(w), count));
}

function clear(state: RunnerState): void {
  const { places, onRunning } = state;
  state.running?.abort();
  state.running = null;
  state.list = null;
  onRunning(false);
  hush(state);
  places.answer.removeAttribute("aria-busy");
  places.answer.hidden = true;
  places.exchanges.hidden = true;
}

function setStatus(
  { places: { status } }: RunnerState,
  state: "running" | "ended",
  text: Message,
): void {
  status.dataset.state = state;
  setText(status, text);
}

function hush({ places: { status } }: RunnerState): void {
  delete status.dataset.state;
  setText(status, null);
}
