// Bun: `bun run www/edge/dist/bun.js`, with the settings in the environment.
import { readAddress } from "../src/settings.js";
import { createWorker } from "../src/worker.js";

const worker = createWorker(process.env);
const { hostname, port } = readAddress(process.env);

// Its own limit would end an action that has a minute after ten seconds.
const IDLE_SECONDS = 120;

const server = Bun.serve({
  port,
  hostname,
  idleTimeout: IDLE_SECONDS,
  fetch: (request) => worker(request),
});
console.error(`listening on http://${hostname}:${server.port}`);
