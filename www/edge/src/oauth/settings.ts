import { type Environment, SettingError, text } from "../environment.js";

const PUBLIC_URL = "PUBLIC_URL";
const ISSUER = "OAUTH_ISSUER";
/** The value of `OAUTH_ISSUER` for the worker's own authorization server. */
const OWN = "own";
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/** Who issues the access tokens. */
export type IssuerSetting =
  | { kind: "own"; publicUrl: string }
  | {
      kind: "external";
      publicUrl: string;
      /** As tokens name it. */
      issuer: string;
      /** Whether writes need the token of a preview. */
      confirms: boolean;
    };

/**
 * What is set for OAuth; `null` for nothing. The worker's own address has to be set: what an access
 * token is for must not follow from what a request says.
 * @throws SettingError for what could not work
 */
export function readIssuer(env: Environment): IssuerSetting | null {
  const issuer = text(env, ISSUER);
  if (issuer === undefined) return null;
  const publicUrl = readPublicUrl(env);
  if (publicUrl === null) {
    throw new SettingError(PUBLIC_URL, `is not set, and \`${ISSUER}\` needs it.`);
  }
  if (issuer === OWN) return { kind: "own", publicUrl };
  if (!isSafe(issuer) || /[?#]/.test(issuer)) {
    throw new SettingError(ISSUER, `is neither \`${OWN}\` nor an https address.`);
  }
  const confirm = text(env, "OAUTH_CONFIRM") ?? "required";
  if (confirm !== "required" && confirm !== "none") {
    throw new SettingError("OAUTH_CONFIRM", 'is neither "required" nor "none".');
  }
  return { kind: "external", publicUrl, issuer, confirms: confirm === "required" };
}

/**
 * The worker's own address as clients know it: an origin, without a slash at its end; `null` where it
 * is not set.
 * @throws SettingError for something else
 */
export function readPublicUrl(env: Environment): string | null {
  const address = text(env, PUBLIC_URL)?.replace(/\/$/, "");
  if (address === undefined) return null;
  if (isSafe(address) && new URL(address).origin === address) return address;
  throw new SettingError(
    PUBLIC_URL,
    "is not an origin with https, such as https://worker.example.",
  );
}

/** Whether an address is one of https, or of this machine. */
export function isSafe(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && LOCAL.test(url.hostname));
}
