import type { Site, SiteRegistry, SiteSummary } from "./site.js";

/** Sites that can be changed without a deployment. Keys are kept sealed; see `sealed.ts`. */
export interface SiteStore extends SiteRegistry {
  /** Adds a site, or replaces the one with its id; `false` where `isNew` and the id is taken. */
  put(site: Site, options?: { isNew?: boolean }): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  /** Sites by id, those after `after`, at most `limit`. */
  page(page: {
    after: string | null;
    limit: number;
    reaches: (id: string) => boolean;
  }): Promise<SiteSummary[]>;
}
