// A worker with two sites over one PrestaShop, each with a key of its shop, and callers of either.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KEYS } from "../../js/support/demo-shop.mjs";
import { bearer, makeCaller } from "./callers.mjs";
import { load, serveHere } from "./here.mjs";
import { startShop } from "./shop.mjs";

const { createWorker, logJournal, logFile } = await load(
  "worker.ts",
  "journal/log.ts",
  "../entries/log-file.ts",
);

const HOST = { journalFile: (path, days) => logJournal(logFile(path), days) };
export const SHOP_1 = { key: KEYS.shop1 };
export const SHOP_2 = { key: KEYS.shop2 };

const CALLERS = {
  everywhere: makeCaller("everywhere"),
  "at one": makeCaller("at one", { sites: ["one", "elsewhere"] }),
  "at two": makeCaller("at two", { sites: ["two"] }),
};

/** Starts them: a shop with workers over it; `run(action, input, who, site)` and `changes(who, site, query)`. */
export async function startSites(t, { settings = {}, sites = () => ({}) } = {}) {
  const shop = await startShop();
  t.after(shop.stop);
  const environment = {
    SITES: JSON.stringify({
      one: { ...SHOP_1, url: shop.url },
      two: { ...SHOP_2, url: `${shop.url}/shop2` },
      ...sites(shop.url),
    }),
    CALLERS: JSON.stringify(Object.values(CALLERS).map(({ entry }) => entry)),
    RATE_PER_MINUTE: "60000",
    ...settings,
  };
  const start = async () => {
    const worker = await serveHere(createWorker, environment, HOST);
    t.after(worker.stop);
    return worker;
  };
  let worker = await start();
  const ask = async (path, who, init, at = worker) => {
    const headers = { ...bearer(CALLERS[who]), "Content-Type": "application/json" };
    const response = await at.fetch(path, { ...init, headers });
    const text = await response.text();
    const id = response.headers.get("X-Change-Id");
    return { status: response.status, id, text, body: JSON.parse(text) };
  };
  return {
    shop,
    start,
    ask,
    restart: async () => {
      worker = await start();
    },
    run: (action, input, who, site, at) => {
      const init = { method: "POST", body: JSON.stringify(input) };
      return ask(`/v1/sites/${site}/actions/${action}`, who, init, at);
    },
    changes: async (who, site, query = "") => {
      const { status, text, body } = await ask(`/v1/sites/${site}/changes?${query}`, who);
      assert.equal(status, 200, text);
      return body.changes;
    },
  };
}

/** What an action answers that is to write. */
export const done = async (asked) => {
  const answer = await asked;
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.body.written, true, answer.text);
  return answer;
};

/** A folder that is gone after the test. */
export async function folderOf(t) {
  const folder = await mkdtemp(join(tmpdir(), "edge-installations-"));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}
