import { errors, type JWTPayload, jwtVerify } from "jose";
import { isObject } from "../json.js";
import type { Held } from "./held.js";
import type { ClaimKeys } from "./keys.js";

/** The header that carries the claim, beside the token. */
export const CLAIM_HEADER = "X-Customer-Claim";

/** Why a claim does not count; only the log says so. */
export type Unclaimed =
  | "missing"
  | "not_configured"
  | "malformed"
  | "signature"
  | "keys"
  | "expired"
  | "audience"
  | "site"
  | "customer"
  | "writes";

/** The oldest claim that counts. */
const MAX_AGE = "15m";
const MAX_AGE_SECONDS = 15 * 60;
/** Seconds that clocks may differ by. */
const SKEW = 30;
/** The longest claim that is looked at. */
const LONGEST = 4_096;
const LARGEST_ID = 0xffff_ffff;
const LONGEST_EMAIL = 255;

/** What a claim is verified against. */
export interface ClaimContext {
  keys: ClaimKeys | null;
  /** Id of the site of the address. */
  site: string;
  /** The actions that write and can be held. */
  writable: (name: string) => boolean;
  now: number;
}

/** Whom a claim holds the call to, or why it does not count. */
export async function heldBy(
  claim: string,
  { keys, site, writable, now }: ClaimContext,
): Promise<Held | Unclaimed> {
  if (keys === null) return "not_configured";
  if (claim.length > LONGEST) return "malformed";
  try {
    const { key, algorithms, audience } = keys;
    const options = {
      algorithms,
      audience,
      clockTolerance: SKEW,
      currentDate: new Date(now),
      maxTokenAge: MAX_AGE,
      requiredClaims: ["aud", "exp", "iat", "site", "customer"],
    };
    // Two calls, because the types of the library know a key and a function apart.
    const { payload } =
      typeof key === "function"
        ? await jwtVerify(claim, key, options)
        : await jwtVerify(claim, key, options);
    return heldIn(payload, site, writable);
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

function heldIn(
  { site: claimed, iat = 0, exp = 0, ...payload }: JWTPayload,
  site: string,
  writable: (name: string) => boolean,
): Held | Unclaimed {
  if (exp - iat > MAX_AGE_SECONDS) return "expired";
  return claimed === site ? holdIn(payload, writable) : "site";
}

/** The hold that a payload names, or which of its members is wrong. */
export function holdIn(
  { customer, writes = [] }: JWTPayload,
  writable: (name: string) => boolean,
): Held | "customer" | "writes" {
  const whom = customerOf(customer);
  if (whom === undefined) return "customer";
  const isKnown = (name: unknown) => typeof name === "string" && writable(name);
  if (!Array.isArray(writes) || !writes.every(isKnown)) return "writes";
  return { customer: whom, writes };
}

function customerOf(given: unknown): Held["customer"] | undefined {
  if (!isObject(given) || Object.keys(given).length !== 1) return undefined;
  const { id, email } = given;
  if (Number.isInteger(id) && Number(id) >= 1 && Number(id) <= LARGEST_ID) {
    return { id: Number(id) };
  }
  const isAddress =
    typeof email === "string" && email.length <= LONGEST_EMAIL && /^[^\s@]+@[^\s@]+$/.test(email);
  return isAddress ? { email } : undefined;
}

function reasonOf(thrown: unknown): Unclaimed {
  if (thrown instanceof errors.JWTExpired) return "expired";
  if (thrown instanceof errors.JWTClaimValidationFailed) {
    const ofClaim = {
      aud: "audience",
      site: "site",
      customer: "customer",
      iat: "expired",
      exp: "expired",
    } as const;
    return ofClaim[thrown.claim as keyof typeof ofClaim] ?? "malformed";
  }
  if (thrown instanceof errors.JWSSignatureVerificationFailed) return "signature";
  if (thrown instanceof errors.JOSEAlgNotAllowed) return "signature";
  if (thrown instanceof errors.JWKSNoMatchingKey) return "signature";
  if (thrown instanceof errors.JWKSMultipleMatchingKeys) return "signature";
  if (thrown instanceof errors.JWTInvalid || thrown instanceof errors.JWSInvalid)
    return "malformed";
  if (thrown instanceof errors.JOSENotSupported) return "malformed";
  // Of the address of the keys, or of a key that cannot be used.
  return "keys";
}
