import { jsonSetting, SettingError } from "../environment.js";
import { isObject } from "../json.js";
import type { Level, TokenCaller } from "./caller.js";

const SETTING = "CALLERS";

/**
 * The callers of the setting, a list of
 * `{ name, sha256, sites: ["shop"] | "*", level: "read" | "propose" | "write" | "admin" | ["get_stock"],
 * confirm?: "required", claim?: "required", expires? }`. Several may share a name, so that a token can be replaced while
 * the old one still works.
 */
export function readCallers(json: string | undefined): TokenCaller[] {
  if (json === undefined) return [];
  const list = jsonSetting(SETTING, json);
  if (!Array.isArray(list)) throw new SettingError(SETTING, "is not a list.");
  return list.map(readCaller);
}

function readCaller(given: unknown, index: number): TokenCaller {
  const wrong = (problem: string) =>
    new SettingError(SETTING, `is wrong at \`[${index}]\`: ${problem}`);
  if (!isObject(given)) throw wrong("it is not an object.");
  const { name, sha256, sites, level, confirm, claim, expires = null, ...others } = given;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw wrong("it has an unknown member.");
  if (typeof name !== "string" || !/^[\w .@-]{1,64}$/.test(name))
    throw wrong(
      "`name` is missing, or has other characters than letters, digits, blanks and _ . @ -.",
    );
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/i.test(sha256)) {
    throw wrong("`sha256` is not the 64 hexadecimal digits of the token's SHA-256.");
  }
  const ids = sites === "*" ? sites : names(sites);
  if (ids === undefined) throw wrong('`sites` is neither a list of ids nor "*".');
  const may = isLevel(level) ? level : names(level);
  if (may === undefined)
    throw wrong('`level` is none of "read", "propose", "write", "admin" and no list of actions.');
  if (confirm !== undefined && confirm !== "required") {
    throw wrong('`confirm` is not "required".');
  }
  if (claim !== undefined && claim !== "required") throw wrong('`claim` is not "required".');
  const [confirms, needsClaim] = [confirm === "required", claim === "required"];
  const hash = bytes(sha256);
  const what = {
    level: may satisfies Level,
    confirms,
    needsClaim,
    held: null,
    ratePerMinute: null,
  };
  return { name, hash, sites: ids, ...what, expires: until() };

  function until(): number | null {
    if (expires === null) return null;
    const time = typeof expires === "string" ? Date.parse(expires) : Number.NaN;
    if (Number.isNaN(time)) throw wrong("`expires` is not a date such as 2027-01-31T00:00:00Z.");
    return time;
  }
}

/** Whether a value is a level by name. */
export function isLevel(value: unknown): value is Exclude<Level, ReadonlySet<string>> {
  return value === "read" || value === "propose" || value === "write" || value === "admin";
}

function names(value: unknown): ReadonlySet<string> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((one) => typeof one === "string" && one !== "") ? new Set(value) : undefined;
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
