import type { UpdatedField } from "@aismarttalk/prestashop";
import { PrestaShopError } from "@aismarttalk/prestashop/edge";
import { differingValues } from "../shop/versions.js";
import { begin, type Flow, previewOf } from "./flow.js";
import { type Choice, type Contested, placeOf, type Shown, type WriteState } from "./states.js";

/** Two people want a record otherwise. */
export type Conflicting = Extract<WriteState, { kind: "conflict" }>;

/** Whether somebody else was faster; also as a worker says it. */
export function isConflict(error: unknown): boolean {
  return error instanceof PrestaShopError && error.kind === "conflict";
}

/**
 * Somebody else wrote after the preview: what was before is known from it, yours is what was asked
 * for, and theirs is read by another preview, as neither way of connecting always tells it.
 */
export async function enterConflict(flow: Flow, shown: Shown, error: unknown): Promise<void> {
  const stopping = begin(flow);
  let now: Shown | null = null;
  try {
    now = await previewOf(flow, shown.input, stopping.signal);
  } catch {
    // What is there now cannot be read: the choice is offered once it can.
  }
  flow.state.value = conflictBetween(shown, now, elsewhereIn(error, shown));
}

/** Which fields are touched by both, and which only by you. */
export function conflictBetween(
  shown: Shown,
  now: Shown | null,
  elsewhere: readonly string[],
): Conflicting {
  const base = { kind: "conflict", shown, now, elsewhere } as const;
  if (now === null) return { ...base, contested: [], uncontested: shown.answer.fields };
  const contested: Contested[] = [];
  const uncontested: UpdatedField[] = [];
  for (const field of shown.answer.fields) {
    const there = now.answer.fields.find((one) => placeOf(one) === placeOf(field));
    // What they wrote as you would have is no longer a change.
    if (there === undefined) continue;
    const { before } = field;
    if (there.before === before) uncontested.push(there);
    else contested.push({ field: there, before, theirs: there.before, choice: null });
  }
  return { ...base, contested, uncontested };
}

function elsewhereIn(error: unknown, shown: Shown): readonly string[] {
  const { expected = null, found = null } = Object(error);
  if (expected === null || found === null) return [];
  const own = new Set(shown.answer.fields.map(({ field }) => field));
  const names = differingValues(expected, found).map(({ field }) => field);
  return [...new Set(names)].filter((name) => !own.has(name));
}

/** Decides for one field, or for all of them. */
export function choose(flow: Flow, choice: Choice, place: string | null = null): void {
  const state = flow.state.value;
  if (state.kind !== "conflict") return;
  const contested = state.contested.map((one) =>
    place === null || placeOf(one.field) === place ? { ...one, choice } : one,
  );
  flow.state.value = { ...state, contested };
}

/** How many are not decided yet. */
export function undecided({ contested }: Conflicting): number {
  return contested.filter(({ choice }) => choice === null).length;
}

/** What is saved once all is decided. */
export function decided({ contested, uncontested }: Conflicting): readonly UpdatedField[] {
  const mine = contested.filter(({ choice }) => choice === "yours").map(({ field }) => field);
  return [...mine, ...uncontested];
}

/** Reads again what is there now, where that failed before. */
export async function readConflictAgain(flow: Flow): Promise<void> {
  const state = flow.state.value;
  if (state.kind === "conflict") await enterConflict(flow, state.shown, null);
}
