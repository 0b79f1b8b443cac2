import { PrestaShop, PrestaShopError } from "@aismarttalk/prestashop";
import { isSiteId, optionsOf, type Site } from "./site.js";

/** A site without its id and key. */
export type SiteFields = Omit<Site, "id" | "key">;

/** Reads the fields of a site, or says what is wrong; used for sites of every source. */
export function readSiteFields(given: Record<string, unknown>): SiteFields | { wrong: string } {
  const { name, url, shopId, defaultLanguage, auth, installation, ...others } = given;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return { wrong: "it has an unknown member" };
  if (typeof url !== "string" || url === "") return { wrong: "`url` is missing" };
  const fields: SiteFields = { name: typeof name === "string" ? name : "", url };
  if (shopId !== undefined) {
    if (!Number.isInteger(shopId) || Number(shopId) < 1) return { wrong: "`shopId` is not an id" };
    fields.shopId = Number(shopId);
  }
  if (defaultLanguage !== undefined) {
    if (typeof defaultLanguage !== "string" && typeof defaultLanguage !== "number") {
      return { wrong: "`defaultLanguage` is neither an id nor an ISO code" };
    }
    fields.defaultLanguage = defaultLanguage;
  }
  if (auth !== undefined) {
    if (auth !== "basic" && auth !== "query")
      return { wrong: '`auth` is neither "basic" nor "query"' };
    fields.auth = auth;
  }
  if (installation !== undefined) {
    if (typeof installation !== "string" || !isSiteId(installation)) {
      return { wrong: "`installation` does not look like my-prestashop-1" };
    }
    fields.installation = installation;
  }
  return fields;
}

/** Says which field no shop could be opened with, without its value; `undefined` for none. */
export function wrongInSite(site: Site): string | undefined {
  try {
    new PrestaShop(optionsOf(site));
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof PrestaShopError)) throw thrown;
    return `\`${thrown.field ?? "url"}\` is not valid`;
  }
}
