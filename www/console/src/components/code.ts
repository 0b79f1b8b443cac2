import type { Message } from "../language/message.js";
import { copyButton } from "./copy.js";
import { h } from "./element.js";

/** A stretch of code of one kind. */
export interface Token {
  text: string;
  kind?: "name" | "string" | "number" | "mark";
}

const FIRST_LINES = 400;
const JSON_TOKENS =
  /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/g;

/** Code that can be copied; a long one starts with its first lines. */
export function codeBlock(label: Message, lines: readonly (readonly Token[])[]): HTMLElement {
  const pre = h("pre", { class: "code", tabindex: 0, "aria-label": label, dir: "ltr" });
  const show = (count: number) => {
    const shown = lines.slice(0, count);
    pre.replaceChildren(...shown.flatMap((line) => [...line.map(tokenNode), "\n"]));
  };
  show(FIRST_LINES);
  const all = h("button", { type: "button", class: "link" }, (w) =>
    w.value.showAllLines(lines.length),
  );
  all.addEventListener("click", () => {
    show(lines.length);
    // The focus must not vanish with the button.
    pre.focus();
    all.remove();
  });
  return h(
    "div",
    { class: "codebox" },
    copyButton(label, () => lines.map((line) => line.map(({ text }) => text).join("")).join("\n")),
    pre,
    lines.length > FIRST_LINES && all,
  );
}

/** A value as indented JSON. */
export function jsonBlock(label: Message, value: unknown): HTMLElement {
  const text = JSON.stringify(value, null, 2) ?? "undefined";
  return codeBlock(label, text.split("\n").map(jsonTokens));
}

/** Text as it is. */
export function textBlock(label: Message, text: string): HTMLElement {
  return codeBlock(
    label,
    text.split("\n").map((line) => [{ text: line }]),
  );
}

function jsonTokens(line: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(JSON_TOKENS)) {
    const [token, string, colon] = match;
    tokens.push({ text: line.slice(end, match.index) });
    if (string === undefined) tokens.push({ text: token, kind: "number" });
    else tokens.push({ text: string, kind: colon ? "name" : "string" }, { text: colon ?? "" });
    end = match.index + token.length;
  }
  tokens.push({ text: line.slice(end) });
  return tokens.filter(({ text }) => text !== "");
}

function tokenNode({ text, kind }: Token): Node | string {
  return kind === undefined ? text : h("span", { class: `token-${kind}` }, text);
}
