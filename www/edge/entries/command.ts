#!/usr/bin/env node
// `npx @aismarttalk/prestashop-edge COMMAND`: starts the worker on Node, and manages its sites and tokens.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import manifest from "@aismarttalk/prestashop/package.json" with { type: "json" };
import { SettingError } from "../src/environment.js";
import { openDataFolder } from "./data-folder.js";

const USAGE = `npx @aismarttalk/prestashop-edge COMMAND [--data FOLDER]

  start         starts the worker: HOST and PORT say where, the other settings are in the environment.
                Without DATABASE_URL, SITES and CALLERS it keeps all it needs in a folder,
                ./prestashop-edge by default, and prints a token for its administrator
  cloudflare    writes ./wrangler.jsonc for \`npx wrangler deploy\`, with this package as the worker
  stdio         speaks MCP on the standard streams, for desktop clients: for one shop, PRESTASHOP_URL and
                PRESTASHOP_KEY, or for a site of a worker, WORKER_URL and WORKER_TOKEN
  health        asks a worker on this machine whether it lives
  version       prints the version

Sites and tokens, in the same folder or the database of the environment:
  add, list, remove, rotate, secret, token; each says what it takes when something is missing`;

/** A command that was typed wrong. */
class CommandError extends Error {}

/** With one of these, whoever starts the worker says where it keeps what. */
const CONFIGURED = ["DATABASE_URL", "SITES", "CALLERS", "MASTER_SECRETS"];
const USUAL_FOLDER = "prestashop-edge";

/** Files beside this one. */
const beside = (file: string) => import(new URL(file, import.meta.url).href);

const COMMANDS: Readonly<Record<string, (data: string | undefined) => Promise<unknown>>> = {
  start: async (data) => {
    const token = settle(data, true);
    if (token !== null) welcome(token);
    await beside("./node.js");
  },
  stdio: () => beside("./stdio.js"),
  health: () => beside("./health.js"),
  cloudflare: async () => writeWrangler(),
  version: async () => console.log(manifest.version),
  help: async () => console.log(USAGE),
};

/**
 * Takes the settings of the data folder, where the environment has none; the administrator's token, if
 * the folder was made by that.
 */
function settle(data: string | undefined, mayMake: boolean): string | null {
  const isConfigured = CONFIGURED.some((name) => (process.env[name] ?? "") !== "");
  const folder = data ?? USUAL_FOLDER;
  if ((isConfigured && data === undefined) || !(mayMake || existsSync(folder))) return null;
  const { settings, token } = openDataFolder(folder);
  for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
  return token;
}

/** Takes `--data FOLDER` out of the words of a command, which has options of its own. */
function withoutData(words: string[]): { data: string | undefined; rest: string[] } {
  const at = words.indexOf("--data");
  if (at < 0) return { data: undefined, rest: words };
  const data = words[at + 1];
  if (data === undefined || data.startsWith("--"))
    throw new CommandError("`--data` needs a folder.");
  return { data, rest: words.toSpliced(at, 2) };
}

/** The configuration of this package, for the folder from which it is deployed. */
function writeWrangler(): void {
  const dist = relative(".", fileURLToPath(new URL(".", import.meta.url))).replaceAll("\\", "/");
  const config = readFileSync(new URL("../wrangler.jsonc", import.meta.url), "utf8")
    .replace(/^ *"build": .*\n/m, "")
    .replace(
      '"main": "dist/cloudflare.js"',
      `"main": "${dist}/cloudflare.js",\n  "base_dir": "${dist}"`,
    );
  try {
    writeFileSync("wrangler.jsonc", config, { flag: "wx" });
  } catch {
    throw new CommandError("`wrangler.jsonc` is there already, or cannot be written here.");
  }
  console.error(
    "wrangler.jsonc is written. Next: npx wrangler deploy; the README lists the secrets.",
  );
}

function welcome(token: string): void {
  console.error(`The token of the administrator, shown this once:

  ${token}

Connect a shop in another terminal, in this folder; it asks for the shop's key:

  npx @aismarttalk/prestashop-edge add my-shop https://shop.example
`);
}

const [given = "help", ...words] = process.argv.slice(2);
const command = given.replace(/^--?/, "");
try {
  const { data, rest } = withoutData(words);
  const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (run !== undefined && rest.length > 0)
    throw new CommandError(`\`${command}\` takes no \`${rest[0]}\`.`);
  if (run !== undefined) await run(data);
  else {
    settle(data, false);
    process.argv.splice(3, words.length, ...rest);
    await beside("./sites.js");
  }
} catch (thrown) {
  if (!(thrown instanceof SettingError || thrown instanceof CommandError)) throw thrown;
  console.error(thrown instanceof CommandError ? `${thrown.message}\n\n${USAGE}` : thrown.message);
  process.exitCode = 1;
}
