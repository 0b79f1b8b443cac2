/**
 * Characters that nobody sees, and a model reads: those without width, those that turn the direction
 * of a text, tags that spell a text of their own, and controls that JSON leaves as they are.
 */
const HIDDEN =
  /[\u007F-\u009F\u00AD\u061C\u115F\u1160\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB]|\u034F|[\u17B4\u17B5]|[\u180B-\u180F]|[\uFE00-\uFE0F]|[\u{1BCA0}-\u{1BCA3}]|[\u{1D173}-\u{1D17A}]|[\u{E0000}-\u{E0FFF}]/gu;

/**
 * JSON in which hidden characters stand as escapes: a model sees that they are there, and the data is
 * the same, so that a text that it writes back keeps them.
 */
export function visibleJson(data: unknown): string {
  return JSON.stringify(data).replace(HIDDEN, (hidden) =>
    Array.from({ length: hidden.length }, (_, at) => escaped(hidden.charCodeAt(at))).join(""),
  );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}
