import { installationOf } from "./installation.js";
import type { Site, SiteSummary } from "./site.js";
import type { SiteStore } from "./store.js";

/** Sites in the memory of this process, which forgets them when it ends. */
export function memorySites(): SiteStore {
  const sites = new Map<string, Site>();
  const list = async (reaches: (id: string) => boolean): Promise<SiteSummary[]> =>
    [...sites.values()]
      .filter(({ id }) => reaches(id))
      .map((site) => ({ id: site.id, name: site.name, installation: installationOf(site) }))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    find: async (id) => sites.get(id),
    list,
    page: async ({ after, limit, reaches }) => {
      const all = await list((id) => (after === null || id > after) && reaches(id));
      return all.slice(0, limit);
    },
    put: async (site, { isNew = false } = {}) => {
      if (isNew && sites.has(site.id)) return false;
      sites.set(site.id, { ...site });
      return true;
    },
    remove: async (id) => sites.delete(id),
  };
}
