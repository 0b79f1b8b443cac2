/** What a style is called while a text is read: the page's policy complains of each that it meets. */
const INSTEAD = "kept-style";

const TAG_START = /^<[a-z]/iu;

/**
 * The body of HTML in a document without a window: nothing of it runs or loads. Styles are no styles
 * there, and have another name.
 */
export function inertBody(html: string): HTMLElement {
  return new DOMParser().parseFromString(withoutStyles(html), "text/html").body;
}

/** The name of an attribute in the text itself. */
export function attributeName(name: string): string {
  return name === INSTEAD ? "style" : name;
}

/** The text with its styles under their own name again. */
export function withStyles(html: string): string {
  return renamed(html, INSTEAD, "style");
}

/** The text with its styles under another name. */
export function withoutStyles(html: string): string {
  return renamed(html, "style", INSTEAD);
}

/** One pass over the text, tag by tag: what stands between them, and within quotes, stays. */
function renamed(html: string, from: string, to: string): string {
  const parts: string[] = [];
  let place = 0;
  while (place < html.length) {
    const start = html.indexOf("<", place);
    if (start < 0) break;
    parts.push(html.slice(place, start));
    const end = TAG_START.test(html.slice(start, start + 2)) ? tagEnd(html, start) : start + 1;
    const tag = html.slice(start, end);
    parts.push(tag.length > 1 ? renamedIn(tag, from, to) : tag);
    place = end;
  }
  return parts.join("") + html.slice(place);
}

/** Behind the bracket that closes a tag; quoted ones do not. */
function tagEnd(html: string, start: number): number {
  let quote = "";
  for (let place = start + 1; place < html.length; place += 1) {
    const letter = html[place] ?? "";
    if (quote !== "") {
      if (letter === quote) quote = "";
    } else if (letter === ">") return place + 1;
    else if (letter === '"' || letter === "'") {
      // A quote opens a value only behind its equals sign.
      if (/=\s*$/u.test(html.slice(Math.max(start, place - 20), place))) quote = letter;
    }
  }
  return html.length;
}

const ATTRIBUTE = /([\s/"'])([^\s"'<>/=]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?/gu;

function renamedIn(tag: string, from: string, to: string): string {
  return tag.replace(ATTRIBUTE, (all, before: string, name: string, value: string | undefined) =>
    name.toLowerCase() === from ? `${before}${to}${value ?? ""}` : all,
  );
}
