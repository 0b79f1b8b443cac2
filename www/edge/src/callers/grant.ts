import type { Holdable } from "../claims/held.js";
import { isSiteId } from "../sites/site.js";
import type { Caller, Level } from "./caller.js";

/** What a caller may do and where, as entries, signed tokens and `/v1/admin` say it. */
export type Grant = Pick<Caller, "sites" | "level" | "confirms" | "needsClaim">;

/** The members that a grant is read from. */
export interface GrantMembers {
  sites?: unknown;
  level?: unknown;
  confirm?: unknown;
  claim?: unknown;
}

/** A member that is wrong, and what with it: the rest of a sentence that begins with its name. */
export interface Wrong {
  field: string;
  wrong: string;
}

/** Finds an action that the worker offers. */
export type FindAction = (name: string) => Holdable | undefined;

/** More than a caller can name in earnest; a list of that length means all sites. */
export const MOST_SITES = 1_000;

const NAMED: ReadonlySet<unknown> = new Set(["read", "propose", "write", "admin"]);

/** What the parts of a grant contradict each other in. */
const CONTRADICTIONS: readonly (Wrong & { in: (grant: Grant, actions: Holdable[]) => boolean })[] =
  [
    {
      field: "claim",
      wrong: "means nothing for an admin, who runs no action.",
      in: ({ level, needsClaim }) => level === "admin" && needsClaim,
    },
    {
      field: "confirm",
      wrong: "means nothing for a level that only reads.",
      in: ({ level, confirms }, actions) =>
        confirms && (level === "read" || level === "admin" || onlyReads(actions)),
    },
    {
      field: "claim",
      wrong: "is required, and none of the actions can be held to a customer.",
      in: ({ needsClaim }, actions) =>
        needsClaim && actions.length > 0 && !actions.some(({ holds }) => holds),
    },
  ];

/** Reads a grant, or says what of it can mean nothing at this worker. */
export function readGrant(
  { sites, level, confirm, claim }: GrantMembers,
  find: FindAction,
): Grant | Wrong {
  const ids = readSites(sites);
  if ("wrong" in ids) return ids;
  const may = readLevel(level, find);
  if ("wrong" in may) return may;
  for (const [field, value] of Object.entries({ confirm, claim })) {
    const isFine = value === undefined || value === null || value === "required";
    if (!isFine) return { field, wrong: 'is not "required".' };
  }
  const grant: Grant = {
    sites: ids.sites,
    level: may.level,
    confirms: confirm === "required",
    needsClaim: claim === "required",
  };
  const contradiction = CONTRADICTIONS.find((one) => one.in(grant, may.actions));
  return contradiction ?? grant;
}

/** Whether an admin of some sites manages callers of these: nobody can give away more than it has. */
export function managesSites(
  { sites: own }: Pick<Caller, "sites">,
  sites: Caller["sites"],
): boolean {
  return own === "*" || (sites !== "*" && [...sites].every((site) => own.has(site)));
}

/**
 * Whether an admin manages this caller: one of some sites those of these alone, and no other admin, who
 * could otherwise take its name, its limit or its place.
 */
export function managesCaller(
  admin: Pick<Caller, "sites">,
  { sites, level }: Pick<Caller, "sites" | "level">,
): boolean {
  return managesSites(admin, sites) && (admin.sites === "*" || level !== "admin");
}

/** Whether a value is a level by name. */
export function isLevel(value: unknown): value is Exclude<Level, ReadonlySet<string>> {
  return NAMED.has(value);
}

function readSites(given: unknown): Pick<Caller, "sites"> | Wrong {
  const field = "sites";
  if (given === "*") return { sites: given };
  const ids = names(given);
  if (ids === undefined) return { field, wrong: 'is neither a list of ids nor "*".' };
  if (ids.size > MOST_SITES) return { field, wrong: `has more than ${MOST_SITES} ids.` };
  const isPossible = [...ids].every(isSiteId);
  return isPossible ? { sites: ids } : { field, wrong: "has an id that is not like my-shop-1." };
}

function readLevel(
  given: unknown,
  find: FindAction,
): (Pick<Caller, "level"> & { actions: Holdable[] }) | Wrong {
  const field = "level";
  if (isLevel(given)) return { level: given, actions: [] };
  const level = names(given);
  if (level === undefined) {
    const wrong = 'is none of "read", "propose", "write", "admin" and no list of actions.';
    return { field, wrong };
  }
  const actions = [...level].flatMap((name) => find(name) ?? []);
  if (actions.length === level.size) return { level, actions };
  return { field, wrong: "names an action that this worker does not offer." };
}

/** A list of names, each once; `undefined` for anything else, or an empty list. */
function names(value: unknown): ReadonlySet<string> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((one) => typeof one === "string" && one !== "") ? new Set(value) : undefined;
}

function onlyReads(actions: readonly Holdable[]): boolean {
  return actions.length > 0 && actions.every(({ reads }) => reads);
}
