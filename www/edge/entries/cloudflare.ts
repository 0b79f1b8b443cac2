// Cloudflare Workers: `wrangler deploy`, with the bindings of wrangler.jsonc.
import type { ExecutionContext } from "hono";
import { bindings } from "../src/cloudflare.js";
import type { Environment } from "../src/settings.js";
import { createWorker, type Worker } from "../src/worker.js";

export { RecordWriter } from "../src/actions/record-writer.js";

/** Made by the first request, because only requests bring the bindings; the same for all others. */
let worker: Worker | undefined;

export default {
  fetch: (request: Request, env: Environment, context: ExecutionContext): Promise<Response> => {
    worker ??= createWorker(env, bindings);
    return worker(request, context);
  },
};
