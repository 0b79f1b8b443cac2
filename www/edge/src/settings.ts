import type { Caller } from "./callers/caller.js";
import { readCallers } from "./callers/read.js";

/** What a deployment hands over: texts, and on Cloudflare also bindings. */
export type Environment = Readonly<Record<string, unknown>>;

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

/** A century; the dates of much longer ago cannot be told. */
const MOST_DAYS = 36_500;

/** A setting that cannot be meant so. The text never holds the value, which may be a secret. */
export class SettingError extends Error {
  constructor(
    readonly setting: string,
    problem: string,
  ) {
    super(`The setting ${setting} ${problem}`);
    this.name = "SettingError";
  }
}

/**
 * Checks every setting.
 * @throws SettingError naming the first that is wrong
 */
export function readSettings(env: Environment): Settings {
  return {
    callers: readCallers(text(env, "CALLERS")),
    origins: readOrigins(text(env, "ALLOWED_ORIGINS") ?? ""),
    ratePerMinute: whole(env, "RATE_PER_MINUTE", 120),
    bodyMs: whole(env, "BODY_TIMEOUT_MS", 10_000),
    readMs: whole(env, "READ_TIMEOUT_MS", 25_000),
    writeMs: whole(env, "WRITE_TIMEOUT_MS", 60_000),
    journalDays: whole(env, "JOURNAL_DAYS", 90, MOST_DAYS),
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

/** A text of the environment; an empty one counts as none. */
export function text(env: Environment, name: string): string | undefined {
  const value = env[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw new SettingError(name, "is no text.");
  return value;
}

/**
 * What Cloudflare binds to a name, told by the methods that are used; `undefined` where nothing is.
 * @throws SettingError where the name is taken by something else
 */
export function binding<T extends object>(
  env: Environment,
  name: string,
  methods: readonly (keyof T & string)[],
): T | undefined {
  const bound = env[name];
  if (bound === undefined || bound === null || bound === "") return undefined;
  // Bindings are objects of the runtime's own, whose methods are inherited.
  const isBound = typeof bound === "object" && methods.every((method) => method in bound);
  if (!isBound) throw new SettingError(name, "is not what is to be bound to that name.");
  return bound as T;
}

/** The JSON of a setting. */
export function parsed(name: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new SettingError(name, "is no JSON.");
  }
}

/** A value that is an object and no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function whole(env: Environment, name: string, usual: number, most = 999_999_999): number {
  const value = text(env, name);
  if (value === undefined) return usual;
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
