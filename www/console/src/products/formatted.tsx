import type { ComponentChildren, VNode } from "preact";
import { h } from "preact";
import { inertBody } from "./inert.js";

/** Elements that make a text readable; of all others only what stands in them is shown. */
const READABLE = new Set(
  [
    "p br hr b strong i em u s del sub sup small mark abbr q cite blockquote pre code div span",
    "h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td figure figcaption",
  ]
    .join(" ")
    .split(" "),
);

/** Headings of a text must not stand between those of the page. */
const INSTEAD: Readonly<Record<string, string>> = {
  h1: "p",
  h2: "p",
  h3: "p",
  h4: "p",
  h5: "p",
  h6: "p",
};

/** What runs, loads or is never shown. */
const HIDDEN = new Set(
  "script style template noscript iframe object embed svg math head title".split(" "),
);

const MOST_DEEP = 40;

/** Around what has come or gone; no text of a shop has them. */
export const MARKS = { start: "\ue000", end: "\ue001" };

/**
 * HTML of a shop as it reads: read in a document without a window, and drawn anew from the elements
 * that are known, without any attribute. Nothing of it runs, loads, links or styles.
 */
export function Formatted(props: { html: string; mark?: "ins" | "del" }) {
  const body = inertBody(props.html);
  const painter = painterFor(props.mark ?? null);
  return <>{painter.children(body, 0)}</>;
}

function painterFor(mark: "ins" | "del" | null) {
  let isMarked = false;
  const textOf = (text: string): ComponentChildren => {
    if (mark === null) return text;
    return text.split(/([\ue000\ue001])/u).map((part) => {
      if (part === MARKS.start || part === MARKS.end) {
        isMarked = part === MARKS.start;
        return null;
      }
      return isMarked && part !== "" ? h(mark, {}, part) : part;
    });
  };
  const children = (parent: Node, depth: number): ComponentChildren[] =>
    depth > MOST_DEEP
      ? [textOf(parent.textContent ?? "")]
      : [...parent.childNodes].map((one) => nodeOf(one, depth + 1));
  const nodeOf = (node: Node, depth: number): ComponentChildren => {
    if (node instanceof Text || node.nodeType === Node.TEXT_NODE)
      return textOf(node.nodeValue ?? "");
    if (node.nodeType !== Node.ELEMENT_NODE) return null;
    const { localName } = node as Element;
    if (HIDDEN.has(localName)) return null;
    if (localName === "img") return imageOf(node as Element);
    const inside = children(node, depth);
    if (localName === "a") return <span class="link">{inside}</span>;
    if (!READABLE.has(localName)) return <>{inside}</>;
    const name = INSTEAD[localName];
    return name === undefined
      ? element(localName, inside)
      : element(name, [<strong>{inside}</strong>]);
  };
  return { children };
}

function element(name: string, inside: ComponentChildren[]): VNode {
  return name === "br" || name === "hr" ? h(name, {}) : h(name, {}, ...inside);
}

/** A picture is named, and not asked for: its address may be anybody's. */
function imageOf(image: Element): VNode {
  return (
    <span class="cleaned">{image.getAttribute("alt") || fileOf(image.getAttribute("src"))}</span>
  );
}

function fileOf(source: string | null): string {
  return source?.split(/[?#]/u)[0]?.split("/").at(-1) || "<img>";
}

/** What is to be read of HTML. */
export function plainText(html: string): string {
  const body = inertBody(html.replace(/<(?:br|\/p|\/li|\/div|\/h\d)\b/giu, " $&"));
  for (const hidden of body.querySelectorAll("script,style,template")) hidden.remove();
  return (body.textContent ?? "").replace(/\s+/gu, " ").trim();
}
