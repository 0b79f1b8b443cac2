import type { TokenCaller } from "./caller.js";
import type { CallerSource, Identity } from "./source.js";

/** The longest token that is looked at: signed ones are long, and a longer one would be a waste. */
const LONGEST = 4_096;

/** Finds the caller with the token of an `Authorization` header in the first source that knows it. */
export async function identify(
  sources: readonly CallerSource[],
  header: string | null,
  now: number,
): Promise<Identity> {
  const token = bearerOf(header);
  if (token === undefined) return { refused: "missing" };
  let detail: string | undefined;
  for (const source of sources) {
    const identity = await source.find(token, now);
    if (identity === undefined) continue;
    if ("caller" in identity || identity.refused !== "unknown") return identity;
    ({ detail } = identity);
  }
  return { refused: "unknown", ...(detail !== undefined && { detail }) };
}

/** The token of an `Authorization` header; `undefined` where it has none that could count. */
export function bearerOf(header: string | null): string | undefined {
  const [, token] = /^Bearer +([\x21-\x7e]+) *$/i.exec(header ?? "") ?? [];
  return token === undefined || token.length > LONGEST ? undefined : token;
}

/**
 * The callers of a setting. All of them are compared, so that the time it takes shows neither which
 * one nor how much of a hash was right.
 */
export function listedCallers(callers: readonly TokenCaller[]): CallerSource {
  return {
    find: async (token, now) => known(await hashOf(token), now),
    findByHash: async (hash, now) => known(hash, now),
  };

  function known(hash: Uint8Array, now: number): Identity | undefined {
    const found = callers.filter((one) => isSame(one.hash, hash));
    if (found.length === 0) return undefined;
    const [caller] = found.filter(({ expires }) => expires === null || now < expires);
    return caller === undefined ? { refused: "expired" } : { caller };
  }
}

/** The SHA-256 under which a token is known. */
export async function hashOf(token: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token)));
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  let differing = one.length ^ other.length;
  for (const [at, byte] of one.entries()) differing |= byte ^ (other[at] ?? 0);
  return differing === 0;
}
