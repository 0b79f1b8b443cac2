// Text from a shop is data: it must neither steer the terminal nor hide what it says.

/** Controls, of which terminals obey some; what turns lines around; what nobody sees. */
const UNSAFE =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** The text on one line, without what a terminal would obey. */
export const printable = (text: string): string =>
  text.replace(BREAKS, " ").replace(UNSAFE, "").trim();

/** The value as JSON that says the same to a program, and nothing to a terminal. */
export function safeJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  return text.replace(UNSAFE, (one) => (one === "\n" ? one : escaped(one)));
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
