import { isObject } from "../json.js";
import { withTimeout } from "../limits/timeout.js";
import { entryKey, PREFIX, readEntry, siteOfKey, unreadable, writeEntry } from "./entry.js";
import type { MasterSecrets } from "./sealed.js";
import { isSiteId, type SiteRegistry, type SiteSummary } from "./site.js";
import type { SiteStore } from "./store.js";

/** The part of a Workers KV namespace that is used. */
export interface SiteNamespace {
  get(key: string): Promise<string | null>;
  list(options: { prefix: string; cursor?: string }): Promise<KeyPage>;
}

/** A namespace that can be written, too. */
export interface WritableSiteNamespace extends SiteNamespace {
  put(key: string, value: string, options: { metadata: object }): Promise<void>;
  delete(key: string): Promise<void>;
}

interface KeyPage {
  keys: { name: string; metadata?: unknown }[];
  list_complete: boolean;
  cursor?: string;
}

/**
 * Sites from a Workers KV namespace, enough for thousands. Nothing is cached here: locations
 * near the caller cache entries for a minute, and opening one costs less than fetching it.
 */
export function sitesOfKv(namespace: SiteNamespace, secrets: MasterSecrets): SiteRegistry {
  return {
    find: async (id) => {
      if (!isSiteId(id)) return undefined;
      const value = await reached(() => namespace.get(entryKey(id)));
      return value === null ? undefined : readEntry(id, value, secrets);
    },
    list: async (reaches) => {
      const sites: SiteSummary[] = [];
      for await (const { name, metadata } of keysOf(namespace)) {
        const id = siteOfKey(name);
        if (id !== undefined && reaches(id)) sites.push(summaryOf(id, metadata));
      }
      return sites;
    },
  };
}

/**
 * The same sites, to be changed as well. Locations see a change within a minute. The namespace cannot
 * compare before it writes: of two sites that are added under one id at once, the later one stays.
 */
export function siteStoreOfKv(namespace: WritableSiteNamespace, secrets: MasterSecrets): SiteStore {
  const { find, list } = sitesOfKv(namespace, secrets);
  const isThere = async (id: string) => (await reached(() => namespace.get(entryKey(id)))) !== null;
  return {
    find,
    list,
    put: async (site, { isNew = false } = {}) => {
      if (isNew && (await isThere(site.id))) return false;
      const { key, value, metadata } = await writeEntry(site, secrets);
      await written(() => namespace.put(key, value, { metadata }));
      return true;
    },
    remove: async (id) => {
      if (!isSiteId(id) || !(await isThere(id))) return false;
      await written(() => namespace.delete(entryKey(id)));
      return true;
    },
    page: async ({ after, limit, reaches }) => {
      const sites: SiteSummary[] = [];
      for await (const { name, metadata } of keysOf(namespace)) {
        const id = siteOfKey(name);
        if (id === undefined || (after !== null && id <= after) || !reaches(id)) continue;
        sites.push(summaryOf(id, metadata));
        if (sites.length === limit) break;
      }
      return sites;
    },
  };
}

async function* keysOf(namespace: SiteNamespace): AsyncGenerator<KeyPage["keys"][number]> {
  let cursor: string | undefined;
  do {
    const after = cursor === undefined ? {} : { cursor };
    const page = await reached(() => namespace.list({ prefix: PREFIX, ...after }));
    yield* page.keys;
    cursor = page.list_complete ? undefined : page.cursor;
  } while (cursor !== undefined);
}

async function written(write: () => Promise<void>): Promise<void> {
  try {
    await withTimeout(write());
  } catch {
    throw unreadable("The sites cannot be changed right now.", "Retry in a moment.", true);
  }
}

async function reached<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await withTimeout(ask());
  } catch {
    throw unreadable("The sites cannot be read right now.", "Retry in a moment.", true);
  }
}

/** The summary of a site by its metadata, which anybody who can write entries can set. */
export function summaryOf(id: string, metadata: unknown): SiteSummary {
  const { name, installation } = isObject(metadata) ? metadata : {};
  const textOf = (one: unknown) => (typeof one === "string" && one !== "" ? one : null);
  return { id, name: textOf(name) ?? id, installation: textOf(installation) };
}
