import { parseArgs } from "node:util";
import { PrestaShop, type PrestaShopOptions } from "@aismarttalk/prestashop";
import { writeEntry } from "../../src/sites/entry.js";
import { readSiteFields } from "../../src/sites/read.js";
import { optionsOf, type Site } from "../../src/sites/site.js";
import { readKey } from "./key.js";
import { openStore } from "./store.js";
import { idFrom, secretsOfEnvironment, UsageError, WHERE } from "./usage.js";

const ADD_OPTIONS = {
  ...WHERE,
  name: { type: "string" },
  "shop-id": { type: "string" },
  language: { type: "string" },
  auth: { type: "string" },
  installation: { type: "string" },
  unchecked: { type: "boolean" },
} as const;

/** Tries the key of a shop, seals it, and stores it. */
export async function addSite(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, options: ADD_OPTIONS, allowPositionals: true });
  const secrets = secretsOfEnvironment();
  const store = await openStore(values);
  const [word, url] = positionals;
  const id = idFrom(word);
  const { "shop-id": shopId, language, auth, installation, name = id } = values;
  const fields = readSiteFields({
    name,
    url,
    ...(shopId !== undefined && { shopId: Number(shopId) }),
    ...(language !== undefined && { defaultLanguage: numberOrText(language) }),
    ...(auth !== undefined && { auth }),
    ...(installation !== undefined && { installation }),
  });
  if ("wrong" in fields) throw new UsageError(`The site is wrong: ${fields.wrong}.`);
  const site = { ...fields, id, key: await readKey() };
  await tryKey(site, values.unchecked === true);
  await store.put([await writeEntry(site, secrets)]);
}

/** Even unchecked, a malformed address or key is refused. */
async function tryKey(site: Site, isUnchecked: boolean): Promise<void> {
  const shop = new PrestaShop(optionsOf(site) satisfies PrestaShopOptions);
  if (isUnchecked) return;
  const { shop_name, version, summary } = await shop.run("check_access", {});
  console.error(`${shop_name}, PrestaShop ${version ?? "of unknown version"}. ${summary}`);
}

function numberOrText(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
