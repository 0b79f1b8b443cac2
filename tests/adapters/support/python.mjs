// The adapters for Python, which `cargo xtask test --only adapters` installs.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("../python/call_tools.py", import.meta.url));
const USUAL = new URL("../../../target/adapters/python/bin/python", import.meta.url);
const PROGRAM = process.env.ADAPTERS_PYTHON ?? fileURLToPath(USUAL);

/** What this machine lacks for them; `undefined` if nothing. */
export function missingPython() {
  const reason = process.env.ADAPTERS_PYTHON_MISSING;
  if (reason !== undefined) return reason;
  if (existsSync(PROGRAM)) return undefined;
  return `There is no ${PROGRAM}: \`cargo xtask test --only adapters\` installs it.`;
}

/** The tools as the adapter shows them, and what it tells of each call. */
export const withPython = (adapter) => async (shop) => {
  const child = spawn(PROGRAM, [SCRIPT], { stdio: ["pipe", "pipe", "pipe"] });
  const ended = once(child, "close");
  child.stdin.end(JSON.stringify({ adapter, ...shop }));
  const [printed, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${adapter} for Python ended with ${code}: ${complaints}`);
  return JSON.parse(printed);
};
