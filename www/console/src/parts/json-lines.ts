import { type CodeLine, type Token, textLines } from "./code.js";

const STRINGS = /("(?:[^"\\]|\\.)*")(\s*:)?/g;

/** A value as indented JSON. */
export function jsonLines(value: unknown): CodeLine[] {
  const text = JSON.stringify(value, null, 2) ?? "undefined";
  return text.split("\n").map(tokensOf);
}

/** JSON text, indented; text that is none as it is. */
export function jsonTextLines(text: string): CodeLine[] {
  try {
    return jsonLines(JSON.parse(text));
  } catch {
    return textLines(text);
  }
}

function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(STRINGS)) {
    const [whole, string = "", colon] = match;
    tokens.push({ text: line.slice(end, match.index) });
    tokens.push({ text: string, kind: colon === undefined ? "string" : "name" });
    tokens.push({ text: colon ?? "" });
    end = match.index + whole.length;
  }
  tokens.push({ text: line.slice(end) });
  return tokens.filter(({ text }) => text !== "");
}
