import type { Exchange } from "@aismarttalk/prestashop";
import { signal } from "@preact/signals";
import type { DisplayText } from "../language/message.js";
import type { EdgeExchange } from "../shop/edge-exchange.js";

/** A request to the shop, or to the worker, with its answer; without secrets. */
export type LoggedExchange = (Exchange | EdgeExchange) & { startedAt: number };

/** What was done, and the requests it took. */
export interface LogGroup {
  id: number;
  doing: DisplayText;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** `null` while it runs. */
  endedAt: number | null;
  exchanges: readonly LoggedExchange[];
}

/** Older ones go: a page that is open for days must not grow without end. */
const GROUPS_KEPT = 200;

/** What was done since the page was opened, newest first. */
export const logGroups = signal<readonly LogGroup[]>([]);

let count = 0;

/** Whether anything is asked of the shop at the moment. */
export const isBusy = signal(false);

/** Those that run: what overlaps belongs together, as a client cannot say which call an exchange is of. */
let running = 0;

/** Begins to do something; call what it gives at the end. */
export function beginDoing(doing: DisplayText): () => void {
  if (running === 0) {
    count += 1;
    const group = { id: count, doing, startedAt: Date.now(), endedAt: null, exchanges: [] };
    logGroups.value = [group, ...logGroups.value].slice(0, GROUPS_KEPT);
  }
  running += 1;
  isBusy.value = true;
  return () => {
    running -= 1;
    if (running > 0) return;
    isBusy.value = false;
    change((group) => ({ ...group, endedAt: Date.now() }));
  };
}

/** Notes an exchange, which has just ended. */
export function noteExchange(exchange: Exchange | EdgeExchange): void {
  const logged = { ...exchange, startedAt: Date.now() - exchange.durationMs };
  change((group) => ({ ...group, exchanges: [...group.exchanges, logged] }));
}

/** Forgets the requests: they are of the shop before. */
export function clearLog(): void {
  logGroups.value = [];
}

function change(by: (group: LogGroup) => LogGroup): void {
  const [newest, ...others] = logGroups.value;
  if (newest !== undefined) logGroups.value = [by(newest), ...others];
}
