import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import type { Held } from "../claims/held.js";
import { holdIn } from "../claims/verify.js";
import { type Environment, SettingError, text } from "../environment.js";
import { refusal } from "../problem.js";
import { readVerifier, type Verifier } from "../signatures/keys.js";
import { KeysUnreachable } from "../signatures/keys-at.js";
import type { Caller } from "./caller.js";
import { type FindAction, readGrant } from "./grant.js";
import type { CallerSource, Identity } from "./source.js";

/** Which signed tokens (JWT) count as those of callers. */
export interface SignedTokens extends Verifier {
  issuer: string;
  audience: string;
  /** The longest life of a token in seconds: nobody can take one back. */
  mostSeconds: number;
}

/** Seconds that clocks may differ by. */
const SKEW = 30;
const USUAL_MINUTES = 60;
/** A day. */
const MOST_MINUTES = 1_440;
/** Names of entries cannot begin so: a signed token can take none of them. */
const PREFIX = "jwt:";

/**
 * The signed tokens of the settings; `null` for none.
 * @throws SettingError for those that could verify nothing, or would take other tokens for these
 */
export function readSignedTokens(env: Environment): SignedTokens | null {
  const verifier = readVerifier(env, { secret: "TOKEN_SECRET", set: "TOKEN_JWKS" });
  const issuer = text(env, "TOKEN_ISSUER");
  const audience = text(env, "TOKEN_AUDIENCE");
  if (verifier === null) {
    if (issuer === undefined) return null;
    throw new SettingError("TOKEN_ISSUER", "needs `TOKEN_SECRET` or `TOKEN_JWKS` beside it.");
  }
  const beside = "is not set, and signed tokens cannot be verified without it.";
  if (issuer === undefined) throw new SettingError("TOKEN_ISSUER", beside);
  if (audience === undefined) throw new SettingError("TOKEN_AUDIENCE", beside);
  const secret = text(env, "TOKEN_SECRET");
  const others = ["CLAIM_SECRET", "CONFIRM_SECRET"];
  const same = others.find((name) => secret !== undefined && text(env, name) === secret);
  if (same !== undefined) throw new SettingError("TOKEN_SECRET", `is the same as \`${same}\`.`);
  return { ...verifier, issuer, audience, mostSeconds: minutesOf(env) * 60 };
}

function minutesOf(env: Environment): number {
  const given = text(env, "TOKEN_MINUTES") ?? String(USUAL_MINUTES);
  if (/^[1-9]\d{0,3}$/.test(given) && Number(given) <= MOST_MINUTES) return Number(given);
  throw new SettingError("TOKEN_MINUTES", `is not a whole number from 1 to ${MOST_MINUTES}.`);
}

/** The callers of tokens that somebody else signs, such as a dashboard for its users. */
export function signedCallers(tokens: SignedTokens, find: FindAction): CallerSource {
  return {
    find: async (token, now) => {
      const issuer = issuerOf(token);
      if (issuer === undefined) return undefined;
      if (issuer !== tokens.issuer) return { refused: "unknown", detail: "issuer" };
      try {
        return callerIn(await verified(token, tokens, now), tokens, find);
      } catch (thrown) {
        return reasonOf(thrown);
      }
    },
  };
}

/** The issuer that a token names, whoever made it; `undefined` for what is no signed token. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss ?? "";
  } catch {
    return undefined;
  }
}

async function verified(token: string, tokens: SignedTokens, now: number): Promise<JWTPayload> {
  const { key, algorithms, issuer, audience, mostSeconds } = tokens;
  const options = {
    algorithms,
    issuer,
    audience,
    clockTolerance: SKEW,
    currentDate: new Date(now),
    maxTokenAge: mostSeconds,
    requiredClaims: ["iss", "aud", "exp", "iat", "sub", "level"],
  };
  // Two calls, because the types of the library know a key and a function apart.
  const { payload } =
    typeof key === "function"
      ? await jwtVerify(token, key, options)
      : await jwtVerify(token, key, options);
  return payload;
}

function callerIn(payload: JWTPayload, { mostSeconds }: SignedTokens, find: FindAction): Identity {
  const { sub, iat = 0, exp = 0, site, sites, level, confirm, claim } = payload;
  const invalid = (detail: string): Identity => ({ refused: "invalid", detail });
  if (exp - iat > mostSeconds) return invalid("lifetime");
  if (typeof sub !== "string" || !/^[\x21-\x7e]{1,128}$/.test(sub)) return invalid("sub");
  if ((site === undefined) === (sites === undefined)) return invalid("sites");
  const where = site === undefined ? sites : [site];
  const grant = readGrant({ sites: where, level, confirm, claim }, find);
  if ("wrong" in grant) return invalid(grant.field);
  // Whoever signs tokens for users must not be able to make new callers by it.
  if (grant.level === "admin") return invalid("level");
  const held = heldIn(payload, grant.sites, find);
  if (typeof held === "string") return invalid(held);
  const caller: Caller = {
    ...grant,
    name: `${PREFIX}${sub}`,
    held,
    ratePerMinute: null,
    expires: exp * 1000,
  };
  return { caller };
}

/** The customer that a token holds every call to; `null` for none. */
function heldIn(
  payload: JWTPayload,
  sites: Caller["sites"],
  find: FindAction,
): Held | null | "customer" | "writes" {
  if (payload.customer === undefined) return payload.writes === undefined ? null : "customer";
  // The same id is somebody else in another shop.
  if (sites === "*" || sites.size !== 1) return "customer";
  return holdIn(payload, (name) => {
    const action = find(name);
    return action?.holds === true && !action.reads;
  });
}

const CLAIMS: Readonly<Record<string, string>> = { iss: "issuer", aud: "audience" };

/**
 * Why a token does not count.
 * @throws Refusal where that cannot be known
 */
function reasonOf(thrown: unknown): Identity {
  if (thrown instanceof KeysUnreachable) {
    throw refusal("keys_unreachable", "The keys of signed tokens cannot be fetched right now.", {
      hint: "Your token may be right. Retry in a moment.",
      retryable: true,
      retryAfterMs: 5_000,
    });
  }
  if (thrown instanceof errors.JWTExpired) return { refused: "expired" };
  return { refused: "invalid", detail: detailOf(thrown) };
}

function detailOf(thrown: unknown): string {
  if (thrown instanceof errors.JWTClaimValidationFailed) {
    return CLAIMS[thrown.claim] ?? thrown.claim;
  }
  if (thrown instanceof errors.JOSEAlgNotAllowed) return "algorithm";
  if (thrown instanceof errors.JWKSNoMatchingKey) return "key";
  if (thrown instanceof errors.JWKSMultipleMatchingKeys) return "key";
  if (thrown instanceof errors.JWSSignatureVerificationFailed) return "signature";
  // Of a key that cannot be used for what the header says, or a token in another form.
  return "malformed";
}
