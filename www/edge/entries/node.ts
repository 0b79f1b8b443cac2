// Node: `node dist/node.js`, with the settings in the environment.
import { serve } from "@hono/node-server";
import { createWorker } from "../src/worker.js";

const worker = createWorker(process.env);
const port = Number(process.env.PORT ?? 8787);
const hostname = process.env.HOST ?? "127.0.0.1";

serve({ fetch: (request) => worker(request), port, hostname }, (address) => {
  console.error(`listening on http://${hostname}:${address.port}`);
});
