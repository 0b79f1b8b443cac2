// Two workers, each a process of its own, over one database.

import { startCloudflare } from "../../edge/support/cloudflare.mjs";
import { built } from "../../edge/support/runtimes/built.mjs";
import { listen } from "../../edge/support/runtimes/command-line.mjs";
import { inSql } from "../stores/places.mjs";
import { d1Database, ENGINES } from "./engines.mjs";
import { NEWER_NODE } from "./newer-node.mjs";

/** Starts the worker in a Node that has SQLite; `{ url, ended, stop }`. */
export function startNode(settings, hear = () => {}) {
  return listen(NEWER_NODE, ["--no-warnings", built("node.js")], settings, hear);
}

async function processesOver({ open }, settings) {
  const engine = await open();
  const workers = await Promise.all(
    [1, 2].map(() => startNode({ ...settings, DATABASE_URL: engine.url })),
  );
  const stop = async () => {
    await Promise.all(workers.map((one) => one.stop()));
    await engine.stop();
  };
  return {
    engine,
    workers,
    fetch: (path, init, at) => fetch(workers[at % 2].url + path, init),
    note: (change) => inSql("journal", engine.database).settle(change),
    stop,
  };
}

async function instancesOverD1(settings) {
  const it = { settings, d1Databases: { DATABASE: "shared" } };
  const worker = await startCloudflare({ here: it, there: it });
  return {
    fetch: (path, init, at) => worker.fetch(at % 2 === 0 ? "here" : "there", path, init),
    note: async (change) => inSql("journal", d1Database(await worker.d1("here"))).settle(change),
    stop: worker.stop,
  };
}

/** Rounds of the places that are not the first choice; `PROOFS=1` runs 30 everywhere. */
const FEW = process.env.PROOFS ? 30 : 3;

/** By name, `{ skip, rounds, start(settings) }`: what `startOver` takes. */
export const PAIRS = {
  "in two processes on PostgreSQL": {
    skip: ENGINES.postgres.skip,
    rounds: process.env.PROOFS ? 30 : 10,
    start: (settings) => processesOver(ENGINES.postgres, settings),
  },
  "in two processes on SQLite": {
    skip: ENGINES.sqlite.skip,
    rounds: FEW,
    start: (settings) => processesOver(ENGINES.sqlite, settings),
  },
  "in two instances on D1": { skip: ENGINES.d1.skip, rounds: FEW, start: instancesOverD1 },
};
