// A worker of this process whose sites are managed through it, beside a shop.
import { startDemoServer } from "../../browser/support/demo-server.mjs";
import { bearer, makeCaller } from "./callers.mjs";
import { load, serveHere } from "./here.mjs";

const { createWorker, makeMasterSecret, publicFetch } = await load(
  "worker.ts",
  "sites/sealed.ts",
  "../entries/public-fetch.ts",
);

/** A Workers KV namespace of sites in this process; `kept` are its values by key. */
export function siteNamespace() {
  const kept = new Map();
  return {
    kept,
    get: async (key) => kept.get(key)?.value ?? null,
    put: async (key, value, { metadata }) => void kept.set(key, { value, metadata }),
    delete: async (key) => void kept.delete(key),
    list: async ({ prefix }) => ({
      keys: [...kept]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, { metadata }]) => ({ name, metadata }))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
      list_complete: true,
    }),
  };
}

/**
 * Starts a shop and a worker that calls it as processes do; `ask(caller, method, path, body?)` sends JSON, or CSV where the body is a
 * text, as one of `callers`, or of the `others` that are given; `seen()` is all that was answered and logged since the last time.
 */
export async function startConnected(settings = {}, host = {}, others = null) {
  const shop = await startDemoServer();
  const callers = others ?? {
    admin: makeCaller("admin", { level: "admin" }),
    "admin of clay": makeCaller("admin of clay", { level: "admin", sites: ["clay"] }),
    writer: makeCaller("writer"),
    reader: makeCaller("reader", { level: "read" }),
  };
  const namespace = siteNamespace();
  const environment = {
    CALLERS: JSON.stringify(Object.values(callers).map(({ entry }) => entry)),
    SITES_KV: namespace,
    MASTER_SECRETS: makeMasterSecret("a"),
    PRIVATE_ADDRESSES: "allow",
    RATE_PER_MINUTE: "100000",
    ...settings,
  };
  const worker = await serveHere(createWorker, environment, { publicFetch, ...host });
  const texts = [];
  const asked = [];
  return {
    shop,
    key: shop.keys.everything,
    callers,
    namespace,
    environment,
    lines: worker.lines,
    url: worker.url,
    fetch: worker.fetch,
    ask: async (caller, method, path, body) => {
      const isCsv = typeof body === "string";
      const response = await worker.fetch(path, {
        method,
        headers: {
          ...(caller && bearer(callers[caller])),
          ...(body !== undefined && { "Content-Type": isCsv ? "text/csv" : "application/json" }),
        },
        ...(body !== undefined && { body: isCsv ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      asked.push({ method, path, response, text });
      texts.push(text, JSON.stringify([...response.headers]));
      const { status, headers } = response;
      const isJson = /\bjson\b|\+json/.test(headers.get("Content-Type") ?? "");
      const isLines = /ndjson/.test(headers.get("Content-Type") ?? "");
      return {
        ...{ status, headers, text },
        body: isJson && !isLines ? JSON.parse(text) : undefined,
        rows: isLines
          ? text
              .trimEnd()
              .split("\n")
              .map((line) => JSON.parse(line))
          : undefined,
      };
    },
    asked,
    seen: () => {
      const all = [...texts, ...worker.lines.map((line) => JSON.stringify(line))];
      texts.length = 0;
      return all;
    },
    stop: async () => {
      await worker.stop();
      await shop.stop();
    },
  };
}
