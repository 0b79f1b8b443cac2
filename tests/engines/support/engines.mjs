// The databases that the worker may have, each the real one.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SKIP as NO_WORKERD } from "../../edge/support/cloudflare.mjs";
import { load } from "../../edge/support/here.mjs";
import { SKIP as NO_NEWER_NODE } from "./newer-node.mjs";
import { SKIP as NO_POSTGRES, startPostgres } from "./postgres.mjs";
import { openSqlite } from "./sqlite.mjs";

const { openDatabase, d1Database } = await load("../entries/databases/open.ts", "cloudflare/d1.ts");

export { d1Database };

/**
 * By name, `{ skip, open }`. `await open()` gives an empty database: `database` of this process,
 * `beside()` another one over the same data as if of another process, and `url` for the setting
 * DATABASE_URL of workers that are processes (SQLite: of Deno, Bun or `NEWER_NODE`), where there is one.
 * Workers of this process take it by `serveHere(createWorker, settings, { bound: database })`.
 * `stop()` ends everything; `fail()` breaks the connections, where the engine has any.
 */
export const ENGINES = {
  sqlite: {
    skip: NO_NEWER_NODE,
    open: async () => {
      const folder = await mkdtemp(join(tmpdir(), "engines-sqlite-"));
      const path = join(folder, "worker.sqlite");
      const opened = [];
      const beside = async () => {
        const one = await openSqlite(path);
        opened.push(one);
        return one;
      };
      return {
        database: await beside(),
        beside,
        url: `sqlite:${path}`,
        stop: async () => {
          await Promise.all(opened.map((one) => one.close()));
          await rm(folder, { recursive: true });
        },
      };
    },
  },
  postgres: {
    skip: NO_POSTGRES,
    open: async () => {
      const server = await sharedPostgres();
      const url = await server.database();
      const opened = [];
      const beside = async () => {
        const one = openDatabase(url);
        opened.push(one);
        return one;
      };
      return {
        database: await beside(),
        beside,
        url,
        fail: server.kill,
        stop: async () => {
          await Promise.all(opened.map((one) => one.close()));
          leave();
        },
      };
    },
  },
  d1: {
    skip: NO_WORKERD,
    open: async () => {
      const { miniflare, binding } = await startD1();
      return {
        database: d1Database(binding),
        beside: async () => d1Database(binding),
        stop: () => miniflare.dispose(),
      };
    },
  },
};

/** As often as that is tried. */
const MOST_STARTS = 3;

/** Starts D1; its simulator is started again where it does not answer its first question. */
async function startD1(starts = 1) {
  const { Miniflare } = await import("miniflare");
  const miniflare = new Miniflare({
    modules: true,
    script: "export default { fetch: () => new Response() };",
    compatibilityDate: "2026-04-20",
    d1Databases: ["DATABASE"],
  });
  try {
    const binding = await miniflare.getD1Database("DATABASE");
    await binding.prepare("SELECT 1").all();
    return { miniflare, binding };
  } catch (thrown) {
    await miniflare.dispose();
    if (starts === MOST_STARTS) throw thrown;
    return startD1(starts + 1);
  }
}

/** Milliseconds that a server waits for the next test. */
const LEFT_MS = 300;

let starting;
let users = 0;

/** One server for all databases that are open in this process at once. */
function sharedPostgres() {
  users += 1;
  starting ??= startPostgres();
  return starting;
}

/** The next test of a file takes the same server, if it comes at once. */
function leave() {
  users -= 1;
  setTimeout(async () => {
    if (users > 0 || starting === undefined) return;
    const last = starting;
    starting = undefined;
    const server = await last;
    await server.stop();
  }, LEFT_MS);
}
