import type { Exchange } from "@aismarttalk/prestashop";
import { fill } from "./components/element.js";
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
  /** "Running Get Product" */
  doing: string;
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
  /** Stops what is running and forgets what is shown. */
  clear(): void;
  watch(exchange: Exchange): void;
}

/** `onRunning` is told when something starts and when nothing runs any more. */
export function runnerFor(places: Places, onRunning: (isRunning: boolean) => void): Runner {
  let running: AbortController | undefined;
  let settled: Promise<unknown> = Promise.resolve();
  let exchanges: SeenExchange[] = [];
  let list: ExchangeList | undefined;

  async function attempt({ doing, asked, run, show, fail }: Work): Promise<Outcome> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    onRunning(true);
    places.status.textContent = `${doing} …`;
    places.answer.setAttribute("aria-busy", "true");
    // What is being stopped may still report an exchange: it belongs to no list.
    await settled;
    if (running !== mine) return { kind: "superseded" };
    exchanges = [];
    const started = performance.now();
    const result = run(mine.signal);
    settled = result.catch(() => {});
    const outcome = await result.then(
      (answer): Outcome => ({ kind: "answer", answer }),
      (error): Outcome => ({ kind: "error", error }),
    );
    const took = `${Math.round(performance.now() - started)} ms`;
    if (running !== mine || outcome.kind === "superseded") return { kind: "superseded" };
    const isAnswer = outcome.kind === "answer";
    const drawn = Promise.resolve(isAnswer ? show(outcome.answer) : fail(outcome.error));
    const node = await drawn.catch(fail);
    if (running !== mine) return { kind: "superseded" };
    running = undefined;
    const words = isAnswer ? `Answered in ${took}` : `Failed after ${took}`;
    finish(`${words}, ${requests(exchanges.length)}.`, node, asked);
    return outcome;
  }

  function finish(status: string, node: HTMLElement, asked: AskedCall | null): void {
    onRunning(false);
    places.answer.removeAttribute("aria-busy");
    places.answer.hidden = false;
    fill(places.answer, node);
    list = exchangeList(exchanges, asked);
    places.exchanges.hidden = exchanges.length === 0;
    fill(places.exchanges, list.node);
    places.status.textContent = status;
  }

  return {
    attempt,
    stop: () => running?.abort(),
    clear: () => {
      running?.abort();
      running = undefined;
      list = undefined;
      onRunning(false);
      places.status.textContent = "";
      places.answer.removeAttribute("aria-busy");
      places.answer.hidden = true;
      places.exchanges.hidden = true;
    },
    watch: (exchange) => {
      // What an answer asks for later, once it is unfolded, belongs to it.
      if (running === undefined) list?.add(seen(exchange));
      else exchanges.push(seen(exchange));
    },
  };
}

function requests(count: number): string {
  return count === 1 ? "1 request" : `${count} requests`;
}
