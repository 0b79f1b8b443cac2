// Cloudflare's workerd.
import { join } from "node:path";
import { inspectOutput } from "../support/output.mjs";
import { bundle, missing, start, version } from "../support/workerd.mjs";

export const ROWS = [{ name: `workerd ${version}`, missing, run: runWorker }];

async function runWorker({ folder, shop, key }) {
  const output = join(folder, "out");
  const server = await start(await bundle({ entry: join(folder, "worker.mjs"), output }));
  try {
    const response = await fetch(`${server.url}/?${new URLSearchParams({ url: shop, key })}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text}\n${server.said()}`);
    return { ...JSON.parse(text), ...(await inspectOutput(output)) };
  } finally {
    await server.stop();
  }
}
