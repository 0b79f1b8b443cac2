import { createLocalJWKSet, createRemoteJWKSet, type JWTVerifyGetKey } from "jose";
import { type Environment, jsonSetting, SettingError, text } from "../environment.js";
import { isObject } from "../json.js";

/** How claims are verified. */
export interface ClaimKeys {
  /** The key of a claim, by its header. */
  key: Uint8Array | JWTVerifyGetKey;
  /** The signatures that are accepted: never those of the other kind of key. */
  algorithms: string[];
  /** Whom claims must be for. */
  audience: string;
}

const SECRET = "CLAIM_SECRET";
const SET = "CLAIM_JWKS";
const USUAL_AUDIENCE = "prestashop-edge";
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
/** Milliseconds for fetching a set of keys. */
const FETCH_MS = 5_000;

/**
 * The keys of the settings: a secret, the text of a JWKS, or its address; `null` for none.
 * @throws SettingError for one that could not verify anything
 */
export function readClaimKeys(env: Environment): ClaimKeys | null {
  const audience = text(env, "CLAIM_AUDIENCE") ?? USUAL_AUDIENCE;
  const [secret, set] = [text(env, SECRET), text(env, SET)];
  if (secret !== undefined && set !== undefined) {
    throw new SettingError(SET, `cannot be set beside \`${SECRET}\`.`);
  }
  if (secret !== undefined) {
    const key = new TextEncoder().encode(secret);
    if (key.length < SHORTEST_SECRET) {
      throw new SettingError(SECRET, `is shorter than ${SHORTEST_SECRET} characters.`);
    }
    return { key, algorithms: SYMMETRIC, audience };
  }
  return set === undefined ? null : { key: keySet(set), algorithms: ASYMMETRIC, audience };
}

function keySet(given: string): JWTVerifyGetKey {
  if (!given.trimStart().startsWith("{")) return remote(given);
  const jwks = jsonSetting(SET, given);
  const keys = isObject(jwks) && Array.isArray(jwks.keys) ? jwks.keys : [];
  if (keys.length === 0 || !keys.every((key) => isObject(key) && typeof key.kty === "string")) {
    throw new SettingError(SET, "is no JWKS: it has no list `keys`, or something else in it.");
  }
  if (keys.some((key) => key.kty === "oct" || "d" in key)) {
    throw new SettingError(SET, "holds a secret or private key. Give public keys only.");
  }
  return createLocalJWKSet({ keys });
}

function remote(address: string): JWTVerifyGetKey {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url?.hostname ?? "");
  if (url?.protocol !== "https:" && !(url?.protocol === "http:" && isLocal)) {
    throw new SettingError(SET, "is neither a JWKS nor its address with https.");
  }
  return createRemoteJWKSet(url, { timeoutDuration: FETCH_MS });
}
