import type { ActionWrites } from "@aismarttalk/prestashop";
import type { Action } from "./catalogue.js";

/** What a parameter writes. */
export type WrittenField = ActionWrites["fields"][string];

/** What each parameter of an action writes; none where it only reads. */
export function writtenFields({ writes }: Action): ActionWrites["fields"] {
  return writes?.fields ?? {};
}

/** Whether an action takes texts by language. */
export function takesTexts(action: Action): boolean {
  return Object.values(writtenFields(action)).some(({ multilingual }) => multilingual);
}

/** The parameter of an action that writes a field. */
export function parameterOf(action: Action, field: string): string {
  const entries = Object.entries(writtenFields(action));
  return entries.find(([, one]) => one.field === field)?.[0] ?? field;
}

/** The parameter that names a record by its id. */
export function idParameter({ writes }: Action): string {
  return writes?.named_by.find(({ field }) => field === "id")?.parameter ?? "id";
}
