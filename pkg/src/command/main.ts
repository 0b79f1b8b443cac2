#!/usr/bin/env node
// The program of the package: `npx @aismarttalk/prestashop COMMAND`.
import { readFileSync } from "node:fs";
import { type Command, CouldNot, NAME } from "./command.js";
import { EXIT } from "./exit.js";
import { flushed, print, say } from "./terminal/output.js";
import { safeJson } from "./terminal/printable.js";
import { Stopping } from "./terminal/stopping.js";
import { didYouMean } from "./words/nearest.js";

/** A command, whose code is loaded when it is called. */
interface Entry {
  /** What it does, in a line. */
  summary: string;
  load(): Promise<Command>;
}

/** Every command by its name. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  check: {
    summary: "Checks a Webservice key: ready, can do too much, or not ready",
    load: async () => (await import("./check/check.js")).CHECK,
  },
  run: {
    summary: "Runs an action: shows what it answers, or what it would change and asks first",
    load: async () => (await import("./run/run.js")).RUN,
  },
  list: {
    summary: "Lists the records of a resource, however many there are",
    load: async () => (await import("./list/list.js")).LIST,
  },
  edge: {
    summary: "Starts the edge worker on this machine: edge start",
    load: async () => (await import("./edge/edge.js")).EDGE,
  },
};

function usage(): string {
  const rows = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(12)}${summary}`,
  );
  return `${NAME} COMMAND\n\n${rows.join("\n")}\n\nMore about a command: ${NAME} COMMAND --help`;
}

function version(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return JSON.parse(manifest).version;
}

async function run([word = "--help", ...rest]: string[]): Promise<number> {
  if (word === "--version") await print(`${version()}\n`);
  else if (["--help", "-h", "help"].includes(word)) await print(`${usage()}\n`);
  else if (Object.hasOwn(COMMANDS, word)) return runCommand(COMMANDS[word] as Entry, rest);
  else {
    const hint = didYouMean(word, Object.keys(COMMANDS));
    throw new CouldNot([`This is not a command of this program.${hint}`, usage()]);
  }
  return EXIT.done;
}

async function runCommand({ load }: Entry, words: string[]): Promise<number> {
  const stopping = new Stopping();
  const command = await load();
  return command.run(words, stopping);
}

/** The classes of what ends here, for programs. */
const KINDS: Readonly<Record<number, string>> = {
  [EXIT.couldNot]: "invalid_request",
  [EXIT.notDone]: "not_done",
  [EXIT.stopped]: "aborted",
};

/** The same for programs, without the help. */
function asJson({ sentences, exit }: CouldNot): string {
  const [message, ...hints] = sentences.filter((one) => one !== "" && !one.startsWith(NAME));
  return safeJson({ kind: KINDS[exit] ?? "other", message, hint: hints.join(" "), saved: "no" }, 2);
}

try {
  process.exitCode = await run(process.argv.slice(2));
  const lost = await flushed();
  if (lost !== undefined) {
    // What became of a change has been told: this says nothing about it.
    say(`The result could not be written: ${lost.message}.`);
    process.exitCode = EXIT.unwritten;
  }
} catch (thrown) {
  if (!(thrown instanceof CouldNot)) throw thrown;
  const isJson = process.argv.some((word) => word === "--json" || word === "--jsonl");
  say(isJson ? asJson(thrown) : thrown.sentences.join("\n"));
  process.exitCode = thrown.exit;
}
