import { type CodeLine, type Token, textLines } from "./code.js";

/** A Webservice document with one element a line, and what stands before it; other text as it is. */
export function xmlLines(text: string): CodeLine[] {
  const start = text.indexOf("<?xml");
  const document = start < 0 ? null : documentLines(text.slice(start));
  if (document === null) return textLines(text);
  const noise = text.slice(0, start).trimEnd();
  return [...(noise === "" ? [] : textLines(noise)), ...document];
}

function documentLines(xml: string): CodeLine[] | null {
  const parsed = new DOMParser().parseFromString(xml, "application/xml");
  if (parsed.getElementsByTagName("parsererror").length > 0) return null;
  const declaration = xml.slice(0, xml.indexOf("?>") + "?>".length);
  const lines: CodeLine[] = [[{ text: declaration }]];
  writeElement(parsed.documentElement, 0, lines);
  return lines;
}

function writeElement(element: Element, depth: number, lines: CodeLine[]): void {
  const indent = "  ".repeat(depth);
  const open: Token[] = [{ text: `${indent}<` }, ...tagOf(element)];
  const close: Token[] = [{ text: "</" }, { text: element.tagName, kind: "name" }, { text: ">" }];
  const children = [...element.children];
  if (children.length > 0) {
    lines.push([...open, { text: ">" }]);
    for (const child of children) writeElement(child, depth + 1, lines);
    lines.push([{ text: indent }, ...close]);
  } else if (element.childNodes.length > 0) {
    lines.push([...open, { text: ">" }, ...contentOf(element), ...close]);
  } else {
    lines.push([...open, { text: "/>" }]);
  }
}

function tagOf(element: Element): Token[] {
  const attributes = [...element.attributes].flatMap<Token>(({ name, value }) => [
    { text: ` ${name}=` },
    { text: `"${value}"`, kind: "string" },
  ]);
  return [{ text: element.tagName, kind: "name" }, ...attributes];
}

function contentOf(element: Element): Token[] {
  return [...element.childNodes].map((node) => {
    const text = node.nodeValue ?? "";
    return { text: node.nodeType === Node.CDATA_SECTION_NODE ? `<![CDATA[${text}]]>` : text };
  });
}
