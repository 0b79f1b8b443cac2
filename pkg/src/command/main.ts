#!/usr/bin/env node
// The program of the package: `npx @aismarttalk/prestashop COMMAND`.
import { readFileSync } from "node:fs";
import { CHECK } from "./check/check.js";
import { type Command, CouldNot, EXIT, NAME } from "./command.js";

/** Every command by its name. */
const COMMANDS: Readonly<Record<string, Command>> = { check: CHECK };

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
  if (word === "--version") console.log(version());
  else if (word === "--help" || word === "-h") console.log(usage());
  else if (Object.hasOwn(COMMANDS, word)) return (COMMANDS[word] as Command).run(rest);
  else throw new CouldNot(["This is not a command of this program.", usage()]);
  return EXIT.done;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (thrown) {
  if (!(thrown instanceof CouldNot)) throw thrown;
  console.error(thrown.sentences.join("\n"));
  process.exitCode = thrown.exit;
}
