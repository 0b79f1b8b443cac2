// Vercel's edge: `vercel deploy`; api/index.js names the runtime.
import { createWorker } from "../src/worker.js";
import { ACTIONS } from "./actions.js";

const worker = createWorker(process.env, {}, ACTIONS);

export default (request: Request): Promise<Response> =>
  worker(request, undefined, request.headers.get("X-Real-IP") ?? undefined);
