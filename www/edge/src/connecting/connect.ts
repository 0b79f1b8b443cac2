import type { CheckAccessOutput } from "@aismarttalk/prestashop";
import type { Outcome } from "../catalogue/outcome.js";
import { type Refusal, refusal } from "../problem.js";
import type { AddressRules } from "../sites/public-address.js";
import type { Site, SiteRegistry } from "../sites/site.js";
import type { SiteStore } from "../sites/store.js";
import { type Asking, type Checking, checkSite } from "./check.js";
import type { GivenSite } from "./given.js";

/** What connecting a site needs. */
export interface Connecting extends Checking {
  settings: Checking["settings"] & { addresses: AddressRules };
  /** All sites, also those of the settings. */
  sites: SiteRegistry;
  siteStore: SiteStore;
}

/** A site that is stored; `access` is `null` where it was not checked. */
export interface Connected {
  site: Site;
  access: CheckAccessOutput | null;
}

/** How a site is connected. */
export interface Manner extends Asking {
  isUnchecked: boolean;
}

/** How many ids are tried for shops of one name. */
const MOST_IDS = 50;

/**
 * Tries the key of a new site and stores it; nothing is stored if the shop refuses the key or cannot be
 * reached.
 * @throws Refusal if the id is taken
 */
export async function connectSite(
  connecting: Connecting,
  given: GivenSite,
  manner: Manner,
): Promise<Outcome<Connected>> {
  if (given.id !== null && (await connecting.sites.find(given.id)) !== undefined) throw taken();
  return checked(connecting, given.site, manner, async (site) => {
    for (const id of idsOf(given)) {
      if ((await connecting.sites.find(id)) !== undefined) continue;
      const named = { ...site, id };
      if (await connecting.siteStore.put(named, { isNew: true })) return named;
    }
    throw taken();
  });
}

/**
 * Tries the key of a site that is there with its new fields, and stores it.
 * @throws Refusal if it was removed meanwhile
 */
export function replaceSite(
  connecting: Connecting,
  site: Site,
  manner: Manner,
): Promise<Outcome<Connected>> {
  return checked(connecting, site, manner, async () => {
    // Whoever removed it while the key was tried wanted it gone.
    if ((await connecting.siteStore.find(site.id)) === undefined) throw gone();
    await connecting.siteStore.put(site);
    return site;
  });
}

async function checked(
  connecting: Connecting,
  site: Site,
  { isUnchecked, ...asking }: Manner,
  store: (site: Site) => Promise<Site>,
): Promise<Outcome<Connected>> {
  if (isUnchecked) {
    return { answer: { site: await store(site), access: null }, requests: 0, milliseconds: 0 };
  }
  const outcome = await checkSite(connecting, site, asking);
  if ("problem" in outcome) return outcome;
  const { answer: access, ...traffic } = outcome;
  return { answer: { site: await store(site), access }, ...traffic };
}

function* idsOf({ id, site }: GivenSite): Generator<string> {
  yield site.id;
  for (let at = 2; id === null && at <= MOST_IDS; at += 1) yield `${site.id}-${at}`;
}

function gone(): Refusal {
  return refusal("no_such_site", "The site was removed meanwhile. Nothing was stored.");
}

function taken(): Refusal {
  return refusal("site_exists", "There is a site of that id already.", {
    field: "id",
    hint: "Choose another id, or change that site with PUT.",
  });
}
