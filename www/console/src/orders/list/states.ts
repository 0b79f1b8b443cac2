import { pageLanguage } from "../../language/page.js";
import { type Asked, useAnswer } from "../../state/answers.js";
import { runAction } from "../../state/running.js";
import type { OrderState } from "./rows.js";

/** The statuses of the shop, in the page's language where the shop has it. */
export function useStates(): Asked<ReadonlyMap<number, OrderState>> {
  const { code } = pageLanguage.value;
  return useAnswer(`order states ${code}`, async (open, signal) => {
    const list = (input: { language?: string }) =>
      runAction(open, "list_order_states", input, { signal });
    try {
      return byId((await list({ language: code })).order_states);
    } catch {
      // A shop without that language, or a key that may not look which it has.
      return byId((await list({})).order_states);
    }
  });
}

function byId(states: readonly OrderState[]): ReadonlyMap<number, OrderState> {
  return new Map(states.map((state) => [state.id, state]));
}
