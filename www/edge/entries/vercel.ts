// Vercel's edge: `vercel deploy`; api/index.js names the runtime.
import { createWorker } from "../src/worker.js";

const worker = createWorker(process.env);

export default (request: Request): Promise<Response> => worker(request);
