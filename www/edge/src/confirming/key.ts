import { type Environment, SettingError, text } from "../environment.js";

const SETTING = "CONFIRM_SECRET";
/** A shorter secret could be guessed. */
const LEAST_LENGTH = 32;
const HMAC = { name: "HMAC", hash: "SHA-256" } as const;

/**
 * The key under which previews are signed: of its own secret, or derived from those that every
 * instance has anyway. Callers know neither: the keys of the shops are in it, or what seals them.
 * @throws SettingError where the secret is too short
 */
export function confirmKey(env: Environment): Promise<CryptoKey> {
  const own = text(env, SETTING);
  if (own !== undefined && own.length < LEAST_LENGTH) {
    throw new SettingError(SETTING, `is shorter than ${LEAST_LENGTH} characters.`);
  }
  const secret = own ?? JSON.stringify([text(env, "MASTER_SECRETS"), text(env, "SITES")]);
  return derived(secret);
}

async function derived(secret: string): Promise<CryptoKey> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const material = await crypto.subtle.importKey("raw", bytes(secret), "HKDF", false, [
    "deriveKey",
  ]);
  const info = bytes("prestashop-edge: confirming previews, 1");
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info };
  return crypto.subtle.deriveKey(how, material, { ...HMAC, length: 256 }, false, [
    "sign",
    "verify",
  ]);
}
