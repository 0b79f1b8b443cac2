import { type Environment, text } from "../environment.js";
import type { Service } from "../service.js";
import { addressProblem } from "../sites/public-address.js";
import { readMasterSecrets } from "../sites/sealed.js";
import { type Events, openEvents } from "./open.js";
import { siteReader } from "./read-site.js";
import type { EventBudget } from "./work.js";

const DAY_MS = 86_400_000;

/**
 * The events of a service: where it has a database to keep them, and master secrets that seal what
 * they are signed with. `null` where it has not.
 * @throws SettingError naming a setting that is wrong
 */
export function eventsOfService(
  env: Environment,
  send: typeof fetch,
  service: Service,
  budget: EventBudget | undefined,
): Events | null {
  const { database, settings, report, now } = service;
  const secrets = text(env, "MASTER_SECRETS");
  if (database === null || secrets === undefined) return null;
  return openEvents({
    database,
    secrets: readMasterSecrets(secrets),
    read: siteReader(service),
    problemOf: (url) => addressProblem(url, settings.addresses),
    everyMs: settings.eventsEveryMs,
    keptMs: settings.eventsDays * DAY_MS,
    now,
    tell: (line) => {
      const time = new Date(now()).toISOString();
      console.log(JSON.stringify({ time, background: "events", ...line }));
    },
    failed: (thrown) => report("background events", thrown),
    send,
    budget,
  });
}
