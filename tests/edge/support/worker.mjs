// The built worker in every runtime it is for, each over real HTTP.
import { setTimeout as sleep } from "node:timers/promises";
import { CLOSING } from "./callers.mjs";
import { COMMAND_LINE } from "./runtimes/command-line.mjs";
import { EDGE_LIGHT } from "./runtimes/edge-light.mjs";
import { WORKERD } from "./runtimes/workerd.mjs";

/** By name: `{ missing, start }`. */
export const RUNTIMES = { ...WORKERD, ...COMMAND_LINE, ...EDGE_LIGHT };

/** Milliseconds until a line that was written has come through a pipe. */
const PRINTED_MS = 5_000;

/**
 * Starts the worker in a runtime. `sites` are by id; `callers` and other settings are those of the
 * environment. `fetch(path, init)` asks it, `said()` is all that it printed, `logs()` its log lines;
 * `lineOf(response)` is the one of an answer and `toSay(pattern)` what it has to say, which may take
 * a moment; `ended` resolves to `{ code, signal }` when a process of its own has ended.
 */
export async function startWorker(runtime, { sites = {}, callers = [], ...settings } = {}) {
  const printed = [];
  const environment = {
    ...(Object.keys(sites).length > 0 && { SITES: JSON.stringify(sites) }),
    ...(callers.length > 0 && { CALLERS: JSON.stringify(callers) }),
    ...settings,
  };
  const { url, pid, ended, stop } = await RUNTIMES[runtime].start(environment, (text) =>
    printed.push(String(text)),
  );
  const said = () => printed.join("");
  const logs = () => said().split("\n").flatMap(logLine);
  return {
    runtime,
    url,
    pid,
    ended,
    fetch: (path, { headers, ...init } = {}) =>
      fetch(`${url}${path}`, {
        redirect: "manual",
        headers: { ...(init.body !== undefined && CLOSING), ...headers },
        ...init,
      }),
    said,
    logs,
    lineOf: ({ headers }) => {
      const id = headers.get("X-Request-Id");
      return printedInTime(() => logs().find(({ request }) => request === id), `request ${id}`);
    },
    toSay: (pattern) => printedInTime(() => pattern.exec(said()), pattern),
    stop,
  };
}

async function printedInTime(find, what) {
  const until = performance.now() + PRINTED_MS;
  for (;;) {
    const found = find();
    if (found) return found;
    if (performance.now() > until) throw new Error(`Nothing was printed of ${what}.`);
    await sleep(10);
  }
}

/** Lines of people's kind are no log lines. */
function logLine(line) {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
