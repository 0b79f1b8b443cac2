import { inertBody } from "../inert.js";
import { documentOf, htmlOf } from "./html.js";

/** Elements that stand within a line of words. */
const INLINE = new Set(
  "a b strong i em u code span font small big sub sup s strike del ins abbr cite q mark tt kbd samp var bdi bdo time label".split(
    " ",
  ),
);

/** Elements whose blanks count. */
const PREFORMATTED = new Set(["pre", "textarea"]);

/**
 * Whether the formatted view holds all of a text: read and written again, it must mean the same.
 * What it means is found without the editor, so that the editor's mistakes show.
 */
export function isHeld(html: string): boolean {
  // While it is read the one stands in for the other.
  if (/<\/?(?:style|template)\b/iu.test(html)) return false;
  return meaningOf(html) === meaningOf(htmlOf(documentOf(html)));
}

/** The blocks of a text, and in them the words with all that stands around them. */
export function meaningOf(html: string): string {
  const body = inertBody(html);
  const told: string[] = [];
  tellBlocks(body, told);
  return told.join("\n");
}

/** Words that stand beside blocks count as a paragraph of their own. */
function tellBlocks(parent: Element, told: string[]): void {
  let line: ChildNode[] = [];
  const tellLine = () => {
    const text = lineOf(line, PREFORMATTED.has(parent.localName));
    if (text !== "") told.push(...(isLineOnly(parent) ? [text] : ["<p", text, ">"]));
    line = [];
  };
  for (const child of parent.childNodes) {
    if (child instanceof Element && !isInline(child)) {
      tellLine();
      told.push(`<${signatureOf(child)}`);
      tellBlocks(child, told);
      told.push(">");
    } else line.push(child);
  }
  tellLine();
}

/** A line of words alone in a list item or a box needs no paragraph; in the text itself it is one. */
function isLineOnly(parent: Element): boolean {
  return parent.localName !== "body" && [...parent.children].every(isInline);
}

function isInline(element: Element): boolean {
  return INLINE.has(element.localName) || element.localName === "br" || element.localName === "img";
}

interface Run {
  around: string;
  text: string;
}

/** Words and what stands around them, in whatever order it was nested. */
function lineOf(nodes: readonly ChildNode[], isPreformatted: boolean): string {
  const runs: Run[] = [];
  const add = (around: readonly string[], text: string) => {
    const key = [...new Set(around)].sort().join(" ");
    const last = runs.at(-1);
    if (last?.around === key) last.text += text;
    else runs.push({ around: key, text });
  };
  const walk = (node: ChildNode, around: readonly string[]) => {
    if (node instanceof Text) add(around, node.data);
    else if (!(node instanceof Element)) add([], `<!${node.nodeValue ?? ""}>`);
    else if (INLINE.has(node.localName) && node.childNodes.length > 0) {
      for (const child of node.childNodes) walk(child, [...around, signatureOf(node)]);
    } else add(around, `<${signatureOf(node)}>`);
  };
  for (const node of nodes) walk(node, []);
  return isPreformatted ? JSON.stringify(runs) : tidied(runs);
}

/** Blanks as a browser shows them: one for many, none at the ends. */
function tidied(runs: readonly Run[]): string {
  let isBlankBefore = true;
  const told: Run[] = [];
  for (const { around, text } of runs) {
    let short = text.replace(/[ \t\r\n\f]+/gu, " ");
    if (isBlankBefore && short.startsWith(" ")) short = short.slice(1);
    if (short === "") continue;
    isBlankBefore = short.endsWith(" ");
    told.push({ around, text: short });
  }
  const last = told.at(-1);
  if (last !== undefined) last.text = last.text.replace(/ +$/u, "");
  return told
    .filter(({ text }) => text !== "")
    .map(({ around, text }) => `[${around}]${text}`)
    .join("");
}

function signatureOf({ localName, attributes }: Element): string {
  const sorted = [...attributes]
    .map(({ name, value }) => `${name}=${JSON.stringify(value)}`)
    .sort();
  return [localName, ...sorted].join(" ");
}
