/** The beginning of a text; half a character at its end would be no text any more. */
export function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}
