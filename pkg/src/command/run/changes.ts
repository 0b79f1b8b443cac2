import { cellOf, type Fields, isFields } from "../table/cell.js";
import { bold, coloured } from "../terminal/colours.js";
import { printable } from "../terminal/printable.js";

/** One value that a write changes. */
interface Changed {
  name: string;
  before: unknown;
  after: unknown;
}

/** What a write changes, or would change. */
export interface WriteTold {
  changed: Changed[];
  /** What happens beyond it, a sentence each. */
  effects: string[];
  /** What the shop made of values by itself, a sentence each. */
  differences: string[];
  warnings: string[];
}

/** What the answer of a writing action says of the change. */
export function writeTold(answer: Fields): WriteTold {
  const rows = listOf(answer.fields).map((row) => ({
    name: nameOf(row),
    before: row.before,
    after: row.after,
  }));
  const steps = [answer, answer.status].filter(isFields).filter((one) => "before" in one);
  const statuses = steps.map(({ before, after }) => ({ name: "status", before, after }));
  const changed = [...rows, ...statuses];
  return {
    changed: changed.filter(({ before, after }) => !isSame(before, after)),
    differences: listOf(answer.differences).map(differenceOf),
    effects: listOf(answer.effects).map(({ text }) => cellOf(text)),
    warnings: Array.isArray(answer.warnings) ? answer.warnings.map(cellOf) : [],
  };
}

/** Whether there is nothing to save. */
export const isNothing = ({ changed, effects }: WriteTold): boolean =>
  changed.length === 0 && effects.length === 0;

/** The change as a person reads it, without what was `shown` before. */
export function printedChange(told: WriteTold, shown?: WriteTold): string {
  const isNew = (one: unknown, before: readonly unknown[] = []) =>
    !before.some((other) => isSame(one, other));
  const changed = told.changed.filter((one) => isNew(one, shown?.changed));
  const effects = told.effects.filter((one) => isNew(one, shown?.effects));
  const warnings = told.warnings.filter((one) => isNew(one, shown?.warnings));
  const values = changed.flatMap(({ name, before, after }) => [
    bold(printable(name)),
    coloured(`  - ${cellOf(before)}`, "red"),
    coloured(`  + ${cellOf(after)}`, "green"),
  ]);
  return [
    ...values,
    ...(effects.length > 0 ? [bold("The shop also does this:")] : []),
    ...effects.map((one) => `  ${one}`),
    ...told.differences.map((one) => coloured(`! ${one}`, "yellow")),
    ...warnings.map((one) => coloured(`! ${one}`, "yellow")),
  ].join("\n");
}

function differenceOf(row: Fields): string {
  const values = `sent "${cellOf(row.asked)}", stored "${cellOf(row.stored)}"`;
  return `The shop stored ${nameOf(row)} otherwise (${cellOf(row.reason).replaceAll("_", " ")}): ${values}.`;
}

const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.filter((one) => isFields(one)) : [];

function nameOf({ field, language }: Fields): string {
  const code = isFields(language) ? cellOf(language.iso_code ?? language.id) : "";
  return code === "" ? cellOf(field) : `${cellOf(field)} (${code})`;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
