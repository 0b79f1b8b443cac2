// Deno: `deno run --allow-env --allow-net --allow-read=www/edge/dist www/edge/dist/deno.js`.
import { createWorker } from "../src/worker.js";

const worker = createWorker(Deno.env.toObject());
const port = Number(Deno.env.get("PORT") ?? 8787);
const hostname = Deno.env.get("HOST") ?? "127.0.0.1";
const onListen = (address: { port: number }) =>
  console.error(`listening on http://${hostname}:${address.port}`);

Deno.serve({ port, hostname, onListen }, (request) => worker(request));
