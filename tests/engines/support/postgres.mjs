// A PostgreSQL server of the tests' own, in a folder that goes away with it.
import { execFile, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { skipFor } from "../../js/support/left-out.mjs";

const run = promisify(execFile);
/** Where Debian keeps the programs of each version. */
const DEBIAN = "/usr/lib/postgresql";
const READY_MS = 20_000;

const BIN = findPrograms();

/** Why what needs PostgreSQL is left out here; `false` where it is installed. */
export const SKIP = skipFor(
  BIN === undefined
    ? "there is no PostgreSQL server: Debian has it in postgresql, POSTGRES_BIN can name its programs"
    : undefined,
);

/**
 * Starts a server. `database()` makes an empty database and gives its address; `stop()` ends the
 * server and removes its files, `kill()` breaks every connection to it.
 */
export async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const owner = await ownerOfServer();
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const as = { ...owner, cwd: folder };
  await run(
    join(BIN, "initdb"),
    ["-D", data, "-U", "tests", "-A", "trust", "-N", "-E", "UTF8"],
    as,
  );
  const port = await freePort();
  const server = spawn(
    join(BIN, "postgres"),
    [
      "-D",
      data,
      "-p",
      String(port),
      "-k",
      folder,
      "-h",
      "127.0.0.1",
      "-F",
      "-c",
      "max_connections=200",
    ],
    { ...as, stdio: "ignore" },
  );
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const admin = (sql) =>
    run(
      join(BIN, "psql"),
      ["-h", folder, "-p", String(port), "-U", "tests", "-d", "postgres", "-c", sql],
      as,
    );
  await answers(() => admin("SELECT 1"));
  let made = 0;
  return {
    database: async () => {
      made += 1;
      // A language in which texts do not sort by their bytes, as servers usually have one.
      const how = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C'";
      const create = `CREATE DATABASE tests_${made}`;
      await admin(`${create} ${how}`).catch(() => admin(create));
      return `postgres://tests@127.0.0.1:${port}/tests_${made}`;
    },
    kill: () =>
      admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"),
    stop: async () => {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findPrograms() {
  const named = process.env.POSTGRES_BIN;
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
    : [];
  const folders = [named, ...versions.map((version) => join(DEBIAN, version, "bin"))];
  return folders.find((one) => one !== undefined && existsSync(join(one, "postgres")));
}

/** The server refuses to run as root: it then runs as the user that its package made. */
async function ownerOfServer() {
  if (process.getuid?.() !== 0) return null;
  const idOf = async (flag) => Number((await run("id", [flag, "postgres"])).stdout);
  return { uid: await idOf("-u"), gid: await idOf("-g") };
}

async function answers(ask) {
  const until = performance.now() + READY_MS;
  for (;;) {
    try {
      return await ask();
    } catch (thrown) {
      if (performance.now() > until) throw thrown;
      await sleep(50);
    }
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
