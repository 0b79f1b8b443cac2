import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Command, CouldNot, NAME } from "../command.js";
import { EXIT } from "../exit.js";
import { print } from "../terminal/output.js";
import type { Stopping } from "../terminal/stopping.js";
import { didYouMean } from "../words/nearest.js";
import { readWords } from "../words/typed.js";

/** `edge start`: the worker of its own package, in this process. */
export const EDGE: Command = { run: startEdge };

const WORKER = "@aismarttalk/prestashop-edge";
const PROGRAM = "prestashop-edge";

const OPTIONS = {
  data: { type: "string" },
  host: { type: "string" },
  port: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const HELP = `${NAME} edge start

Starts the edge worker on this machine: it holds the keys of your shops, and dashboards and
AI agents call it with a token. The first start prints the token of its administrator, once.

  npm install ${WORKER}
  ${NAME} edge start
  ${NAME} edge start --port 9000 --data ./my-worker

Then connect a shop in another terminal, in the same folder; it asks for the shop's key:

  npx ${WORKER} add my-shop https://shop.example

  --data FOLDER    where it keeps its secrets and its database; ./prestashop-edge by default
  --port N         the port it listens on; 8787 by default
  --host ADDRESS   the address it listens on; 127.0.0.1 by default, this machine alone
  --help           prints this

Its other settings are in the environment. Ctrl-C stops it.`;

async function startEdge(words: string[], stopping: Stopping): Promise<number> {
  const { values, positionals } = readWords(words, { options: OPTIONS, help: HELP });
  if (values.help === true || positionals.length === 0) {
    await print(`${HELP}\n`);
    return EXIT.done;
  }
  const [word = "", ...rest] = positionals;
  if (word !== "start" || rest.length > 0) {
    const hint = didYouMean(word, ["start"]);
    throw new CouldNot([
      `edge knows one word: start.${hint}`,
      `The worker's own program has more: npx ${WORKER} help`,
    ]);
  }
  if (values.port !== undefined && !isPort(values.port)) {
    throw new CouldNot(["--port takes a number from 0 to 65535; 0 is any free one."]);
  }
  const program = programOf(findWorker());
  checkDatabase(program);
  if (values.port !== undefined) process.env.PORT = values.port;
  if (values.host !== undefined) process.env.HOST = values.host;
  const data = values.data === undefined ? [] : ["--data", values.data];
  // The worker stops as it wants to: it lets requests end.
  stopping.release();
  process.argv = [process.execPath, program, "start", ...data];
  await import(pathToFileURL(program).href);
  return Number(process.exitCode ?? EXIT.done);
}

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;

/** The worker that is installed in the folder of the user, or beside this package. */
function findWorker(): string {
  for (const from of [join(process.cwd(), "package.json"), import.meta.url]) {
    try {
      return createRequire(from).resolve(`${WORKER}/package.json`);
    } catch {
      // It may be in the other place.
    }
  }
  throw new CouldNot([
    `The edge worker is a package of its own, ${WORKER}, which is not installed here.`,
    `Install it:             npm install ${WORKER}`,
    `Or start it without:    npx ${WORKER} start`,
  ]);
}

/** With one of these, it is said where the worker keeps what. */
const CONFIGURED = ["DATABASE_URL", "SITES", "CALLERS", "MASTER_SECRETS"];

/** The worker's folder holds a database in a file, which Node has from 22.13 on. */
function checkDatabase(program: string): void {
  const isConfigured = CONFIGURED.some((name) => (process.env[name] ?? "") !== "");
  if (isConfigured || isBuiltin("node:sqlite") || "bun" in process.versions) return;
  try {
    createRequire(program).resolve("better-sqlite3");
  } catch {
    throw new CouldNot([
      `The worker keeps its shops in SQLite, which this Node (${process.version}) does not have. Nothing was started.`,
      "Use Node 22.13 or newer, or install it: npm install better-sqlite3@12",
    ]);
  }
}

function programOf(manifest: string): string {
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return join(dirname(manifest), bin[PROGRAM]);
}
