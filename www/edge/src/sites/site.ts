/** A shop and the key that opens it. Never leaves the worker. */
export interface Site {
  /** In addresses: small letters, digits and hyphens. */
  id: string;
  /** For people. */
  name: string;
  url: string;
  key: string;
  shopId?: number;
  defaultLanguage?: number | string;
  auth?: "basic" | "query";
  /** Names the PrestaShop behind it, where the origin of `url` does not; in the form of an id. */
  installation?: string;
}

/** How the package opens a site. */
export function optionsOf({ id: _, name: __, installation: ___, ...options }: Site) {
  return options;
}

/** What callers see of a site. */
export interface SiteSummary {
  id: string;
  name: string;
  /** The same for sites of one PrestaShop; `null` for entries from before installations. */
  installation: string | null;
}

/** Where sites are kept. */
export interface SiteRegistry {
  /** The site of that id; `undefined` if there is none. */
  find(id: string): Promise<Site | undefined>;
  /** Every site for which `reaches` is true, sorted by id. */
  list(reaches: (id: string) => boolean): Promise<SiteSummary[]>;
}

/** Whether a text can be the id of a site; others are not even looked up. */
export function isSiteId(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}
