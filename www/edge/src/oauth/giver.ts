import { bearerOf } from "../callers/authenticate.js";
import { type Caller, isAdmin, levelCovers, reaches } from "../callers/caller.js";
import type { CallerSource } from "../callers/source.js";
import type { Consent, Giver, InvitedGiver } from "./consents.js";
import { bytesOf, hexHash, type Invitations } from "./invitations.js";
import { missingScopes, SCOPES, type Scope, type ScopedAction } from "./scopes.js";
import type { PageTexts } from "./texts.js";

/** Somebody who can consent, and what for. */
export interface Consenting {
  giver: Giver;
  name: string;
  /** The scopes that their own access covers in part at least. */
  scopes: Scope[];
  /** Set if the code of an invitation was given, which works once. */
  invitation: string | null;
}

/** Where givers are found. */
export interface GiverSources {
  callers: readonly CallerSource[];
  invitations: Invitations;
  actions: readonly ScopedAction[];
}

/** Who gives a token or the code of an invitation for a site, or why that does not count. */
export async function consentingBy(
  { callers, invitations, actions }: GiverSources,
  code: string,
  site: string,
  now: number,
): Promise<Consenting | { wrong: keyof PageTexts }> {
  const invitation = await invitations.find(code, now);
  const giver = invitation?.giver ?? (await holderOf(code));
  const caller = giver && (await accessOf(callers, giver, invitation?.site ?? site, now));
  if (giver === undefined || caller === undefined) return { wrong: "wrongCode" };
  if (!reaches(caller, site) || isAdmin(caller)) return { wrong: "otherSite" };
  // Nobody signs a claim of a customer for a hosted assistant.
  if (caller.needsClaim || caller.held !== null) return { wrong: "needsClaim" };
  const scopes = scopesOf(caller, actions);
  if (scopes.length === 0) return { wrong: "nothing" };
  return { giver, name: caller.name, scopes, invitation: invitation === undefined ? null : code };
}

/** The caller on whom a consent stands now; `undefined` where their access has ended. */
export async function callerBehind(
  callers: readonly CallerSource[],
  { id, giver, site }: Consent,
  now: number,
): Promise<Caller | undefined> {
  const caller = await accessOf(callers, giver, site, now);
  if (caller === undefined || !reaches(caller, site) || isAdmin(caller)) return undefined;
  if (caller.needsClaim || caller.held !== null) return undefined;
  // Parentheses are in no name of a caller: neither previews nor limits are shared with the giver.
  return { ...caller, name: `${caller.name} (oauth ${id.slice(0, 8)})` };
}

async function holderOf(code: string): Promise<Giver | undefined> {
  const token = bearerOf(`Bearer ${code}`);
  return token === undefined ? undefined : { tokenHash: await hexHash(token) };
}

function accessOf(callers: readonly CallerSource[], giver: Giver, site: string, now: number) {
  return "tokenHash" in giver ? byHash(callers, giver.tokenHash, now) : callerOf(giver, site);
}

/** A signed token has no entry that could be withdrawn, so that it gives no lasting consent. */
async function byHash(
  callers: readonly CallerSource[],
  tokenHash: string,
  now: number,
): Promise<Caller | undefined> {
  for (const source of callers) {
    const identity = await source.findByHash?.(bytesOf(tokenHash), now);
    if (identity !== undefined) return "caller" in identity ? identity.caller : undefined;
  }
  return undefined;
}

function callerOf({ name, level, confirms }: InvitedGiver, site: string): Caller {
  return {
    name,
    sites: new Set([site]),
    level: typeof level === "string" ? level : new Set(level),
    confirms,
    needsClaim: false,
    held: null,
    ratePerMinute: null,
    expires: null,
  };
}

function scopesOf(caller: Caller, actions: readonly ScopedAction[]): Scope[] {
  const mine = actions.filter((action) => levelCovers(caller, action));
  return SCOPES.filter((scope) =>
    mine.some((action) => missingScopes(action, new Set([scope])).length === 0),
  );
}
