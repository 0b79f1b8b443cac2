// A worker of this process with jobs in a database, over a shop that can be made to misbehave.
import { setTimeout as sleep } from "node:timers/promises";
import { bearer, makeCaller } from "../../edge/support/callers.mjs";
import { load } from "../../edge/support/here.mjs";
import { startShop } from "../../edge/support/shop.mjs";

const { createWorker } = await load("worker.ts");

const LEVELS = {
  writer: {},
  reader: { level: "read" },
  proposer: { level: "propose" },
  confirmer: { confirm: "required" },
  seoEditor: { level: ["update_product_seo", "undo_change"] },
  claimed: { claim: "required" },
  admin: { level: "admin" },
  outsider: { sites: ["two"] },
};

/** The ends of a job. */
export const OVER = ["done", "stopped"];

/**
 * Starts it on a database. `ask(path, { who?, method?, body?, headers? })` asks it, `work()` does what
 * is due, `until(job, states)` works until the job is in one of them.
 */
export async function startJobs(database, { shop: given, settings = {}, names = LEVELS } = {}) {
  const shop = given ?? (await startShop());
  const callers = Object.fromEntries(
    Object.entries(names).map(([name, level]) => [name, makeCaller(name, level)]),
  );
  const site = { url: shop.url, key: shop.key };
  const environment = {
    SITES: JSON.stringify({ one: site, two: site }),
    CALLERS: JSON.stringify(Object.values(callers).map(({ entry }) => entry)),
    RATE_PER_MINUTE: "600000",
    ...settings,
  };
  const lines = [];
  const worker = createWorker(environment, { bound: database, log: (line) => lines.push(line) });
  const ask = async (path, { who = "writer", method = "GET", body, headers } = {}) => {
    const type = { "Content-Type": "application/json" };
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const response = await worker(
      new Request(`https://edge.example${path}`, {
        method,
        headers: { ...bearer(callers[who]), ...(text !== undefined && type), ...headers },
        ...(text !== undefined && { body: text }),
      }),
    );
    const told = await response.text();
    const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
    const { status } = response;
    return {
      status,
      headers: response.headers,
      text: told,
      body: isJson ? JSON.parse(told) : null,
    };
  };
  const never = new AbortController().signal;
  const work = async (signal = never) => {
    for (const one of worker.background) if (one.name === "jobs") await one.run(signal);
  };
  const at = "/v1/sites/one/jobs";
  const get = async (job, who) => (await ask(`${at}/${job}`, { who })).body;
  const until = async (job, states, who) => {
    for (let tries = 0; ; tries += 1) {
      await work();
      const found = await get(job, who);
      if (states.includes(found.state)) return found;
      if (tries > 600) throw new Error(`The job stays ${found.state}: ${JSON.stringify(found)}`);
      await sleep(50);
    }
  };
  return {
    shop,
    lines,
    ask,
    work,
    get,
    until,
    at,
    worker,
    token: (who) => callers[who].token,
    items: async (job, query = "", who) => (await ask(`${at}/${job}/items?${query}`, { who })).body,
    make: (items, who) => ask(at, { who, method: "POST", body: { items } }),
    tell: (job, command, body = {}, who = undefined) =>
      ask(`${at}/${job}/${command}`, { who, method: "POST", body }),
    stop: () => (given === undefined ? shop.stop() : undefined),
  };
}
