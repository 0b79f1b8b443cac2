import type { UpdatedField } from "@aismarttalk/prestashop";
import type { Input, Texts } from "../shop/catalogue.js";
import { isAsShown } from "../shop/saved.js";
import { parameterOf } from "../shop/writes.js";
import { dropDrafts } from "../state/drafts.js";
import { type Conflicting, conflictBetween, decided, undecided } from "./conflicts.js";
import { begin, edit, type Flow, previewOf } from "./flow.js";
import { languageCode } from "./names.js";
import { placeOf, type Shown } from "./states.js";
import { send } from "./steps.js";

/** Saves what was decided on, if it is still as it was shown; else it is a conflict again. */
export async function saveDecided(flow: Flow): Promise<void> {
  const state = flow.state.value;
  if (state.kind !== "conflict" || state.now === null || undecided(state) > 0) return;
  dropTheirs(flow, state);
  const wanted = decided(state);
  if (wanted.length === 0) return edit(flow);
  const input = reducedInput(flow, state.shown, wanted);
  const stopping = begin(flow);
  flow.state.value = { kind: "previewing" };
  let again: Shown;
  try {
    again = await previewOf(flow, input, stopping.signal);
  } catch (error) {
    flow.state.value = { kind: "failed", shown: state.shown, error, saved: "no" };
    return;
  }
  if (flow.stopping !== stopping) return;
  const isSame = isAsShown(again.answer.fields, wanted);
  const shown = { ...again, isUndo: state.shown.isUndo };
  if (isSame) await send(flow, shown);
  else
    flow.state.value = conflictBetween(
      { ...shown, answer: { ...again.answer, fields: wanted } },
      again,
      [],
    );
}

/** Where theirs stays, what you typed is dropped: you have seen both. */
function dropTheirs({ shop, record, action }: Flow, { contested, shown }: Conflicting): void {
  const names = contested
    .filter(({ choice }) => choice === "theirs")
    .map(({ field }) =>
      draftName(parameterOf(action, field.field), languageCode(field.language, shown.languages)),
    );
  if (names.length > 0) dropDrafts(shop.ref, `${record.page}/${record.id}`, names);
}

function draftName(parameter: string, code: string | null): string {
  return code === null ? parameter : `${parameter}/${code}`;
}

/** The input with only these fields of it. */
function reducedInput(
  { action }: Flow,
  { input, answer, languages }: Shown,
  wanted: readonly UpdatedField[],
): Input {
  const dropped = answer.fields.filter(
    (one) => !wanted.some((other) => placeOf(other) === placeOf(one)),
  );
  const reduced: Input = { ...input };
  for (const one of dropped) {
    const name = parameterOf(action, one.field);
    const value = reduced[name];
    if (one.language === null || typeof value !== "object") {
      delete reduced[name];
      continue;
    }
    const known = languages.find(({ id }) => id === one.language?.id)?.code;
    const codes = [known, one.language.iso_code, String(one.language.id)];
    const left = Object.entries(value as Texts).filter(([code]) => !codes.includes(code));
    if (left.length === 0) delete reduced[name];
    else reduced[name] = Object.fromEntries(left);
  }
  return reduced;
}
