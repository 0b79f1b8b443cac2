// Node: `node dist/node.js`, with the settings in the environment.
import { serve } from "@hono/node-server";
import { readAddress } from "../src/settings.js";
import { createWorker } from "../src/worker.js";

const worker = createWorker(process.env);
const { hostname, port } = readAddress(process.env);

serve({ fetch: (request) => worker(request), port, hostname }, (address) => {
  console.error(`listening on http://${hostname}:${address.port}`);
});
