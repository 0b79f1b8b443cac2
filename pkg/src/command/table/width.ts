/** Characters of which nearly every text is made. */
const PLAIN = /^[\x20-\x7e]*$/;
/** Those of two columns, and of none. */
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const SEGMENTER = new Intl.Segmenter();

/** How many columns of a terminal a text takes; of one that takes more than `most`, some number above it. */
export function widthOf(text: string, most = Number.POSITIVE_INFINITY): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  // A text may have a hundred thousand characters, and a list thousands of texts.
  for (const { segment } of SEGMENTER.segment(text)) {
    width += WIDE.test(segment) ? 2 : 1;
    if (width > most) break;
  }
  return width;
}

/** The text in exactly that many columns; what is left out is told by an ellipsis. */
export function fitted(text: string, width: number): string {
  const own = widthOf(text, width);
  if (own <= width) return text + " ".repeat(width - own);
  let kept = "";
  let taken = 0;
  for (const { segment } of SEGMENTER.segment(text)) {
    const next = WIDE.test(segment) ? 2 : 1;
    if (taken + next > width - 1) break;
    kept += segment;
    taken += next;
  }
  return `${kept}…${" ".repeat(Math.max(0, width - 1 - taken))}`;
}
