import type { Caller } from "./caller.js";
import { type FindAction, readGrant, type Wrong } from "./grant.js";

/** What an entry of a caller says besides its token. */
export type CallerEntry = Omit<Caller, "held">;

/** The members that every entry has; the setting adds the hash of a token. */
const MEMBERS: ReadonlySet<string> = new Set([
  "name",
  "sites",
  "level",
  "confirm",
  "claim",
  "ratePerMinute",
  "expires",
]);

/** No limit to speak of. */
const HIGHEST_RATE = 1_000_000;

/** Reads an entry of a caller, or says what is wrong with it; never with what it says. */
export function readEntry(
  given: Readonly<Record<string, unknown>>,
  find: FindAction,
): CallerEntry | Wrong {
  const unknown = Object.keys(given).find((member) => !MEMBERS.has(member));
  // A secret put in the wrong place would be told with its name.
  if (unknown !== undefined) return { field: "", wrong: "it has an unknown member." };
  const { name, ratePerMinute = null, expires = null } = given;
  if (typeof name !== "string" || !/^[\w .@-]{1,64}$/.test(name)) {
    const wrong = "is missing, or has other characters than letters, digits, blanks and _ . @ -.";
    return { field: "name", wrong };
  }
  const grant = readGrant(given, find);
  if ("wrong" in grant) return grant;
  if (ratePerMinute !== null && !isRate(ratePerMinute)) {
    const wrong = `is not a whole number from 1 to ${HIGHEST_RATE}.`;
    return { field: "ratePerMinute", wrong };
  }
  const until = expires === null ? null : momentOf(expires);
  if (until === undefined) {
    return { field: "expires", wrong: "is not a date such as 2027-01-31T00:00:00Z." };
  }
  return { name, ...grant, ratePerMinute, expires: until };
}

function isRate(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= HIGHEST_RATE;
}

function momentOf(value: unknown): number | undefined {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
