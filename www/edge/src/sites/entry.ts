import { isObject, parsedJson } from "../json.js";
import { refusal } from "../problem.js";
import { installationOf } from "./installation.js";
import { readSiteFields, wrongInSite } from "./read.js";
import { type MasterSecrets, type SealedKey, type StaysClosed, seal, unseal } from "./sealed.js";
import { isSiteId, type Site } from "./site.js";

/** A site as a KV namespace keeps it, in the form that `wrangler kv bulk put` takes. */
export interface SiteEntry {
  /** `site:` and the id. */
  key: string;
  /** JSON: `{ v: 1, name, url, shopId?, defaultLanguage?, auth?,
   * installation?, key: { iv, data, under } }`. */
  value: string;
  /** Comes with lists, which do not read the values. */
  metadata: { name: string; installation: string };
}

/** What the keys of all sites begin with. */
export const PREFIX = "site:";
/** The version of the entries' form. */
const VERSION = 1;

/** What to do with an entry that stays closed. */
const HINTS: Record<StaysClosed, string> = {
  unknown_secret:
    "Its key is sealed under a master secret that is not in MASTER_SECRETS: add that, or add the site again.",
  not_sealed_for_this:
    "Its key was sealed for another site or address, or under another secret of that name: add the site again.",
};

/** The key of a site's entry. */
export function entryKey(id: string): string {
  return `${PREFIX}${id}`;
}

/** The site whose entry has that key; `undefined` for any other key. */
export function siteOfKey(key: string): string | undefined {
  const id = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : "";
  return isSiteId(id) ? id : undefined;
}

/** The entry of a site, its key sealed under the first master secret. */
export async function writeEntry(site: Site, secrets: MasterSecrets): Promise<SiteEntry> {
  const { id, key: _, ...fields } = site;
  const key = await seal(secrets, site);
  const metadata = { name: site.name, installation: installationOf(site) };
  const value = JSON.stringify({ v: VERSION, ...fields, key });
  return { key: entryKey(id), value, metadata };
}

/**
 * The site of an entry.
 * @throws Refusal if the entry is broken or its key stays closed
 */
export async function readEntry(id: string, value: string, secrets: MasterSecrets): Promise<Site> {
  const { fields, sealed } = readForm(value);
  const site = { ...fields, id, name: fields.name || id };
  const opened = await unseal(secrets, site, sealed);
  if (typeof opened === "string") {
    throw unreadable("The key of this site cannot be opened.", HINTS[opened]);
  }
  const whole = { ...site, key: opened.key };
  if (wrongInSite(whole) !== undefined) throw broken();
  return whole;
}

/** The master secret that an entry names; `undefined` where the entry is broken. */
export function sealedUnder(value: string): string | undefined {
  try {
    return readForm(value).sealed.under;
  } catch {
    return undefined;
  }
}

/** Refuses a broken entry, without quoting it. */
export function unreadable(detail: string, hint: string, retryable = false) {
  return refusal("site_unreadable", detail, { hint, retryable });
}

function broken() {
  return unreadable("The entry of this site is broken.", "Add the site again.");
}

function readForm(value: string) {
  const given = parsedJson(value);
  if (!isObject(given)) throw broken();
  const { v, key, ...rest } = given;
  if (v !== VERSION || !isSealed(key)) throw broken();
  const fields = readSiteFields(rest);
  if ("wrong" in fields) throw broken();
  return { fields, sealed: key };
}

function isSealed(key: unknown): key is SealedKey {
  return isObject(key) && [key.iv, key.data, key.under].every((part) => typeof part === "string");
}
