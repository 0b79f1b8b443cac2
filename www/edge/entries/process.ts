// What Node, Deno and Bun have in common: a process with an environment, files and signals.
import process from "node:process";
import { keepGoing } from "../src/background/loop.js";
import { logJournal } from "../src/journal/log.js";
import { readAddress } from "../src/settings.js";
import { openShutdown } from "../src/shutdown.js";
import { createWorker } from "../src/worker.js";
import { ACTIONS } from "./actions.js";
import { openDatabase } from "./databases/open.js";
import { logFile } from "./log-file.js";

/** A server that listens. */
interface Server {
  port: number;
  /** Accepts nothing more; resolves when every answer is out. */
  close(): Promise<unknown>;
}

/** Where to listen, and what answers. */
interface Listening {
  hostname: string;
  port: number;
  answer: (request: Request, address: string | undefined) => Promise<Response>;
}

const SIGNALS = ["SIGTERM", "SIGINT"] as const;
/** Milliseconds for pending answers to go out; idle connections do not count. */
const ANSWERS_MS = 3_000;
/** What shells add to the number of the signal that ended a process. */
const ENDED_BY_SIGNAL = 128;
const NUMBERS = { SIGTERM: 15, SIGINT: 2 };

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * Serves until a signal comes. Then nothing new begins, writes are waited for, and the process
 * ends with 0. A second signal ends it at once. The first process of a container would otherwise
 * ignore signals.
 */
export async function serveUntilStopped(
  listen: (listening: Listening) => Server | Promise<Server>,
): Promise<void> {
  const shutdown = openShutdown();
  const journalFile = (path: string, days: number) => logJournal(logFile(path), days);
  const worker = createWorker(
    process.env,
    { shutdown, journalFile, database: openDatabase },
    ACTIONS,
  );
  const { hostname, port } = readAddress(process.env);
  const ending = new AbortController();
  const background = keepGoing(worker.background, ending.signal, tellFailed);
  const server = await listen({
    hostname,
    port,
    answer: (request, address) => worker(request, undefined, address),
  });
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (shutdown.hasBegun) process.exit(ENDED_BY_SIGNAL + NUMBERS[signal]);
      console.error(`${signal}: waiting for the writes that are under way`);
      ending.abort();
      void shutdown
        .begin()
        .then(() => background)
        .then(() => Promise.race([server.close(), later(ANSWERS_MS)]))
        .finally(() => process.exit(0));
    });
  }
  console.error(`listening on http://${hostname}:${server.port}`);
}

/** The message alone: what is thrown may hold data of customers. */
function tellFailed(work: string, thrown: unknown): void {
  const time = new Date().toISOString();
  const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : "unknown";
  console.log(JSON.stringify({ time, background: work, failed: reason }));
}
