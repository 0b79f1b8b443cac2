import type { StoredCaller } from "../callers/store.js";

/** An entry as administrators see it: without the hash of its token. */
export function shownCaller(caller: StoredCaller) {
  const { id, name, sites, level, confirms, needsClaim, ratePerMinute, isDisabled } = caller;
  return {
    id,
    name,
    sites: sites === "*" ? sites : [...sites],
    level: typeof level === "string" ? level : [...level],
    confirm: confirms ? "required" : null,
    claim: needsClaim ? "required" : null,
    ratePerMinute,
    expires: moment(caller.expires),
    disabled: isDisabled,
    created: moment(caller.created),
    lastUsed: moment(caller.lastUsed),
  };
}

function moment(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
