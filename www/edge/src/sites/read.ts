import { PrestaShop, PrestaShopError } from "@aismarttalk/prestashop";
import { isSiteId, optionsOf, type Site } from "./site.js";

/** A site without its id and key. */
export type SiteFields = Omit<Site, "id" | "key">;

/** Says what is wrong with the fields of a site, or gives them; used wherever sites come from. */
export function readSiteFields(given: Record<string, unknown>): SiteFields | { wrong: string } {
  const { name, url, shopId, defaultLanguage, auth, installation, ...others } = given;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return { wrong: "a member that means nothing here" };
  if (typeof url !== "string" || url === "") return { wrong: "no url" };
  const fields: SiteFields = { name: typeof name === "string" ? name : "", url };
  if (shopId !== undefined) {
    if (!Number.isInteger(shopId) || Number(shopId) < 1) return { wrong: "a shopId that is no id" };
    fields.shopId = Number(shopId);
  }
  if (defaultLanguage !== undefined) {
    if (typeof defaultLanguage !== "string" && typeof defaultLanguage !== "number") {
      return { wrong: "a defaultLanguage that is neither an id nor an ISO code" };
    }
    fields.defaultLanguage = defaultLanguage;
  }
  if (auth !== undefined) {
    if (auth !== "basic" && auth !== "query")
      return { wrong: 'an auth other than "basic", "query"' };
    fields.auth = auth;
  }
  if (installation !== undefined) {
    if (typeof installation !== "string" || !isSiteId(installation)) {
      return { wrong: "an installation that is not like my-prestashop-1" };
    }
    fields.installation = installation;
  }
  return fields;
}

/** Says what no shop could be opened with, without its value; `undefined` where there is nothing. */
export function wrongInSite(site: Site): string | undefined {
  try {
    new PrestaShop(optionsOf(site));
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof PrestaShopError)) throw thrown;
    return `a ${thrown.field ?? "member"} that cannot be one`;
  }
}
