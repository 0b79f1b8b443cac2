// What Node, Deno and Bun have in common: a process with an environment, files and signals.
import process from "node:process";
import { keepGoing } from "../src/background/loop.js";
import { SettingError } from "../src/environment.js";
import { logJournal } from "../src/journal/log.js";
import { readAddress } from "../src/settings.js";
import { openShutdown } from "../src/shutdown.js";
import { createWorker } from "../src/worker.js";
import { ACTIONS } from "./actions.js";
import { compressed } from "./compressed.js";
import { closing } from "./connection.js";
import { openDatabase } from "./databases/open.js";
import { logFile } from "./log-file.js";
import { publicFetch } from "./public-fetch.js";

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
  try {
    await serve(listen);
  } catch (thrown) {
    const sentence = sentenceFor(thrown);
    if (sentence === undefined) throw thrown;
    console.error(sentence);
    process.exit(1);
  }
}

async function serve(listen: (listening: Listening) => Server | Promise<Server>): Promise<void> {
  const shutdown = openShutdown();
  const journalFile = (path: string, days: number) => logJournal(logFile(path), days);
  const worker = createWorker(
    process.env,
    { shutdown, journalFile, publicFetch, database: openDatabase },
    ACTIONS,
  );
  const { hostname, port } = readAddress(process.env);
  const server = await listen({
    hostname,
    port,
    answer: async (request, address) => {
      const response = await worker(request, undefined, address);
      return closing(request, await compressed(request, response));
    },
  });
  const ending = new AbortController();
  const background = keepGoing(worker.background, ending.signal, worker.report);
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

/** What to tell of a start that failed; `undefined` where only its stack says what happened. */
function sentenceFor(thrown: unknown): string | undefined {
  if (thrown instanceof SettingError) return thrown.message;
  const { code, name } = Object(thrown) as { code?: unknown; name?: unknown };
  if (code === "EADDRINUSE" || name === "AddrInUse") {
    return "Another program listens there already: set `PORT` or `HOST` to another address.";
  }
  if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `Nobody may listen there (${String(code)}): set \`PORT\` and \`HOST\` to an address of this machine.`;
  }
  return undefined;
}
