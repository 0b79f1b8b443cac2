import { h } from "./element.js";
import { formattedFold } from "./formatted.js";

const FOLDED_FROM = 420;
const LOOKS_LIKE_HTML = /<\/?[a-z][^>]*>/i;
const ENDS_A_LINE = /<(br|\/p|\/div|\/h[1-6]|\/li|\/tr|\/ul|\/ol)\b[^>]*>/gi;
const STARTS_AN_ITEM = /<li\b[^>]*>/gi;
const NOT_FOR_READING = /<(script|style)\b[\s\S]*?<\/\1\s*>/gi;

/** A text that somebody wrote in the shop: its direction is its own, and it is only text. */
export function shopText(text: string): HTMLElement {
  const isHtml = LOOKS_LIKE_HTML.test(text);
  const plain = isHtml ? withoutTags(text) : text;
  if (!isHtml && plain.length <= FOLDED_FROM)
    return h("span", { class: "text", dir: "auto" }, ...plainly(plain));
  return h(
    "div",
    { class: "longtext" },
    plain.length > FOLDED_FROM
      ? folded(plain)
      : h("p", { class: "text", dir: "auto" }, ...plainly(plain)),
    isHtml && h("span", { class: "hint" }, (w) => w.value.asHtml),
    isHtml && formattedFold(text),
  );
}

/** Characters that turn the direction of what follows, so that a text reads otherwise than it is. */
const TURNS = /([\u202a-\u202e\u2066-\u2069])/u;

/** A text with the characters that would turn it shown by their numbers. */
export function plainly(text: string): (Node | string)[] {
  return text.split(TURNS).map((part, place) => {
    if (place % 2 === 0) return part;
    const number = part.charCodeAt(0).toString(16).toUpperCase();
    return h("code", { class: "turn", dir: "ltr" }, `U+${number}`);
  });
}

function folded(text: string): HTMLElement {
  return h(
    "details",
    { class: "fold" },
    h(
      "summary",
      { class: "bare" },
      h(
        "span",
        { class: "text fold-start", dir: "auto" },
        ...plainly(text.slice(0, FOLDED_FROM).trimEnd()),
        "…",
      ),
      h("span", { class: "fold-more" }, (w) => w.value.showAllCharacters(text.length)),
      h("span", { class: "fold-less" }, (w) => w.value.showLess),
    ),
    h("p", { class: "text", dir: "auto" }, ...plainly(text)),
  );
}

/** The words of an HTML text. */
export function withoutTags(html: string): string {
  const bare = html
    .replace(NOT_FOR_READING, "")
    .replace(ENDS_A_LINE, "\n")
    .replace(STARTS_AN_ITEM, "• ")
    .replace(/<[^>]*>/g, "")
    .replaceAll("<", "&lt;");
  // No tag is left to be parsed: this only turns `&eacute;` into its letter.
  const parsed = new DOMParser().parseFromString(bare, "text/html");
  return (parsed.body.textContent ?? "").replace(/\n{3,}/g, "\n\n").trim();
}
