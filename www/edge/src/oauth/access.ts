import type { Caller } from "../callers/caller.js";
import type { Identity } from "../callers/source.js";
import { actionsWithin, type Scope, type ScopedAction } from "./scopes.js";

/** Where the callers of access tokens are found; such a token is only good at one MCP address. */
export interface AccessTokens {
  /**
   * The caller of a token at the MCP address of a site; `undefined` for a text that is no access
   * token, and may be a token of another kind.
   */
  find(token: string, site: string, now: number): Promise<Identity | undefined>;
}

/** A caller narrowed to one site and to the scopes of its token. */
export function narrowed(
  caller: Caller,
  site: string,
  scopes: ReadonlySet<Scope>,
  actions: readonly ScopedAction[],
): Caller {
  const scoped = { scopes, actions: actionsWithin(actions, scopes) };
  return { ...caller, sites: new Set([site]), scoped };
}
