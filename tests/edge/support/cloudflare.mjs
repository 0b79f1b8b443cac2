// The worker as it is built for Cloudflare, with bindings of the test's choice.
import { Miniflare } from "miniflare";
import { skipFor } from "../../js/support/left-out.mjs";
import { built } from "./runtimes/built.mjs";
import { WORKERD } from "./runtimes/workerd.mjs";

/** Why what needs workerd is left out here; `false` where it starts. */
export const SKIP = skipFor(await WORKERD.workerd.missing());

const COMPATIBILITY_DATE = "2026-04-20";

/** Of the namespace; every instance that names it shares its writers. */
const WRITERS = { className: "RecordWriter", useSQLite: true };

/**
 * Starts instances of the worker: `workers` by name, each `{ settings, ...bindings }`, with a
 * `script` where it is another worker. `fetch(name, path, init)` asks one, over a socket of its own;
 * at `origin(name)`; `kv(name, binding?)` is a namespace of it, SITES_KV where none is named, and `d1(name)` a
 * database; `schedule(name)` wakes one up as its schedule does, and `said()` is what all of them printed.
 */
export async function startCloudflare(workers, options = {}) {
  const printed = [];
  const miniflare = new Miniflare({
    ...options,
    handleRuntimeStdio: (...outputs) => {
      for (const output of outputs) output.on("data", (text) => printed.push(String(text)));
    },
    workers: Object.entries(workers).map(([name, { settings = {}, script, ...bindings }]) => ({
      name,
      ...(script ? { script } : { scriptPath: built("cloudflare.js") }),
      modules: true,
      modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
      compatibilityDate: COMPATIBILITY_DATE,
      bindings: settings,
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      ...bindings,
    })),
  });
  await miniflare.ready;
  const origins = new Map();
  for (const name of Object.keys(workers)) {
    origins.set(name, (await miniflare.unsafeGetDirectURL(name)).origin);
  }
  return {
    fetch: (name, path, init) => fetch(`${origins.get(name)}${path}`, init),
    origin: (name) => origins.get(name),
    kv: (name, binding = "SITES_KV") => miniflare.getKVNamespace(binding, name),
    d1: (name, binding = "DATABASE") => miniflare.getD1Database(binding, name),
    schedule: async (name) => (await miniflare.getWorker(name)).scheduled({ cron: "* * * * *" }),
    said: () => printed.join(""),
    stop: () => miniflare.dispose(),
  };
}

/** The binding of the writers, for the instance that has them and for others. */
export function recordWriters(scriptName) {
  return { RECORD_WRITER: { ...WRITERS, ...(scriptName && { scriptName }) } };
}

/** The binding of a rate limit. */
export function rateLimiter(limit) {
  return { RATE_LIMITER: { namespace_id: "1001", simple: { limit, period: 60 } } };
}
