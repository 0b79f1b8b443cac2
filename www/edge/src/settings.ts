import type { Caller } from "./callers/caller.js";
import { readCallers } from "./callers/read.js";
import { type Environment, SettingError, text } from "./environment.js";

/** What is set by text alone, checked. */
export interface Settings {
  callers: readonly Caller[];
  /** Origins whose pages may call; none by default. */
  origins: ReadonlySet<string>;
  /** Requests a minute, for each token and site. */
  ratePerMinute: number;
  /** Milliseconds until the body of a request must be there. */
  bodyMs: number;
  /** Milliseconds a reading action may take. */
  readMs: number;
  /** Milliseconds a writing action may take: longer, because it reads again what it wrote. */
  writeMs: number;
  /** Days a change stays in the journal. */
  journalDays: number;
}

/** A century; much older dates could not be written. */
const MOST_DAYS = 36_500;

/**
 * Checks every setting.
 * @throws SettingError naming the first that is wrong
 */
export function readSettings(env: Environment): Settings {
  return {
    callers: readCallers(text(env, "CALLERS")),
    origins: readOrigins(text(env, "ALLOWED_ORIGINS") ?? ""),
    ratePerMinute: positiveInteger(env, "RATE_PER_MINUTE", 120),
    bodyMs: positiveInteger(env, "BODY_TIMEOUT_MS", 10_000),
    readMs: positiveInteger(env, "READ_TIMEOUT_MS", 25_000),
    writeMs: positiveInteger(env, "WRITE_TIMEOUT_MS", 60_000),
    journalDays: positiveInteger(env, "JOURNAL_DAYS", 90, MOST_DAYS),
  };
}

/**
 * Where to listen, in runtimes where that is the worker's own affair.
 * @throws SettingError where PORT is none
 */
export function readAddress(env: Environment): { hostname: string; port: number } {
  const port = text(env, "PORT") ?? "8787";
  if (!/^\d{1,5}$/.test(port) || Number(port) > 0xffff)
    throw new SettingError("PORT", "is no port.");
  // An empty host would be every address of the machine.
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
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new SettingError(name, "is no whole number above 0.");
  if (Number(value) > most) throw new SettingError(name, `is more than ${most}.`);
  return Number(value);
}

function readOrigins(list: string): ReadonlySet<string> {
  const origins = list.split(/[\s,]+/).filter((one) => one !== "");
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      const example = "Give origins alone, such as https://dashboard.example.";
      throw new SettingError("ALLOWED_ORIGINS", `holds what is no origin. ${example}`);
    }
  }
  return new Set(origins);
}
