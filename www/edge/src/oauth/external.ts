import { decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Caller } from "../callers/caller.js";
import type { Identity } from "../callers/source.js";
import { isObject, parsedJson } from "../json.js";
import { refusal } from "../problem.js";
import { publicKeys, type Verifier } from "../signatures/keys.js";
import { KeysUnreachable, keysAt } from "../signatures/keys-at.js";
import { type AccessTokens, narrowed } from "./access.js";
import { resourceOf } from "./resource.js";
import { readScopes, type ScopedAction } from "./scopes.js";
import { isSafe } from "./settings.js";

/** An authorization server elsewhere, and what its tokens are taken for. */
export interface ExternalIssuer {
  publicUrl: string;
  issuer: string;
  /** `null` to take the keys that the issuer's metadata names. */
  verifier: Verifier | null;
  confirms: boolean;
  actions: readonly ScopedAction[];
}

/** Seconds that clocks may differ by. */
const SKEW = 30;
const LONGEST_SUBJECT = 128;
const METADATA_MS = 5_000;
const MOST_CHARACTERS = 256 << 10;
/** Milliseconds until metadata that could not be read is read again. */
const PAUSE_MS = 5_000;

/** Access tokens (JWT) of another authorization server: RFC 9068 for the address of a site. */
export function externalTokens(external: ExternalIssuer): AccessTokens {
  const { publicUrl, issuer, confirms, actions } = external;
  const verifier = external.verifier ?? publicKeys(keysOfIssuer(issuer));
  return {
    find: async (token, site, now) => {
      // Tokens of others may be of callers.
      if (issuerOf(token) !== issuer) return undefined;
      try {
        const audience = resourceOf(publicUrl, site);
        const payload = await verified(token, { verifier, issuer, audience, now });
        return callerIn(payload, { site, confirms, actions });
      } catch (thrown) {
        return reasonOf(thrown);
      }
    },
  };
}

/** The issuer that a token names, whoever made it; `undefined` for what is no signed token. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

async function verified(
  token: string,
  {
    verifier,
    issuer,
    audience,
    now,
  }: {
    verifier: Verifier;
    issuer: string;
    audience: string;
    now: number;
  },
): Promise<JWTPayload> {
  const { key, algorithms } = verifier;
  const options = {
    ...{ algorithms, issuer, audience, clockTolerance: SKEW, currentDate: new Date(now) },
    requiredClaims: ["iss", "aud", "exp", "sub"],
  };
  // Two calls, because the types of the library know a key and a function apart.
  const { payload } =
    typeof key === "function"
      ? await jwtVerify(token, key, options)
      : await jwtVerify(token, key, options);
  return payload;
}

function callerIn(
  payload: JWTPayload,
  { site, confirms, actions }: { site: string } & Pick<ExternalIssuer, "confirms" | "actions">,
): Identity {
  const { sub = "", exp = 0, scope, scp } = payload;
  if (!/^[\x21-\x7e]+$/.test(sub) || sub.length > LONGEST_SUBJECT) {
    return { refused: "invalid", detail: "sub" };
  }
  const caller: Caller = {
    // Names of entries have no colon: nobody there is meant.
    name: `oauth:${sub}`,
    sites: new Set([site]),
    level: "write",
    confirms,
    needsClaim: false,
    held: null,
    ratePerMinute: null,
    expires: exp * 1000,
  };
  // Some servers write a list, and call it `scp`.
  const scopes = readScopes([scope ?? scp ?? ""].flat().join(" "));
  return { caller: narrowed(caller, site, scopes, actions) };
}

/**
 * Why a token does not count.
 * @throws Refusal where that cannot be known
 */
function reasonOf(thrown: unknown): Identity {
  if (thrown instanceof KeysUnreachable) {
    throw refusal("keys_unreachable", "The keys of the authorization server cannot be fetched.", {
      hint: "Your token may be right. Retry in a moment.",
      retryable: true,
      retryAfterMs: 5_000,
    });
  }
  if (thrown instanceof errors.JWTExpired) return { refused: "expired" };
  if (thrown instanceof errors.JWTClaimValidationFailed) {
    return { refused: "invalid", detail: thrown.claim === "aud" ? "audience" : thrown.claim };
  }
  const isSignature =
    thrown instanceof errors.JWSSignatureVerificationFailed ||
    thrown instanceof errors.JOSEAlgNotAllowed ||
    thrown instanceof errors.JWKSNoMatchingKey;
  return { refused: "invalid", detail: isSignature ? "signature" : "malformed" };
}

/** The keys that the metadata of an issuer names; it is read when a token comes. */
function keysOfIssuer(issuer: string): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  return async (header, token) => {
    if (keys === undefined) {
      if (Math.abs(Date.now() - failedAt) < PAUSE_MS) throw new KeysUnreachable();
      try {
        keys = keysAt(await keysAddress(issuer));
      } catch {
        failedAt = Date.now();
        throw new KeysUnreachable();
      }
    }
    return keys(header, token);
  };
}

/** RFC 8414 first, then what OpenID Connect has instead. */
async function keysAddress(issuer: string): Promise<URL> {
  const { origin, pathname } = new URL(issuer);
  const path = pathname === "/" ? "" : pathname.replace(/\/$/, "");
  const places = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}/.well-known/openid-configuration${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
  for (const place of places) {
    const metadata = await metadataAt(place).catch(() => undefined);
    // Another issuer's metadata would bring another issuer's keys.
    if (!isObject(metadata) || metadata.issuer !== issuer) continue;
    if (typeof metadata.jwks_uri === "string" && isSafe(metadata.jwks_uri)) {
      return new URL(metadata.jwks_uri);
    }
  }
  throw new KeysUnreachable();
}

async function metadataAt(address: string): Promise<unknown> {
  const response = await fetch(address, {
    headers: { Accept: "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(METADATA_MS),
  });
  const text = await response.text();
  return response.status === 200 && text.length <= MOST_CHARACTERS ? parsedJson(text) : undefined;
}
