import { jsonSetting, SettingError } from "../environment.js";
import { isObject } from "../json.js";
import type { Caller, Level } from "./caller.js";

const SETTING = "CALLERS";

/**
 * The callers of the setting, a list of
 * `{ name, sha256, sites: ["shop"] | "*", level: "read" | "propose" | "write" | ["get_stock"],
 * confirm?: "required", expires? }`. Several may share a name, so that a token can be replaced while the old one still works.
 */
export function readCallers(json: string | undefined): Caller[] {
  if (json === undefined) return [];
  const list = jsonSetting(SETTING, json);
  if (!Array.isArray(list)) throw new SettingError(SETTING, "is no list.");
  return list.map(readCaller);
}

function readCaller(given: unknown, index: number): Caller {
  const wrong = (problem: string) => new SettingError(SETTING, `has at ${index} ${problem}`);
  if (!isObject(given)) throw wrong("what is no object.");
  const { name, sha256, sites, level, confirm, expires = null, ...others } = given;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw wrong("a member that means nothing here.");
  if (typeof name !== "string" || !/^[\w .@-]{1,64}$/.test(name)) throw wrong("no usable name.");
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/i.test(sha256)) {
    throw wrong("no sha256: 64 hexadecimal digits of the token's SHA-256.");
  }
  const ids = sites === "*" ? sites : names(sites);
  if (ids === undefined) throw wrong('no sites: a list of ids, or "*".');
  const may = isLevel(level) ? level : names(level);
  if (may === undefined) throw wrong('no level: "read", "propose", "write", or a list of actions.');
  if (confirm !== undefined && confirm !== "required") {
    throw wrong('a confirm that is not "required".');
  }
  const confirms = confirm === "required";
  const hash = bytes(sha256);
  return { name, hash, sites: ids, level: may satisfies Level, confirms, expires: until() };

  function until(): number | null {
    if (expires === null) return null;
    const time = typeof expires === "string" ? Date.parse(expires) : Number.NaN;
    if (Number.isNaN(time))
      throw wrong("an expires that is no date, such as 2027-01-31T00:00:00Z.");
    return time;
  }
}

/** Whether a value is a level by name. */
export function isLevel(value: unknown): value is "read" | "propose" | "write" {
  return value === "read" || value === "propose" || value === "write";
}

function names(value: unknown): ReadonlySet<string> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((one) => typeof one === "string" && one !== "") ? new Set(value) : undefined;
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
