import type { Message } from "../language/message.js";
import { codeBlock, type Token, textBlock } from "./code.js";

type Line = Token[];

/** A Webservice document with one element a line; text that is no document as it is. */
export function xmlBlock(label: Message, text: string): HTMLElement {
  const start = text.indexOf("<?xml");
  const lines = start < 0 ? null : documentLines(text.slice(start));
  if (lines === null) return textBlock(label, text);
  const noise = text.slice(0, start).trimEnd();
  const before: Line[] = noise === "" ? [] : noise.split("\n").map((line) => [{ text: line }]);
  return codeBlock(label, [...before, ...lines]);
}

function documentLines(xml: string): Line[] | null {
  const parsed = new DOMParser().parseFromString(xml, "application/xml");
  if (parsed.getElementsByTagName("parsererror").length > 0) return null;
  const declaration = xml.slice(0, xml.indexOf("?>") + "?>".length);
  const lines: Line[] = [[{ text: declaration, kind: "mark" }]];
  writeElement(parsed.documentElement, 0, lines);
  return lines;
}

function writeElement(element: Element, depth: number, lines: Line[]): void {
  const indent = "  ".repeat(depth);
  const open = [{ text: `${indent}<`, kind: "mark" } as const, ...tag(element)];
  const close: Token[] = [
    { text: "</", kind: "mark" },
    { text: element.tagName, kind: "name" },
    { text: ">", kind: "mark" },
  ];
  const children = [...element.children];
  if (children.length > 0) {
    lines.push([...open, { text: ">", kind: "mark" }]);
    for (const child of children) writeElement(child, depth + 1, lines);
    lines.push([{ text: indent }, ...close]);
  } else if (element.childNodes.length > 0) {
    lines.push([...open, { text: ">", kind: "mark" }, ...content(element), ...close]);
  } else {
    lines.push([...open, { text: "/>", kind: "mark" }]);
  }
}

function tag(element: Element): Token[] {
  const attributes = [...element.attributes].flatMap<Token>(({ name, value }) => [
    { text: ` ${name}=`, kind: "mark" },
    { text: `"${value}"`, kind: "string" },
  ]);
  return [{ text: element.tagName, kind: "name" }, ...attributes];
}

function content(element: Element): Token[] {
  return [...element.childNodes].flatMap<Token>((node) => {
    const text = node.nodeValue ?? "";
    if (node.nodeType !== Node.CDATA_SECTION_NODE) return [{ text }];
    return [{ text: "<![CDATA[", kind: "mark" }, { text }, { text: "]]>", kind: "mark" }];
  });
}
