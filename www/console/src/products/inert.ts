/** Before the name of what would do something in a page: its policy complains of each that it meets. */
const KEPT = "kept-";

/** In place of styles of their own, of which nothing is shown either. */
const UNSEEN = "template";

const TAG_START = /^<[a-z]/iu;

/**
 * The body of HTML in a document without a window: nothing of it runs or loads. Styles and what is
 * done at events have other names there.
 */
export function inertBody(html: string): HTMLElement {
  return new DOMParser().parseFromString(inertHtml(html), "text/html").body;
}

/** The name of an attribute in the text itself. */
export function attributeName(name: string): string {
  return name.startsWith(KEPT) ? name.slice(KEPT.length) : name;
}

/** The name of an element in the text itself. */
export function elementName(name: string): string {
  return name === UNSEEN ? "style" : name;
}

/** The text with what would do something under another name. */
export function inertHtml(html: string): string {
  const hidden = html.replace(/(<\/?)style(?=[\s/>])/giu, `$1${UNSEEN}`);
  return renamed(hidden, (name, tag) => (isActive(name, tag) ? KEPT + name : name));
}

/** Whether the policy of the page has to do with it: styles, what is done at events, another base. */
function isActive(name: string, tag: string): boolean {
  return /^(?:style$|on)/iu.test(name) || (/^href$/iu.test(name) && /^<base[\s/>]/iu.test(tag));
}

/** The text with all names as they were. */
export function ownHtml(html: string): string {
  return renamed(html, attributeName);
}

/** The new name of an attribute in a tag. */
type Rename = (name: string, tag: string) => string;

/** One pass over the text, tag by tag: what stands between them, and within quotes, stays. */
function renamed(html: string, rename: Rename): string {
  const parts: string[] = [];
  let place = 0;
  while (place < html.length) {
    const start = html.indexOf("<", place);
    if (start < 0) break;
    parts.push(html.slice(place, start));
    const end = TAG_START.test(html.slice(start, start + 2)) ? tagEnd(html, start) : start + 1;
    const tag = html.slice(start, end);
    parts.push(tag.length > 1 ? renamedIn(tag, rename) : tag);
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

function renamedIn(tag: string, rename: Rename): string {
  return tag.replace(
    ATTRIBUTE,
    (_all, before: string, name: string, value: string | undefined) =>
      `${before}${rename(name, tag)}${value ?? ""}`,
  );
}
