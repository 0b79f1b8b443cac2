// Runtimes that run a file which listens by itself.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startsNot } from "../../../package/support/run.mjs";
import { BUILT, built } from "./built.mjs";

const require = createRequire(import.meta.url);

// The commands of these packages start the program and do not end it when they are ended.
const PROGRAMS = {
  Node: () => process.execPath,
  Deno: () => require("deno/install_api.cjs").runInstall(),
  Bun: () => join(require.resolve("bun/package.json"), "../bin/bun.exe"),
};

const ARGUMENTS = {
  Node: () => [],
  Deno: (settings) => [
    "run",
    "--no-prompt",
    "--cached-only",
    "--allow-env",
    "--allow-net",
    "--allow-sys=ca",
    `--allow-read=${[BUILT, ...foldersIn(settings)]}`,
    ...foldersIn(settings).map((folder) => `--allow-write=${folder}`),
  ],
  Bun: () => ["run", "--no-install"],
};

/** Those of the files in which the worker keeps something. */
function foldersIn({ JOURNAL_FILE, DATABASE_URL = "" }) {
  const [, path] = /^sqlite:(.*)/.exec(DATABASE_URL) ?? [];
  return [JOURNAL_FILE, path].filter((file) => file !== undefined).map(dirname);
}

export const COMMAND_LINE = Object.fromEntries(
  Object.entries(PROGRAMS).map(([name, program]) => [
    name,
    {
      missing: () => missing(program),
      start: (settings, hear) =>
        listen(
          program(),
          [...ARGUMENTS[name](settings), built(`${name.toLowerCase()}.js`)],
          settings,
          hear,
        ),
    },
  ]),
);

async function missing(program) {
  try {
    return await startsNot(program());
  } catch (error) {
    return `it is not installed: ${error.message.split("\n")[0]}`;
  }
}

/** Starts a program that prints where it listens; `{ url, pid, ended, stop }`. */
export async function listen(program, args, settings, hear) {
  const { PATH, HOME, SystemRoot } = process.env;
  const server = spawn(program, args, {
    // Nothing of the environment of the tests: what is not set is not set.
    env: {
      PATH,
      HOME,
      ...(SystemRoot && { SystemRoot }),
      DENO_DIR: join(tmpdir(), "prestashop-edge-deno"),
      NO_COLOR: "1",
      PORT: "0",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(server, "exit");
  let said = "";
  const url = await new Promise((resolve, reject) => {
    const heard = (text) => {
      hear(text);
      said += said.length < 10_000 ? text : "";
      const [, address] = /listening on (http:\S+)/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    };
    server.stdout.on("data", heard);
    server.stderr.on("data", heard);
    ended.then(([code]) => reject(new Error(`It ends with ${code}: ${said}`)), reject);
  });
  return {
    url,
    pid: server.pid,
    ended: ended.then(([code, signal]) => ({ code, signal })),
    stop: async () => {
      server.kill("SIGKILL");
      await ended;
    },
  };
}

/** How a runtime runs a program of a test. */
export function runArguments(runtime, program) {
  return { command: PROGRAMS[runtime](), args: [...ARGUMENTS[runtime]({}), program] };
}
