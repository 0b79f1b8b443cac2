import { createLocalJWKSet, type JWTVerifyGetKey } from "jose";
import { type Environment, jsonSetting, SettingError, text } from "../environment.js";
import { isObject } from "../json.js";
import { keysAt } from "./keys-at.js";

/** What signatures are verified with. */
export interface Verifier {
  /** The key of a token, by its header. */
  key: Uint8Array | JWTVerifyGetKey;
  /** The signatures that are accepted: never those of the other kind of key. */
  algorithms: string[];
}

/** As long as the hash of HS256. */
const SHORTEST_SECRET = 32;
const SYMMETRIC = ["HS256", "HS384", "HS512"];
const ASYMMETRIC = [
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
  "PS256",
  "PS384",
  "PS512",
  "RS256",
  "RS384",
  "RS512",
];

/**
 * The keys of two settings: a secret, or the text of a JWKS or its address; `null` for none.
 * @throws SettingError for one that could not verify anything
 */
export function readVerifier(
  env: Environment,
  { secret, set }: { secret: string; set: string },
): Verifier | null {
  const [shared, keys] = [text(env, secret), text(env, set)];
  if (shared !== undefined && keys !== undefined) {
    throw new SettingError(set, `cannot be set beside \`${secret}\`.`);
  }
  if (shared !== undefined) {
    const key = new TextEncoder().encode(shared);
    if (key.length < SHORTEST_SECRET) {
      throw new SettingError(secret, `is shorter than ${SHORTEST_SECRET} characters.`);
    }
    return { key, algorithms: SYMMETRIC };
  }
  return keys === undefined ? null : publicKeys(keySet(set, keys));
}

/**
 * The public keys of a setting; `null` for none.
 * @throws SettingError for what is no JWKS and no address of one
 */
export function readKeySet(env: Environment, setting: string): Verifier | null {
  const keys = text(env, setting);
  return keys === undefined ? null : publicKeys(keySet(setting, keys));
}

/** What verifies with public keys, and with nothing else. */
export function publicKeys(key: JWTVerifyGetKey): Verifier {
  return { key, algorithms: ASYMMETRIC };
}

function keySet(setting: string, given: string): JWTVerifyGetKey {
  if (!given.trimStart().startsWith("{")) return keysAt(addressIn(setting, given));
  const jwks = jsonSetting(setting, given);
  const keys = isObject(jwks) && Array.isArray(jwks.keys) ? jwks.keys : [];
  if (keys.length === 0 || !keys.every((key) => isObject(key) && typeof key.kty === "string")) {
    throw new SettingError(setting, "is no JWKS: it has no list `keys`, or something else in it.");
  }
  if (keys.some((key) => key.kty === "oct" || "d" in key)) {
    throw new SettingError(setting, "holds a secret or private key. Give public keys only.");
  }
  return createLocalJWKSet({ keys });
}

function addressIn(setting: string, address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url?.hostname ?? "");
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isLocal)) return url;
  throw new SettingError(setting, "is neither a JWKS nor its address with https.");
}
