import { type Fragment, type Mark, type Node, DOMParser as Reader } from "prosemirror-model";
import { inertBody } from "../inert.js";
import { type Kept, schema } from "./schema.js";

const VOID = new Set(["br", "hr", "img"]);

const reader = Reader.fromSchema(schema);

/** Reads HTML, in a document without a window: nothing of it runs or loads. */
export function documentOf(html: string): Node {
  const body = inertBody(html);
  return reader.parse(body);
}

/** Writes a document as HTML; what was not touched as it was read, but for its blanks. */
export function htmlOf(document: Node): string {
  const [first] = document.children;
  const isEmpty = document.childCount === 1 && first?.isTextblock && first.content.size === 0;
  if (isEmpty && first?.attrs.isBare) return "";
  return blocksOf(document.content, document.childCount > 1 ? "\n" : "", document.childCount > 1);
}

/** At the top each block has a line of its own, and words between blocks get a paragraph. */
function blocksOf(content: Fragment, between: string, isTop = false): string {
  const blocks = content.content;
  return blocks
    .map((one, place) => blockOf(one, isTop, blocks[place - 1], blocks[place + 1]))
    .join(between);
}

function blockOf(node: Node, isTop: boolean, before?: Node, after?: Node): string {
  const { type, attrs } = node;
  if (type === schema.nodes.raw) return attrs.html as string;
  const isBare = attrs.isBare === true && !isTop && !isBareOne(before) && !isBareOne(after);
  const inside = node.isTextblock ? inlineOf(node.content) : blocksOf(node.content, "");
  if (isBare) return inside;
  return wrapped(attrs.tag as string, attrs.kept as Kept, inside);
}

function isBareOne(node: Node | undefined): boolean {
  return node?.attrs.isBare === true;
}

/** Words with the same marks stand in one element. */
function inlineOf(content: Fragment): string {
  return runsOf(content.content, 0);
}

function runsOf(nodes: readonly Node[], depth: number): string {
  let html = "";
  let place = 0;
  while (place < nodes.length) {
    const node = nodes[place] as Node;
    const mark = node.marks[depth];
    if (mark === undefined) {
      html += leafOf(node);
      place += 1;
      continue;
    }
    const end = endOfRun(nodes, place, depth, mark);
    html += wrapped(mark.attrs.tag, mark.attrs.kept, runsOf(nodes.slice(place, end), depth + 1));
    place = end;
  }
  return html;
}

function endOfRun(nodes: readonly Node[], start: number, depth: number, mark: Mark): number {
  let end = start + 1;
  while (nodes[end]?.marks[depth]?.eq(mark) === true) end += 1;
  return end;
}

function leafOf(node: Node): string {
  if (node.isText) return escaped(node.text ?? "");
  return wrapped(node.attrs.tag as string, node.attrs.kept as Kept, "");
}

function wrapped(tag: string, kept: Kept, inside: string): string {
  const attributes = kept.map(
    ([name, value]) => ` ${name}="${escaped(value).replace(/"/gu, "&quot;")}"`,
  );
  const start = `<${tag}${attributes.join("")}>`;
  return VOID.has(tag) ? start : `${start}${inside}</${tag}>`;
}

function escaped(text: string): string {
  return text
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/\u00a0/gu, "&nbsp;");
}
