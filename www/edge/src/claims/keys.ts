import { type Environment, text } from "../environment.js";
import { readVerifier, type Verifier } from "../signatures/keys.js";

/** How claims are verified. */
export interface ClaimKeys extends Verifier {
  /** Whom claims must be for. */
  audience: string;
}

const USUAL_AUDIENCE = "prestashop-edge";

/**
 * The keys of the settings; `null` for none.
 * @throws SettingError for one that could not verify anything
 */
export function readClaimKeys(env: Environment): ClaimKeys | null {
  const verifier = readVerifier(env, { secret: "CLAIM_SECRET", set: "CLAIM_JWKS" });
  return verifier && { ...verifier, audience: text(env, "CLAIM_AUDIENCE") ?? USUAL_AUDIENCE };
}
