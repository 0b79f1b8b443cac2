import { hashOf } from "../callers/authenticate.js";
import type { Caller } from "../callers/caller.js";
import { type CallerEntry, readEntry } from "../callers/entry.js";
import type { FindAction, Wrong } from "../callers/grant.js";
import type { CallerChange, CallerStore, StoredCaller } from "../callers/store.js";
import { refusal } from "../problem.js";
import { shownCaller } from "./shown-caller.js";

/** What an administrator manages callers with. */
export interface Admin {
  store: CallerStore;
  find: FindAction;
  /** Whether the administrator may manage such a caller. */
  manages: (caller: Pick<Caller, "sites" | "level">) => boolean;
  /** What the names that it gives must begin with: a name has limits, previews and a journal of its own. */
  prefix: string;
  now: number;
}

/** A new token, which is told this once, and its entry. */
export interface NewToken {
  token: string;
  caller: StoredCaller;
}

type Given = Readonly<Record<string, unknown>>;

const TOKEN_BYTES = 32;
const ID_BYTES = 8;
const OVERLAP_UNIT_MS = 60_000;
const USUAL_OVERLAP = 60;
/** Thirty days. */
const MOST_OVERLAP = 43_200;
const OF_SOME = "An admin of some sites gives names that no caller of other sites can have.";
/** What a change may name, and what of the entry it changes. */
const CHANGES: Readonly<Record<string, (entry: CallerEntry) => CallerChange>> = {
  sites: ({ sites }) => ({ sites }),
  level: ({ level }) => ({ level }),
  confirm: ({ confirms }) => ({ confirms }),
  claim: ({ needsClaim }) => ({ needsClaim }),
  ratePerMinute: ({ ratePerMinute }) => ({ ratePerMinute }),
  expires: ({ expires }) => ({ expires }),
};

/** Adds a caller. */
export async function addCaller(admin: Admin, given: Given): Promise<NewToken> {
  const entry = checked(admin, given);
  if (!entry.name.startsWith(admin.prefix)) {
    throw wrongIn({ field: "name", wrong: `does not begin with \`${admin.prefix}\`.` }, OF_SOME);
  }
  return stored(admin, { ...entry, held: null, isDisabled: false });
}

/**
 * Gives a caller a new token. The old one goes on for some minutes, so that its user can change over;
 * with 0 it ends at once.
 */
export async function rotateCaller(
  admin: Admin,
  before: StoredCaller,
  { overlapMinutes = USUAL_OVERLAP, ...others }: Given,
): Promise<NewToken & { replaced: StoredCaller }> {
  const minutes = Number.isInteger(overlapMinutes) ? Number(overlapMinutes) : -1;
  if (Object.keys(others).length > 0 || minutes < 0 || minutes > MOST_OVERLAP) {
    const wrong = `is not a whole number from 0 to ${MOST_OVERLAP}, or not alone.`;
    throw wrongIn({ field: "overlapMinutes", wrong });
  }
  if (before.isDisabled || (before.expires !== null && before.expires <= admin.now)) {
    throw refusal("conflict", "This caller is disabled, or its token has expired.", {
      hint: "Change that first, with PATCH, or add another caller.",
    });
  }
  const { id: _, hash: __, created: ___, lastUsed: ____, ...same } = before;
  const added = await stored(admin, same);
  const end = admin.now + minutes * OVERLAP_UNIT_MS;
  const expires = before.expires === null ? end : Math.min(before.expires, end);
  const replaced = await admin.store.change(before.id, { expires });
  if (replaced !== undefined && !replaced.isDisabled) return { ...added, replaced };
  // Somebody removed or disabled it meanwhile, and wanted that caller gone.
  await admin.store.remove(added.caller.id);
  throw justRemoved();
}

/** Changes a caller: its limit, its sites and level, until when it works, and whether it does. */
export async function changeCaller(
  admin: Admin,
  before: StoredCaller,
  { disabled, ...given }: Given,
): Promise<StoredCaller> {
  const members = Object.keys(given);
  if (!members.every((member) => Object.hasOwn(CHANGES, member))) {
    const hint = `What can be changed is ${Object.keys(CHANGES).join(", ")} and disabled.`;
    throw wrongIn({ field: "", wrong: "it has another member than can be changed." }, hint);
  }
  if (disabled !== undefined && typeof disabled !== "boolean") {
    throw wrongIn({ field: "disabled", wrong: "is not true or false." });
  }
  const { name, sites, level, confirm, claim, ratePerMinute } = shownCaller(before);
  // An end in the past may stay as it is, but not be given.
  const entry = checked(admin, { name, sites, level, confirm, claim, ratePerMinute, ...given });
  const change: CallerChange = Object.assign(
    disabled === undefined ? {} : { isDisabled: disabled },
    ...members.map((member) => CHANGES[member]?.(entry)),
  );
  const changed = await admin.store.change(before.id, change);
  if (changed === undefined) throw justRemoved();
  return changed;
}

/**
 * The entry that a body says.
 * @throws Refusal where it could never mean anything, or gives away what the administrator does not have
 */
function checked({ find, manages, now }: Admin, given: Given): CallerEntry {
  const entry = readEntry(given, find);
  if ("wrong" in entry) throw wrongIn(entry);
  if (!manages(entry)) {
    throw refusal("forbidden", "This token manages no caller of such sites, or no admin.", {
      hint: "Give sites that the token itself reaches, and another level than admin.",
      field: "sites",
    });
  }
  if (entry.expires !== null && entry.expires <= now) {
    throw wrongIn({ field: "expires", wrong: "is in the past." });
  }
  return entry;
}

async function stored(
  { store, now }: Admin,
  members: Omit<StoredCaller, "id" | "hash" | "created" | "lastUsed">,
): Promise<NewToken> {
  const token = base64url(random(TOKEN_BYTES));
  const hash = await hashOf(token);
  const caller = { ...members, id: newId(now), hash, created: now, lastUsed: null };
  if (await store.put(caller)) return { token, caller };
  // Not by chance: 32 random bytes are never the same.
  throw new Error("The store says that a new token is taken.");
}

/** Sorts by the time it was made at, so that lists are in that order. */
function newId(now: number): string {
  const digits = [...random(ID_BYTES)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `${Math.max(0, now).toString(36).padStart(9, "0")}-${digits.join("")}`;
}

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

function base64url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function wrongIn({ field, wrong }: Wrong, hint = "The README says what each member means.") {
  const detail = field === "" ? `The caller is wrong: ${wrong}` : `\`${field}\` ${wrong}`;
  return refusal("validation", detail, { field: field || null, hint });
}

function justRemoved() {
  return refusal("no_such_caller", "This caller was just removed or disabled.", {
    hint: "GET /v1/admin/callers lists those that are there.",
  });
}
