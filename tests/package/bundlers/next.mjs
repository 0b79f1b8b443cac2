// Next.js, without configuration: a route handler for the edge, by the bundler `next build` chooses.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inspectOutput } from "../support/output.mjs";
import { run } from "../support/run.mjs";

const require = createRequire(import.meta.url);
const MODULES = join(require.resolve("next/package.json"), "../..");
export const { version, optionalDependencies } = require("next/package.json");

/** Its compilers for one system each, of which npm installs the fitting one. */
const COMPILERS = Object.keys(optionalDependencies).filter((name) => name.startsWith("@next/swc-"));

export const ROWS = [{ name: `Next.js ${version}, edge route`, missing, run: runBuilt }];

const QUIET = { NEXT_TELEMETRY_DISABLED: "1" };

/** Why it cannot be used here; `undefined` where it can. Next would download a compiler. */
export function missing() {
  const isThere = COMPILERS.some((name) => existsSync(join(MODULES, name)));
  return isThere ? undefined : "Next.js has no compiler for this system";
}

async function runBuilt({ folder, shop, key }) {
  const text = await askRoute({ folder, query: new URLSearchParams({ url: shop, key }) });
  return { ...JSON.parse(text), ...(await inspectOutput(join(folder, ".next/server"))) };
}

/** Builds `app/route.js` of the folder, serves it with its variables, and asks it once. */
export async function askRoute({ folder, query = "", variables = {} }) {
  await install(folder);
  await build(folder);
  const server = await start(folder, "start", variables);
  try {
    const response = await fetch(`${server.url}/?${query}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text}\n${server.said()}`);
    return text;
  } finally {
    await server.stop();
  }
}

const program = (folder) => join(folder, "node_modules/next/dist/bin/next");

/** Builds the app of the folder. */
export const build = (folder) => run(process.execPath, [program(folder), "build"], folder, QUIET);

/**
 * Puts Next into the folder with all it needs: it follows no link out of its project. Its types are
 * for those who write TypeScript.
 */
export async function install(folder, { withTypes = false } = {}) {
  const isUsed = withTypes ? isRead : isRun;
  const wanted = new Set(["next", "react", "react-dom", ...COMPILERS]);
  for (const name of wanted) {
    const from = join(MODULES, name);
    // What is not there is for another system, or lies inside the package that needs it.
    if (!existsSync(from)) continue;
    bring(from, join(folder, "node_modules", name), isUsed);
    const { dependencies = {} } = JSON.parse(await readFile(join(from, "package.json"), "utf8"));
    for (const needed of Object.keys(dependencies)) wanted.add(needed);
  }
}

/** Maps, types and texts are half the files of Next, and no build looks into them. */
const isRead = (path) => !/\.(map|md)$/.test(path);
const isRun = (path) => !/\.(map|md|d\.ts)$/.test(path);

/**
 * The files of a folder under a second name, which takes a tenth of the time of a copy; on another
 * disk they are copied. One promise for each of thousands of files would take several times as long.
 */
function bring(from, to, isUsed) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) bring(source, target, isUsed);
    else if (isUsed(source)) linkOrCopy(source, target);
  }
}

function linkOrCopy(source, target) {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}

/**
 * Serves what was built, or by the command `dev` the sources; `{ url, said, stop }`, where `said()`
 * is what it complains of.
 */
export async function start(folder, command, variables = {}) {
  const args = [program(folder), command, "-H", "127.0.0.1", "-p", "0"];
  const server = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...QUIET, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = [];
  server.stderr.on("data", (text) => said.push(String(text)));
  const ended = once(server, "exit");
  const stop = async () => {
    server.kill();
    await ended;
  };
  for await (const line of createInterface({ input: server.stdout })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url !== undefined) return { url, said: () => said.join(""), stop };
  }
  throw new Error(`next ${command} ends: ${said.join("")}`);
}
