import { jsonSetting, SettingError } from "../environment.js";
import { isObject } from "../json.js";
import { installationOf } from "./installation.js";
import { readSiteFields, wrongInSite } from "./read.js";
import { isSiteId, type Site, type SiteRegistry } from "./site.js";

const SITES_SETTING = "SITES";

/**
 * Sites from one secret: `{ "shop-id": { "url": …, "key": …, "name"?, "shopId"?, … } }`.
 * Enough for dozens; thousands belong into a KV namespace.
 */
export function sitesOfEnvironment(json: string | undefined): SiteRegistry {
  const given = json === undefined ? {} : jsonSetting(SITES_SETTING, json);
  if (!isObject(given)) throw new SettingError(SITES_SETTING, "is no object of sites by id.");
  const sites = new Map(Object.entries(given).map(([id, one]) => [id, readSite(id, one)]));
  return {
    find: async (id) => sites.get(id),
    list: async (reaches) =>
      [...sites.values()]
        .filter(({ id }) => reaches(id))
        .map((site) => ({ id: site.id, name: site.name, installation: installationOf(site) }))
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
}

function readSite(id: string, given: unknown): Site {
  // The id is no secret, but what stands in its place by mistake may be.
  if (!isSiteId(id)) throw new SettingError(SITES_SETTING, "has an id that is not like my-shop-1.");
  const wrong = (problem: string) => new SettingError(SITES_SETTING, `has for ${id} ${problem}.`);
  if (!isObject(given)) throw wrong("what is no object");
  const { key, ...rest } = given;
  if (typeof key !== "string" || key.trim() === "") throw wrong("no key");
  const fields = readSiteFields(rest);
  if ("wrong" in fields) throw wrong(fields.wrong);
  // With a blank of its copying around it, a key would not be found in what a shop sends back.
  const site = { ...fields, id, key: key.trim(), name: fields.name || id };
  const problem = wrongInSite(site);
  if (problem !== undefined) throw wrong(problem);
  return site;
}
