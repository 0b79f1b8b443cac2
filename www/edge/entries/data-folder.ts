// What a worker that nobody has configured keeps beside it: its secrets, and a database in a file.
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SettingError } from "../src/environment.js";
import { isObject, parsedJson } from "../src/json.js";
import { makeMasterSecret } from "../src/sites/sealed.js";

/** A folder with all that a worker needs. */
export interface DataFolder {
  /** Settings by their names. */
  settings: Readonly<Record<string, string>>;
  /** The token of its administrator, where the folder is new; it is kept nowhere. */
  token: string | null;
}

const FILE = "settings.json";
/** Secrets are in it. */
const [FOLDER_MODE, FILE_MODE] = [0o700, 0o600];

/**
 * Opens the folder, or makes it.
 * @throws SettingError if it cannot be made, or holds something else
 */
export function openDataFolder(path: string): DataFolder {
  const folder = resolve(path);
  const file = join(folder, FILE);
  const database = { DATABASE_URL: `sqlite:${join(folder, "worker.sqlite")}` };
  const kept = readIfThere(file);
  if (kept !== undefined) return { settings: { ...database, ...settingsIn(kept) }, token: null };
  const token = randomBytes(32).toString("base64url");
  const sha256 = createHash("sha256").update(token).digest("hex");
  const administrator = { name: "administrator", sha256, sites: "*", level: "admin" };
  const secrets = {
    MASTER_SECRETS: makeMasterSecret(new Date().toISOString().slice(0, 10)),
    CONFIRM_SECRET: randomBytes(32).toString("base64url"),
    CALLERS: JSON.stringify([administrator]),
  };
  try {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
    // Of two processes that start at once, one makes it.
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: FILE_MODE, flag: "wx" });
  } catch {
    throw new SettingError("--data", "names a folder that cannot be made.");
  }
  return { settings: { ...database, ...secrets }, token };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function settingsIn(json: string): Record<string, string> {
  const settings = parsedJson(json);
  if (isObject(settings) && Object.values(settings).every((one) => typeof one === "string")) {
    return settings as Record<string, string>;
  }
  throw new SettingError(
    "--data",
    `names a folder whose ${FILE} is broken. Restore it: its secrets open the keys of the shops.`,
  );
}
