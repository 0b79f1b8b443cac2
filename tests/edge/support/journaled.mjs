// A worker of this process with a journal, two sites of one shop, and a caller of every level.
import { bearer, makeCaller } from "./callers.mjs";
import { load, serveHere } from "./here.mjs";
import { startShop } from "./shop.mjs";

const { createWorker, durableQueue, PACKAGE_ACTIONS, refusal } = await load(
  "worker.ts",
  "cloudflare/durable-queue.ts",
  "actions/of-package.ts",
  "problem.ts",
);

export { createWorker, durableQueue, PACKAGE_ACTIONS, refusal };

/** Starts a worker beside another, over the same shop, sites and callers. */
export function startBeside({ environment }, settings = {}, host = {}) {
  return serveHere(createWorker, { ...environment, ...settings }, host);
}

const LEVELS = {
  writer: {},
  reader: { level: "read" },
  seoEditor: { level: ["update_product_seo", "undo_change", "list_changes"] },
  parcelEditor: { level: ["set_tracking_number", "undo_change"] },
  makerEditor: { level: ["update_manufacturer"] },
  contentEditor: { level: ["update_product_content"] },
  outsider: { sites: ["two"] },
  colleague: {},
  proposer: { level: "propose" },
  confirmer: { confirm: "required" },
};

/** Starts it; `run(action, input, who?, site?)` and `list(query?, who?, site?)` ask it. */
export async function startJournaled(settings = {}, { host, version, actions } = {}) {
  const shop = await startShop({ version });
  const site = { url: shop.url, key: shop.key };
  const offered = (actions ?? PACKAGE_ACTIONS).map(({ name }) => name);
  // An action that is not offered would be refused in the setting.
  const levels = Object.entries(LEVELS).filter(
    ([name]) => name !== "makerEditor" || offered.includes("update_manufacturer"),
  );
  const callers = Object.fromEntries(
    levels.map(([name, level]) => [name, makeCaller(name, level)]),
  );
  const environment = {
    SITES: JSON.stringify({ one: site, two: site }),
    CALLERS: JSON.stringify(Object.values(callers).map(({ entry }) => entry)),
    RATE_PER_MINUTE: "60000",
    ...settings,
  };
  const worker = await serveHere(createWorker, environment, host, actions);
  const ask = async (path, who, init, at = worker) => {
    const headers = { ...bearer(callers[who]), "Content-Type": "application/json" };
    const response = await at.fetch(path, { ...init, headers });
    const text = await response.text();
    const id = response.headers.get("X-Change-Id");
    return { status: response.status, id, text, body: JSON.parse(text) };
  };
  return {
    shop,
    environment,
    host,
    lines: worker.lines,
    run: (action, input, who = "writer", at = "one", beside = worker) =>
      ask(
        `/v1/sites/${at}/actions/${action}`,
        who,
        { method: "POST", body: JSON.stringify(input) },
        beside,
      ),
    list: (query = "", who = "writer", at = "one") => ask(`/v1/sites/${at}/changes?${query}`, who),
    fetch: (path, who, init) =>
      worker.fetch(path, { ...init, headers: { ...bearer(callers[who]), ...init?.headers } }),
    actions: async (who = "writer") => (await ask("/v1/actions", who)).body.actions,
    stop: async () => {
      await worker.stop();
      await shop.stop();
    },
  };
}

/** Starts it and ends it with the test. */
export async function journaled(t, settings, lent) {
  const edge = await startJournaled(settings, lent);
  t.after(edge.stop);
  return edge;
}
