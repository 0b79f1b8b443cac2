// Cloudflare's workerd, with what Cloudflare binds, as miniflare emulates it.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { startsNot } from "../../../package/support/run.mjs";
import { built, WASM } from "./built.mjs";

const require = createRequire(import.meta.url);

export const WORKERD = { workerd: { missing, start } };

async function missing() {
  try {
    return await startsNot(require("workerd").default);
  } catch (error) {
    return `it is not installed: ${error.message.split("\n")[0]}`;
  }
}

/** With the setting `DATABASE`, an empty D1 database of that name is bound in its place. */
async function start({ RATE_PER_MINUTE = "120", DATABASE, ...settings }, hear) {
  const { Miniflare } = await import("miniflare");
  const miniflare = new Miniflare({
    modules: await modules(),
    compatibilityDate: "2026-04-20",
    bindings: settings,
    kvNamespaces: ["JOURNAL_KV"],
    ...(DATABASE && { d1Databases: { DATABASE } }),
    durableObjects: {
      RECORD_WRITER: { className: "RecordWriter", useSQLite: true },
      SHOP_GATE: { className: "Gatekeeper", useSQLite: true },
    },
    ratelimits: {
      RATE_LIMITER: {
        namespace_id: "1001",
        simple: { limit: Number(RATE_PER_MINUTE), period: 60 },
      },
    },
    // Around miniflare's own worker, which would answer some requests in its place.
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    handleRuntimeStdio: (...outputs) => {
      for (const output of outputs) output.on("data", hear);
    },
  });
  await miniflare.ready;
  const { origin } = await miniflare.unsafeGetDirectURL();
  return { url: origin, pid: undefined, stop: () => miniflare.dispose() };
}

async function modules() {
  return [
    {
      type: "ESModule",
      path: "cloudflare.js",
      contents: await readFile(built("cloudflare.js"), "utf8"),
    },
    { type: "CompiledWasm", path: WASM, contents: await readFile(built(WASM)) },
  ];
}
