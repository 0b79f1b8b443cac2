// Tokens, and what the setting CALLERS says of them.
import { createHash, randomBytes } from "node:crypto";

/** A new token with its entry in the setting; `more` may be `expires` and `confirm`. */
export function makeCaller(name, { sites = "*", level = "write", ...more } = {}) {
  const token = randomBytes(24).toString("base64url");
  const sha256 = createHash("sha256").update(token).digest("hex");
  return { token, entry: { name, sha256, sites, level, ...more } };
}

/** The header that a token travels in. */
export function bearer({ token }) {
  return { Authorization: `Bearer ${token}` };
}

/**
 * Of requests with a body: where one is refused unread, a server may end a connection that the
 * next request is on.
 */
export const CLOSING = { Connection: "close" };
