import type { SiteRegistry, SiteSummary } from "./site.js";

/** The sites of several places as one. Where two have the same id, the first place counts. */
export function allSites(registries: readonly SiteRegistry[]): SiteRegistry {
  return {
    find: async (id) => {
      for (const registry of registries) {
        const site = await registry.find(id);
        if (site !== undefined) return site;
      }
      return undefined;
    },
    list: async (reaches) => {
      const byId = new Map<string, SiteSummary>();
      for (const registry of registries) {
        for (const site of await registry.list((id) => !byId.has(id) && reaches(id))) {
          byId.set(site.id, site);
        }
      }
      return [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    },
  };
}
