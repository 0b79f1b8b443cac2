import type { Exchange } from "@aismarttalk/prestashop";
import { fill } from "./components/element.js";
import { millisecondsText } from "./components/format.js";
import { speak } from "./language/live.js";
import type { Say } from "./language/say.js";
import { type AskedCall, type SeenExchange, seen } from "./services/seen.js";
import { type ExchangeList, exchangeList } from "./views/exchanges.js";

/** Where the page shows what it does. */
export interface Places {
  status: HTMLElement;
  answer: HTMLElement;
  exchanges: HTMLElement;
}

/** How something ended. What something else has taken the place of concerns nobody. */
export type Outcome =
  | { kind: "answer"; answer: unknown }
  | { kind: "error"; error: unknown }
  | { kind: "superseded" };

/** One thing to be done with the shop. */
export interface Work {
  /** "Running Get Product …" */
  doing: Say;
  /** Said in its place while a lost answer is looked for; looks count from 1. */
  waiting?: (look: number) => Say;
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
const LONG_MS = 1000;

/** `onRunning` is told when something starts and when nothing runs any more. */
export function runnerFor(places: Places, onRunning: (isRunning: boolean) => void): Runner {
  let running: AbortController | undefined;
  let settled: Promise<unknown> = Promise.resolve();
  let exchanges: SeenExchange[] = [];
  let list: ExchangeList | undefined;
  let started = performance.now();
  let doingNow: Say = () => "";
  let waitingNow: Work["waiting"];

  async function attempt({ doing, waiting, asked, run, show, fail }: Work): Promise<Outcome> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    onRunning(true);
    doingNow = doing;
    waitingNow = waiting;
    tell("running", doing);
    places.answer.setAttribute("aria-busy", "true");
    // What is being stopped may still report an exchange: it belongs to no list.
    await settled;
    if (running !== mine) return { kind: "superseded" };
    exchanges = [];
    started = performance.now();
    const result = run(mine.signal);
    settled = result.catch(() => {});
    const outcome = await result.then(
      (answer): Outcome => ({ kind: "answer", answer }),
      (error): Outcome => ({ kind: "error", error }),
    );
    const took = performance.now() - started;
    if (running !== mine || outcome.kind === "superseded") return { kind: "superseded" };
    const isAnswer = outcome.kind === "answer";
    const drawn = Promise.resolve(isAnswer ? show(outcome.answer) : fail(outcome.error));
    const node = await drawn.catch(fail);
    if (running !== mine) return { kind: "superseded" };
    running = undefined;
    const count = exchanges.length;
    const ended: Say = ({ status }) =>
      (isAnswer ? status.answered : status.failed)(millisecondsText(took), count);
    finish(ended, node, asked);
    return outcome;
  }

  function finish(status: Say, node: HTMLElement, asked: AskedCall | null): void {
    onRunning(false);
    places.answer.removeAttribute("aria-busy");
    places.answer.hidden = false;
    fill(places.answer, node);
    list = exchangeList(exchanges, asked);
    places.exchanges.hidden = exchanges.length === 0;
    fill(places.exchanges, list.node);
    tell("ended", status);
  }

  function tell(state: "running" | "ended", say: Say): void {
    places.status.dataset.state = state;
    speak(places.status, say);
  }

  function hush(): void {
    delete places.status.dataset.state;
    speak(places.status, null);
  }

  return {
    attempt,
    hush,
    stop: () => running?.abort(),
    clear: () => {
      running?.abort();
      running = undefined;
      list = undefined;
      onRunning(false);
      hush();
      places.answer.removeAttribute("aria-busy");
      places.answer.hidden = true;
      places.exchanges.hidden = true;
    },
    watch: (exchange) => {
      // What an answer asks for later, once it is unfolded, belongs to it.
      if (running === undefined) {
        list?.add(seen(exchange));
        return;
      }
      exchanges.push(seen(exchange));
      if (exchange.look !== null && waitingNow !== undefined) {
        tell("running", waitingNow(exchange.look));
        return;
      }
      if (performance.now() - started < LONG_MS) return;
      const count = exchanges.length;
      tell("running", (w) => w.status.soFar(doingNow(w), count));
    },
  };
}
