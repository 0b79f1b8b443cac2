import type { Caller } from "./caller.js";

/** The result of checking a token. */
export type Identity = { caller: Caller } | { refused: "missing" | "unknown" | "expired" };

/** The longest token that is checked; hashing a longer one would be a waste. */
const LONGEST = 512;

/**
 * Finds the caller with the token of an `Authorization` header. All callers are compared,
 * so that the time it takes shows neither which one nor how much of a hash was right.
 */
export async function identify(
  callers: readonly Caller[],
  header: string | null,
  now: number,
): Promise<Identity> {
  const [, token] = /^Bearer +([\x21-\x7e]+) *$/i.exec(header ?? "") ?? [];
  if (token === undefined || token.length > LONGEST) return { refused: "missing" };
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  const hash = new Uint8Array(digest);
  const found = callers.filter((one) => isSame(one.hash, hash));
  const [caller] = found.filter(({ expires }) => expires === null || now < expires);
  if (caller !== undefined) return { caller };
  return { refused: found.length === 0 ? "unknown" : "expired" };
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  let differing = one.length ^ other.length;
  for (const [at, byte] of one.entries()) differing |= byte ^ (other[at] ?? 0);
  return differing === 0;
}
