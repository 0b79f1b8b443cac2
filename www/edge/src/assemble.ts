import { offered } from "./actions/offered.js";
import type { BackgroundWork } from "./background/work.js";
import { listedCallers } from "./callers/authenticate.js";
import { readCallers } from "./callers/read.js";
import { readSignedTokens, signedCallers } from "./callers/signed.js";
import type { CallerSource } from "./callers/source.js";
import type { CallerStore } from "./callers/store.js";
import { storedCallers } from "./callers/stored.js";
import type { Catalogue, ShopAction } from "./catalogue/action.js";
import type { Outcome, WriteJob } from "./catalogue/outcome.js";
import { confirmationsUnder } from "./confirming/confirmation.js";
import { confirmKey } from "./confirming/key.js";
import { type Environment, text } from "./environment.js";
import { eventsOfService } from "./events/of-service.js";
import { memoryKeys } from "./idempotency/memory.js";
import { answerSeal } from "./idempotency/sealed-answers.js";
import { sqlKeys } from "./idempotency/sql.js";
import { openJobs } from "./jobs/open.js";
import { jobWork } from "./jobs/work.js";
import { memoryPace } from "./limits/pace.js";
import { memoryLimiter } from "./limits/rate.js";
import { wrongTokens } from "./limits/wrong-tokens.js";
import { type Report, reportTo } from "./logging/report.js";
import { openOAuth } from "./oauth/open.js";
import { type IsHeld, processQueue } from "./running/queue.js";
import { write } from "./running/run.js";
import type { Host, Service } from "./service.js";
import { readSettings, type Settings } from "./settings.js";
import { memoryCache, reportedCache, sharedCache } from "./shop/cache.js";
import { sendByOrigin } from "./shop/send.js";
import { openShutdown } from "./shutdown.js";
import { originsOfEnvironment } from "./sites/environment.js";
import { openStores } from "./stores.js";

/**
 * Puts a service together from what is set, what the runtime lends and what is offered.
 * @throws SettingError naming a setting that is wrong
 * @throws TypeError naming an action whose declaration is wrong
 */
export function assemble(env: Environment, host: Host, actions: readonly ShopAction[]): Service {
  const settings = readSettings(env);
  const catalogue = offered(actions);
  const log = host.log ?? ((line) => console.log(JSON.stringify(line)));
  const report = reportTo(log, Date.now);
  const stores = openStores(env, settings, host, report);
  const { database } = stores;
  const perform = (job: WriteJob, isHeld: IsHeld): Promise<Outcome> => write(service, job, isHeld);
  const secret = confirmKey(env);
  const jobs = database === null ? null : openJobs(database, Date.now);
  const background: BackgroundWork[] = [...stores.background];
  const service: Service = {
    settings,
    ...stores,
    background,
    jobs: jobs?.store ?? null,
    items: jobs?.leases ?? null,
    keys: database === null ? memoryKeys() : sqlKeys(database),
    answerSeal: answerSeal(secret),
    wake: host.wake ?? (async () => {}),
    events: null,
    send: openSend(env, settings, host),
    oauth: null,
    callers: callersOf(env, catalogue, stores.callerStore, report),
    catalogue,
    confirmations: confirmationsUnder(secret),
    queue: host.queue ?? processQueue(perform, () => settings.writeMs, stores.locks),
    strangers: memoryLimiter(settings.ratePerMinute),
    wrongTokens: wrongTokens(settings.wrongPerMinute),
    pace: memoryPace(),
    cache: reportedCache(host.cache ? sharedCache(host.cache) : memoryCache(), report),
    shutdown: host.shutdown ?? openShutdown(),
    log,
    report,
    now: Date.now,
  };
  if (jobs !== null) {
    background.push(jobWork({ runner: service, ...jobs, days: settings.journalDays }));
  }
  const oauth = openOAuth(env, openPublic(settings, host), service);
  if (oauth?.server) background.push(oauth.server.background);
  const events = eventsOfService(env, openPublic(settings, host), service, host.eventBudget);
  background.push(...(events?.background ?? []));
  return Object.assign(service, { oauth, events });
}

/** Where the callers are, those of the setting first: they work while others cannot be read. */
function callersOf(
  env: Environment,
  catalogue: Catalogue,
  store: CallerStore | null,
  report: Report,
) {
  const find = (name: string) => catalogue.find(name);
  const listed = readCallers(text(env, "CALLERS"), find);
  const signed = readSignedTokens(env);
  const sources: CallerSource[] = [];
  if (listed.length > 0) sources.push(listedCallers(listed));
  if (signed !== null) sources.push(signedCallers(signed, find));
  if (store !== null) sources.push(storedCallers(store, report));
  return sources;
}

/** Calls addresses that others gave; Cloudflare and Vercel reach no private network by themselves. */
function openPublic({ addresses }: Settings, { publicFetch }: Host): typeof fetch {
  return publicFetch?.(addresses) ?? ((input, init) => fetch(input, init));
}

/** Calls shops: those that the settings name may be anywhere. */
function openSend(env: Environment, settings: Settings, host: Host): typeof fetch {
  const send = openPublic(settings, host);
  if (host.publicFetch === undefined) return send;
  return sendByOrigin(originsOfEnvironment(text(env, "SITES")), send);
}
