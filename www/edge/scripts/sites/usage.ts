import { createHash } from "node:crypto";
import { type MasterSecrets, readMasterSecrets } from "../../src/sites/sealed.js";
import { isSiteId } from "../../src/sites/site.js";

/** Something that the user of the script can fix. */
export class UsageError extends Error {}

/** The options of every command that works on entries. */
export const WHERE = { file: { type: "string" }, local: { type: "boolean" } } as const;

/** The SHA-256 under which a token is known, in hexadecimal. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The id of a site, as it was typed. */
export function idFrom(word: string | undefined): string {
  if (word !== undefined && isSiteId(word)) return word;
  throw new UsageError("Give the id of a site: small letters, digits and hyphens.");
}

/** The master secrets; never an argument, because others on this machine could see it. */
export function secretsOfEnvironment(): MasterSecrets {
  return readMasterSecrets(process.env.MASTER_SECRETS);
}
