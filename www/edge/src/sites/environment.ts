import { jsonSetting, SettingError } from "../environment.js";
import { isObject } from "../json.js";
import { installationOf, originOf } from "./installation.js";
import { readSiteFields, wrongInSite } from "./read.js";
import { isSiteId, type Site, type SiteRegistry } from "./site.js";

const SITES_SETTING = "SITES";

/**
 * Sites from one secret: `{ "shop-id": { "url": …, "key": …, "name"?, "shopId"?, … } }`.
 * Enough for dozens; thousands belong into a KV namespace.
 */
export function sitesOfEnvironment(json: string | undefined): SiteRegistry {
  const sites = new Map(sitesIn(json).map((site) => [site.id, site]));
  return {
    find: async (id) => sites.get(id),
    list: async (reaches) =>
      [...sites.values()]
        .filter(({ id }) => reaches(id))
        .map((site) => ({ id: site.id, name: site.name, installation: installationOf(site) }))
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
}

/** The origins of those sites: hosts that whoever runs the worker chose. */
export function originsOfEnvironment(json: string | undefined): ReadonlySet<string> {
  return new Set(sitesIn(json).map(({ url }) => originOf(url)));
}

function sitesIn(json: string | undefined): Site[] {
  const given = json === undefined ? {} : jsonSetting(SITES_SETTING, json);
  if (!isObject(given)) throw new SettingError(SITES_SETTING, "is not an object of sites by id.");
  return Object.entries(given).map(([id, one]) => readSite(id, one));
}

function readSite(id: string, given: unknown): Site {
  // The id is not a secret, but a value put in its place by mistake may be.
  if (!isSiteId(id)) throw new SettingError(SITES_SETTING, "has an id that is not like my-shop-1.");
  const wrong = (problem: string) =>
    new SettingError(SITES_SETTING, `is wrong at \`${id}\`: ${problem}.`);
  if (!isObject(given)) throw wrong("it is not an object");
  const { key, ...rest } = given;
  if (typeof key !== "string" || key.trim() === "") throw wrong("`key` is missing");
  const fields = readSiteFields(rest);
  if ("wrong" in fields) throw wrong(fields.wrong);
  // A key copied with a blank around it would not be found in what a shop sends back.
  const site = { ...fields, id, key: key.trim(), name: fields.name || id };
  const problem = wrongInSite(site);
  if (problem !== undefined) throw wrong(problem);
  return site;
}
