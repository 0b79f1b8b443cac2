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
  if (!isObject(given)) throw new SettingError(SITES_SETTING, "is not an object of sites by id.");
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
