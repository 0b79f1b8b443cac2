// Cloudflare Workers: `wrangler deploy`, with the bindings of wrangler.jsonc.
import type { ExecutionContext } from "hono";
import { runOnce } from "../src/background/loop.js";
import { bindings } from "../src/cloudflare/bindings.js";
import { Gatekeeper } from "../src/cloudflare/gatekeeper.js";
import { type WakeQueue, workOnMessage } from "../src/cloudflare/job-queue.js";
import { recordWriterOf } from "../src/cloudflare/record-writer.js";
import { binding, type Environment } from "../src/environment.js";
import { createWorker, type Worker } from "../src/worker.js";
import { ACTIONS } from "./actions.js";

/** The classes that wrangler.jsonc binds. */
export const RecordWriter = recordWriterOf(ACTIONS);
export { Gatekeeper };

/** Created by the first request, because only requests bring the bindings. */
let opened: Worker | undefined;

/** Milliseconds for what a schedule wakes the worker up for. */
const SCHEDULED_MS = 50_000;

export default {
  fetch: (request: Request, env: Environment, context: ExecutionContext): Promise<Response> => {
    opened ??= createWorker(env, bindings, ACTIONS);
    return opened(request, context, request.headers.get("CF-Connecting-IP") ?? undefined);
  },
  scheduled: async (_: unknown, env: Environment): Promise<void> => {
    opened ??= createWorker(env, bindings, ACTIONS);
    await runOnce(opened.background, AbortSignal.timeout(SCHEDULED_MS), opened.report);
  },
  /** One message at a time wakes the worker up for its jobs. */
  queue: async (_: unknown, env: Environment): Promise<void> => {
    opened ??= createWorker(env, bindings, ACTIONS);
    const queue = binding<WakeQueue>(env, "JOB_QUEUE", ["send"]);
    await workOnMessage(opened.background, queue, opened.report);
  },
};
