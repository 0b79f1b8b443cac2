import type { Connection, EdgeTarget } from "./connection.js";
import { KEYS } from "./demo-choices.js";
import { type EdgeSite, edgeAt } from "./edge.js";
import type { EdgeExchange } from "./edge-exchange.js";
import { demoExamples, type Examples } from "./examples.js";
import { RequestError } from "./failure.js";
import { LOCAL_EDGE } from "./local-edge.js";
import { recordsThrough } from "./record.js";

/**
 * Connects to a shop that a worker knows.
 * @throws PrestaShopError or RequestError where the worker refuses
 */
export async function connectThrough(
  target: EdgeTarget,
  onExchange: (exchange: EdgeExchange) => void,
  signal: AbortSignal,
): Promise<Connection> {
  const { url, token } = target;
  const edge = edgeAt(url, token, onExchange);
  const all = await edge.sites(signal);
  const site = all.find(({ id }) => id === target.site) ?? all[0];
  if (site === undefined) throw noSite();
  const actions = await edge.actions(signal);
  const unwatched = edgeAt(url, token, () => {});
  return {
    target: "edge",
    ref: `worker:${edge.address}|${site.id}`,
    name: site.name,
    way: "worker",
    actions,
    sites: { all, site },
    address: edge.address,
    examples: await siteExamples(edge.address, site),
    records: recordsThrough(actions, (action, input) =>
      unwatched.run(site, action, input, new AbortController().signal),
    ),
    demo: null,
    version: null,
    run: (action, input, ended) => edge.run(site, action, input, ended),
    lookAgain: null,
    planned: null,
  };
}

/** The worker of `npm start` knows the shops of the demo store. */
async function siteExamples(address: string, { id }: EdgeSite): Promise<Examples> {
  const key = address === LOCAL_EDGE?.url ? KEYS.find(({ name }) => name === id) : undefined;
  return key === undefined ? {} : demoExamples(key.folder);
}

function noSite(): RequestError {
  return new RequestError({
    kind: "no_such_site",
    title: (w) => w.errors.worker.noSite,
    message: (w) => w.errors.worker.noSiteMessage,
    hint: (w) => w.errors.worker.noSiteHint,
    by: (w) => w.errors.byWorker,
  });
}
