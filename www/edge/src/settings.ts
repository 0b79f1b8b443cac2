import { type ClaimKeys, readClaimKeys } from "./claims/keys.js";
import { type Environment, SettingError, text } from "./environment.js";
import type { GateLimits } from "./limits/shop-gate.js";
import type { AddressRules } from "./sites/public-address.js";

/** The settings that are texts, checked. */
export interface Settings {
  /** How the claims of customers are verified; `null` where there are none. */
  claimKeys: ClaimKeys | null;
  /** Origins whose pages may call; none by default. */
  origins: ReadonlySet<string>;
  /** Which addresses that others give may be called. */
  addresses: AddressRules;
  /** Requests a minute, for each token and site. */
  ratePerMinute: number;
  /** What each shop is given at most, over all callers. */
  shop: GateLimits;
  /** Wrong tokens a minute, of each address. */
  wrongPerMinute: number;
  /** The header in which a proxy names the address of its client; `null` for none. */
  addressHeader: string | null;
  /** Milliseconds until the body of a request must be there. */
  bodyMs: number;
  /** Milliseconds a reading action may take. */
  readMs: number;
  /** Milliseconds a writing action may take: longer, because it reads again what it wrote. */
  writeMs: number;
  /** Days a change stays in the journal. */
  journalDays: number;
  /** Milliseconds between two readings of a shop for events. */
  eventsEveryMs: number;
  /** Days an event is kept. */
  eventsDays: number;
}

/** A century; much older dates could not be written. */
const MOST_DAYS = 36_500;
/** The longest between two readings of a shop for events, and for which events are kept. */
const MOST_SECONDS = 3_600;
const MOST_EVENT_DAYS = 60;

/**
 * Checks every setting.
 * @throws SettingError naming the first that is wrong
 */
export function readSettings(env: Environment): Settings {
  return {
    claimKeys: readClaimKeys(env),
    origins: readOrigins(text(env, "ALLOWED_ORIGINS") ?? ""),
    addresses: readAddressRules(text(env, "PRIVATE_ADDRESSES")),
    ratePerMinute: positiveInteger(env, "RATE_PER_MINUTE", 120),
    shop: {
      atOnce: positiveInteger(env, "SHOP_CONCURRENCY", 8),
      perMinute: positiveInteger(env, "SHOP_RATE_PER_MINUTE", 6_000),
    },
    wrongPerMinute: positiveInteger(env, "WRONG_TOKENS_PER_MINUTE", 120),
    addressHeader: readHeader(env, "CLIENT_ADDRESS_HEADER"),
    bodyMs: positiveInteger(env, "BODY_TIMEOUT_MS", 10_000),
    readMs: positiveInteger(env, "READ_TIMEOUT_MS", 25_000),
    writeMs: positiveInteger(env, "WRITE_TIMEOUT_MS", 60_000),
    journalDays: positiveInteger(env, "JOURNAL_DAYS", 90, MOST_DAYS),
    eventsEveryMs: positiveInteger(env, "EVENTS_EVERY_S", 60, MOST_SECONDS) * 1_000,
    eventsDays: positiveInteger(env, "EVENTS_DAYS", 7, MOST_EVENT_DAYS),
  };
}

/**
 * Where to listen, on runtimes that leave that to the worker.
 * @throws SettingError if `PORT` is not a port
 */
export function readAddress(env: Environment): { hostname: string; port: number } {
  const port = text(env, "PORT") ?? "8787";
  if (!/^\d{1,5}$/.test(port) || Number(port) > 0xffff)
    throw new SettingError("PORT", "is not a port.");
  // An empty host would mean every address of the machine.
  return { hostname: text(env, "HOST") ?? "127.0.0.1", port: Number(port) };
}

function positiveInteger(
  env: Environment,
  name: string,
  fallback: number,
  most = 999_999_999,
): number {
  const value = text(env, name);
  if (value === undefined) return fallback;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new SettingError(name, "is not a whole number above 0.");
  if (Number(value) > most) throw new SettingError(name, `is more than ${most}.`);
  return Number(value);
}

function readAddressRules(word: string | undefined): AddressRules {
  if (word === undefined || word === "refuse") return { mayBePrivate: false };
  if (word === "allow") return { mayBePrivate: true };
  throw new SettingError("PRIVATE_ADDRESSES", 'is neither "refuse" nor "allow".');
}

function readHeader(env: Environment, setting: string): string | null {
  const name = text(env, setting);
  if (name === undefined || /^[A-Za-z0-9-]{1,64}$/.test(name)) return name ?? null;
  throw new SettingError(setting, "is not the name of a header, such as X-Real-IP.");
}

function readOrigins(list: string): ReadonlySet<string> {
  const origins = list.split(/[\s,]+/).filter((one) => one !== "");
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      const example = "Give origins without a path, such as https://dashboard.example.";
      throw new SettingError("ALLOWED_ORIGINS", `holds a value that is not an origin. ${example}`);
    }
  }
  return new Set(origins);
}
