import { isChangeId, newChangeId, timeOf } from "../journal/id.js";
import type { Service } from "../service.js";
import { placeOf } from "../sites/installation.js";
import type { ActionCall } from "./call.js";
import type { EdgeAction } from "./edge-action.js";
import type { WriteJob } from "./outcome.js";

/** A call as plain data, before its record is named. */
export function newJob(
  { now }: Pick<Service, "now">,
  { site, caller, input, request }: ActionCall,
  action: EdgeAction,
): WriteJob {
  // Other machines have other clocks: what takes a change back stands behind it all the same.
  const earliest = isChangeId(input.change) ? timeOf(input.change) + 1 : 0;
  const at = new Date(Math.max(now(), earliest)).toISOString();
  return {
    ...placeOf(site),
    action: action.name,
    input,
    record: null,
    caller: caller.name,
    request,
    change: newChangeId(at),
    confirmation: null,
  };
}
