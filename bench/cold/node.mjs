/** Node: a new process each time. */

import { fileURLToPath } from "node:url";
import { run } from "../../tests/package/support/run.mjs";

export const TITLE = `Node ${process.versions.node}`;
export const HOLDS =
  "from `await import` in a new process to the object: modules and WebAssembly from disk, compiled";

const APP = fileURLToPath(new URL("./apps/process.mjs", import.meta.url));

export async function prepare(contender, question) {
  const line = [APP, contender.href, String(question)];
  const once = async () => JSON.parse(await run(process.execPath, line, process.cwd()));
  return { once, close: () => {} };
}
