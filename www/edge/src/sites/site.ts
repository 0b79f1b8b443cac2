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
}

/** What callers see of a site. */
export interface SiteSummary {
  id: string;
  name: string;
}

/** Where sites are kept. */
export interface SiteRegistry {
  /** The site of that id; `undefined` where there is none. */
  find(id: string): Promise<Site | undefined>;
  /** Every site that `reaches` lets through, by id. */
  list(reaches: (id: string) => boolean): Promise<SiteSummary[]>;
}

/** Whether a text can be the id of a site; what cannot is not even looked up. */
export function isSiteId(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}
