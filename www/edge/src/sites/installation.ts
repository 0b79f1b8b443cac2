import type { Site, SiteSummary } from "./site.js";

/**
 * Where a change is made. Sites of one installation share customers, orders and more, so
 * a write under way through one of them concerns all.
 */
export interface Place {
  site: string;
  /** Missing of changes noted before there were any: those are known at their site alone. */
  installation?: string;
}

/** The PrestaShop behind a site: its name, which looks like no origin, or the origin of its address. */
export function installationOf({ url, installation }: Pick<Site, "url" | "installation">): string {
  return installation ?? originOf(url);
}

/** The place of a site's changes. */
export function placeOf(site: Site): Required<Place> {
  return { site: site.id, installation: installationOf(site) };
}

/** Where a shop is; addresses without a scheme mean https. */
export function originOf(url: string): string {
  const trimmed = url.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  return URL.canParse(whole) ? new URL(whole).origin : "";
}

/**
 * Sites as callers see them: those of one installation name the first of them. A name or an origin
 * would reveal where the shops are.
 */
export function shownSites(sites: readonly SiteSummary[]): SiteSummary[] {
  const firsts = new Map<string, string>();
  return sites.map(({ id, name, installation }) => {
    if (installation === null) return { id, name, installation };
    const first = firsts.get(installation) ?? id;
    firsts.set(installation, first);
    return { id, name, installation: first };
  });
}
