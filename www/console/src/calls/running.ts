import { type Action, isWriting } from "../shop/catalogue.js";
import { problemsOf } from "../shop/check.js";
import type { Connection } from "../shop/connection.js";
import { replaceQuery } from "../state/route.js";
import { runNamed } from "../state/running.js";
import { callOf } from "./calls.js";
import { chosenOf, inputFrom, isRequired, namesOf, publicPart } from "./inputs.js";

/** Checks what was typed, and asks the shop; an action that writes is asked for its preview elsewhere. */
export async function run(shop: Connection, action: Action): Promise<void> {
  const call = callOf(shop.ref, action.name);
  if (call.peek().stop !== null) return;
  const { typed, chosen: one } = call.peek();
  const chosen = one ?? chosenOf(action, typed);
  const input = inputFrom(action, typed, chosen);
  const stopping = new AbortController();
  call.value = { ...call.peek(), chosen, stop: stopping, error: null, problems: [] };
  try {
    const problems = await problemsOf(action, input);
    if (problems.length > 0) {
      call.value = { ...call.peek(), problems };
      focusOn(problems[0]?.name ?? null);
      return;
    }
    replaceQuery(publicPart(action, typed, chosen));
    if (isWriting(action)) {
      call.value = { ...call.peek(), asked: input };
      return;
    }
    const answer = await runNamed(shop, action.name, input, { signal: stopping.signal });
    call.value = { ...call.peek(), asked: input, answer };
  } catch (error) {
    if (!stopping.signal.aborted) call.value = { ...call.peek(), error };
  } finally {
    call.value = { ...call.peek(), stop: null };
  }
}

/** Stops waiting for an answer. */
export function stop(shop: Connection, action: Action): void {
  callOf(shop.ref, action.name).peek().stop?.abort();
}

/** Whether everything that must be given is there. */
export function isComplete(shop: Connection, action: Action): boolean {
  const { typed, chosen } = callOf(shop.ref, action.name).peek();
  const one = chosen ?? chosenOf(action, typed);
  return namesOf(action, one).every(
    (name) => !isRequired(action, name) || (typed[name] ?? "") !== "",
  );
}

/** Leads to the input that is wrong, once it says so. */
function focusOn(name: string | null): void {
  setTimeout(() => {
    const place = document.getElementById(`input-${name}`) ?? document.getElementById("call-run");
    const input = place?.matches("fieldset") ? place.querySelector("input, textarea") : place;
    (input as HTMLElement | null)?.focus();
  });
}
