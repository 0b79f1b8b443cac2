import { jsonSetting, SettingError } from "../environment.js";
import { isObject } from "../json.js";
import type { TokenCaller } from "./caller.js";
import { readEntry } from "./entry.js";
import type { FindAction } from "./grant.js";

const SETTING = "CALLERS";

/**
 * The callers of the setting, a list of
 * `{ name, sha256, sites: ["shop"] | "*", level: "read" | "propose" | "write" | "admin" | ["get_stock"],
 * confirm?: "required", claim?: "required", ratePerMinute?, expires? }`. Several may share a name, so that a
 * token can be replaced while the old one still works.
 * @throws SettingError naming the entry that is wrong, or could never mean anything
 */
export function readCallers(json: string | undefined, find: FindAction): TokenCaller[] {
  if (json === undefined) return [];
  const list = jsonSetting(SETTING, json);
  if (!Array.isArray(list)) throw new SettingError(SETTING, "is not a list.");
  const hashes = new Set<string>();
  return list.map((given, index) => {
    const wrong = (problem: string) =>
      new SettingError(SETTING, `is wrong at \`[${index}]\`: ${problem}`);
    if (!isObject(given)) throw wrong("it is not an object.");
    const { sha256, ...rest } = given;
    if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/i.test(sha256)) {
      throw wrong("`sha256` is not the 64 hexadecimal digits of the token's SHA-256.");
    }
    const entry = readEntry(rest, find);
    if ("wrong" in entry) {
      throw wrong(entry.field === "" ? entry.wrong : `\`${entry.field}\` ${entry.wrong}`);
    }
    const isTaken = hashes.size === hashes.add(sha256.toLowerCase()).size;
    if (isTaken) throw wrong("`sha256` is that of an entry before it.");
    return { ...entry, held: null, hash: bytes(sha256) };
  });
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
