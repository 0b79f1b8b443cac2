import { type Refusal, refusal } from "../problem.js";
import { type AddressRules, addressProblem } from "../sites/public-address.js";
import { readSiteFields, wrongInSite } from "../sites/read.js";
import { isSiteId, type Site } from "../sites/site.js";

/** A site as somebody gives it to be connected, checked as far as the shop is not needed for it. */
export interface GivenSite {
  /** `null` where the worker is to choose one. */
  id: string | null;
  /** Its id is the chosen one, or a stand-in. */
  site: Site;
}

/** The longest texts: no shop needs more, and lists show them whole. */
const MOST = { name: 100, url: 2_048, key: 200 } as const;

/** Line breaks and marks that turn the direction of the text around them. */
const UNSHOWN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/**
 * Reads a site as somebody gives it; an address without a scheme means https.
 * @throws Refusal that names what is wrong, without its value
 */
export function readGiven(given: Record<string, unknown>, rules: AddressRules): GivenSite {
  const { id, key, ...rest } = given;
  if (id !== undefined && (typeof id !== "string" || !isSiteId(id))) {
    throw wrong("id", "The id does not look like my-shop-1.", "Use small letters, digits and -.");
  }
  const texts = Object.entries(MOST).map(
    ([member, most]) => [member, given[member], most] as const,
  );
  for (const [member, value, most] of texts) checkText(member, value, most);
  const fields = readSiteFields({
    ...rest,
    ...(rest.url !== undefined && { url: complete(rest.url) }),
  });
  if ("wrong" in fields) throw wrongField(fields.wrong);
  const problem = addressProblem(fields.url, rules);
  if (problem !== null) throw wrong("url", problem, HINT_OF_ADDRESS);
  const host = new URL(fields.url).hostname.replace(/^www\./, "");
  const name = fields.name.trim() || host;
  const site = {
    ...fields,
    id: id ?? (idIn(name) || idIn(host) || "shop"),
    name,
    key: readKey(key),
  };
  const wrongOption = wrongInSite(site);
  if (wrongOption !== undefined) throw wrongField(wrongOption);
  return { id: id ?? null, site };
}

const HINT_OF_ADDRESS = "Give the address at which customers open the shop.";

/**
 * A key as it was copied.
 * @throws Refusal where there is none
 */
export function readKey(key: unknown): string {
  if (typeof key === "string" && key.trim() !== "") return key.trim();
  throw wrong(
    "key",
    "The key of the shop's Webservice is missing.",
    "Create one in the back office under Advanced Parameters > Webservice.",
  );
}

/** Leaves room for a number behind it. */
const MOST_OF_ID = 48;

/** The Latin letters and digits of a text as an id; empty where it has none. */
function idIn(text: string): string {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MOST_OF_ID)
    .replace(/^-|-$/g, "");
}

function complete(url: unknown): unknown {
  if (typeof url !== "string") return url;
  const trimmed = url.trim();
  return trimmed === "" || /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)
    ? trimmed
    : `https://${trimmed}`;
}

function checkText(member: string, value: unknown, most: number): void {
  if (value === undefined) return;
  if (typeof value !== "string") throw wrong(member, `\`${member}\` is not a text.`);
  if (value.length > most) throw wrong(member, `\`${member}\` is longer than ${most} characters.`);
  if (member === "name" && UNSHOWN.test(value)) {
    throw wrong(member, "`name` has characters that cannot be shown.");
  }
}

/** What the checks of sites say, which name a field in backticks. */
function wrongField(says: string): Refusal {
  const [, field] = /`(\w+)`/.exec(says) ?? [];
  return wrong(field ?? null, `The site is wrong: ${says}.`);
}

function wrong(field: string | null, detail: string, hint = ""): Refusal {
  return refusal("validation", detail, { field, hint });
}
