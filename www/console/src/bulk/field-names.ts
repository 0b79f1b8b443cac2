import { textOf } from "../language/message.js";
import { words } from "../language/words.js";

/** What people call a field. */
export function fieldText(name: string): string {
  return textOf(words.value.bulk.fieldNames, name) ?? name;
}
