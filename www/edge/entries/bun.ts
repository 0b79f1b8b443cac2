// Bun: `bun run www/edge/dist/bun.js`, with the settings in the environment.
import { createWorker } from "../src/worker.js";

const worker = createWorker(process.env);
const port = Number(process.env.PORT ?? 8787);
const hostname = process.env.HOST ?? "127.0.0.1";

// Its own limit would end an action that has a minute after ten seconds.
const IDLE_SECONDS = 120;

const server = Bun.serve({
  port,
  hostname,
  idleTimeout: IDLE_SECONDS,
  fetch: (request) => worker(request),
});
console.error(`listening on http://${hostname}:${server.port}`);
