// Deno: `deno run --allow-env --allow-net --allow-read=www/edge/dist www/edge/dist/deno.js`.
import { readAddress } from "../src/settings.js";
import { createWorker } from "../src/worker.js";

const environment = Deno.env.toObject();
const worker = createWorker(environment);
const { hostname, port } = readAddress(environment);
const onListen = (address: { port: number }) =>
  console.error(`listening on http://${hostname}:${address.port}`);

Deno.serve({ port, hostname, onListen }, (request) => worker(request));
