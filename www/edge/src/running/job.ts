import type { Action } from "../catalogue/action.js";
import type { WriteJob } from "../catalogue/outcome.js";
import { isChangeId, newChangeId, timeOf } from "../journal/id.js";
import { placeOf } from "../sites/installation.js";
import type { ActionCall } from "./call.js";

/** A call as plain data, before its record is named. */
export function newJob(
  { now }: { now: () => number },
  { site, caller, held, input, request, item, trace, priority }: ActionCall,
  action: Action,
): WriteJob {
  const undoes = action.undoes?.(input) ?? null;
  // Clocks of machines differ, but an undo must come after its change.
  const earliest = isChangeId(undoes) ? timeOf(undoes) + 1 : 0;
  const at = new Date(Math.max(now(), earliest)).toISOString();
  return {
    ...placeOf(site),
    action: action.name,
    input,
    record: null,
    held,
    caller: caller.name,
    request,
    trace,
    change: item?.change ?? newChangeId(at),
    undoes,
    confirmation: null,
    item: item ?? null,
    ...(priority && { priority }),
  };
}
