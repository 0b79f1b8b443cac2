/** workerd: a new process each time, watched from outside, because its clock stands still while it computes. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, missing, start, version } from "../../tests/package/support/workerd.mjs";

export { missing };
export const TITLE = `workerd ${version}`;
export const HOLDS =
  "from the start of the process to the answer over HTTP: the process, its modules compiled, one request";

const APP = fileURLToPath(new URL("./apps/worker.mjs", import.meta.url));

export async function prepare(contender, question) {
  const output = await mkdtemp(join(tmpdir(), "prestashop-cold-"));
  const alias = { contender: fileURLToPath(contender) };
  const config = await bundle({ entry: APP, output, alias });
  const once = async () => {
    const begin = performance.now();
    const server = await start(config);
    try {
      const response = await fetch(`${server.url}/?${question}`);
      const text = await response.text();
      const ms = performance.now() - begin;
      if (!response.ok) throw new Error(`${response.status}: ${text}\n${server.said()}`);
      return { ms, ...JSON.parse(text) };
    } finally {
      await server.stop();
    }
  };
  return { once, close: () => rm(output, { recursive: true, maxRetries: 5 }) };
}
