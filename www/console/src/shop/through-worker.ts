import type { Connection } from "./connection.js";
import { type Edge, type EdgeSite, edgeAt } from "./edge.js";
import type { EdgeExchange } from "./edge-exchange.js";
import { RequestError } from "./failure.js";
import { recordsThrough } from "./record.js";
import { refOf, type WorkerTarget } from "./ref.js";

/**
 * Connects to a shop that a worker knows.
 * @throws PrestaShopError or RequestError where the worker or the shop refuses
 */
export async function connectThrough(
  target: WorkerTarget,
  onExchange: (exchange: EdgeExchange) => void,
  signal: AbortSignal,
): Promise<Connection> {
  const { url, token } = target;
  const edge = edgeAt(url, token, onExchange);
  // All at once where the site is known by its id; what fails beside the first fails like it.
  const actionsRead = edge.actions(signal);
  const named = target.site === undefined ? null : { id: target.site };
  const namedVersion = named === null ? null : versionOf(edge, named, signal);
  actionsRead.catch(() => {});
  namedVersion?.catch(() => {});
  const all = await edge.sites(signal);
  const site = siteOf(all, target.site);
  const versionRead = namedVersion ?? versionOf(edge, site, signal);
  const [actions, version] = await Promise.all([actionsRead, versionRead]);
  const unwatched = edgeAt(url, token, () => {});
  return {
    ref: refOf({ way: "worker", url: edge.address, site: site.id }),
    way: "worker",
    name: site.name,
    version,
    address: edge.address,
    actions,
    sites: { all, site },
    examples: async () => ({}),
    records: recordsThrough(actions, (action, input) =>
      unwatched.run(site, action, input, new AbortController().signal),
    ),
    demo: null,
    run: (action, input, ended) => edge.run(site, action, input, ended),
    lookAgain: null,
    planned: null,
  };
}

/** A shop that was asked for is never replaced by another. */
function siteOf(all: readonly EdgeSite[], asked: string | undefined): EdgeSite {
  const site = asked === undefined ? all[0] : all.find(({ id }) => id === asked);
  if (site !== undefined) return site;
  const isNone = all.length === 0;
  return raise(
    new RequestError({
      kind: "no_such_site",
      title: (w) => (isNone ? w.errors.worker.noSite : w.errors.titles.no_such_site),
      message: (w) =>
        isNone ? w.errors.worker.noSiteMessage : w.errors.worker.notThatSite(asked ?? ""),
      hint: (w) => w.errors.worker.noSiteHint,
      by: (w) => w.errors.byWorker,
    }),
  );
}

/** The version, by which the shop has answered; `null` where the token may not ask for it. */
async function versionOf(
  edge: Edge,
  site: Pick<EdgeSite, "id">,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    return (await edge.access(site, signal)).version;
  } catch (thrown) {
    if (thrown instanceof RequestError && thrown.kind === "forbidden") return null;
    throw thrown;
  }
}

function raise(error: Error): never {
  throw error;
}
