// Tokens as a dashboard signs them for its users.
import { SignJWT } from "jose";

export const SECRET = "the secret of a dashboard, long enough for HS256";
export const ISSUER = "https://dashboard.example";
export const AUDIENCE = "https://worker.example";
export const BY_SECRET = { TOKEN_ISSUER: ISSUER, TOKEN_AUDIENCE: AUDIENCE, TOKEN_SECRET: SECRET };
export const bytes = (text) => new TextEncoder().encode(text);
/** The time of the workers, in seconds. */
export const NOW = Date.parse("2026-11-30T12:00:00Z") / 1000;

/** A token as a dashboard signs it; a member that is `null` is left out. */
export function sign(payload = {}, { key = bytes(SECRET), header = { alg: "HS256" } } = {}) {
  const whole = {
    ...{ iss: ISSUER, aud: AUDIENCE, iat: NOW, exp: NOW + 600 },
    ...{ sub: "ann", site: "tea", level: "read" },
    ...payload,
  };
  const known = Object.entries(whole).filter(([, value]) => value !== null);
  return new SignJWT(Object.fromEntries(known)).setProtectedHeader(header).sign(key);
}
