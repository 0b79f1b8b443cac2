// The texts between quotes in the sources of the core and of the worker, to see what they can say.
import { parseAst } from "rolldown/parseAst";

/** A text between quotes in Rust, with its escapes; comments, characters and bytes are passed over. */
const RUST =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|b?r(#*)"([\s\S]*?)"\1|"((?:\\[\s\S]|[^"\\])*)"|'(?:\\[\s\S]|[^'\\])[^']{0,8}?'/g;
const ESCAPES = { n: "\n", t: "\t", r: "\r", 0: "\0" };

/** The texts of a file of Rust, without those of its tests. */
export function rustTexts(source) {
  const [code] = source.split("#[cfg(test)]");
  const texts = [];
  for (const [, , raw, escaped] of code.matchAll(RUST)) {
    if (raw !== undefined) texts.push(raw);
    if (escaped !== undefined) texts.push(unescaped(escaped));
  }
  return texts.flatMap((text) => text.split("\n"));
}

function unescaped(text) {
  const joined = text.replace(/\\\n\s*/g, "");
  return joined.replace(/\\(?:u\{([\da-f]+)\}|(.))/g, (_, code, sign) =>
    code === undefined ? (ESCAPES[sign] ?? sign) : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

/** The texts of a file of TypeScript, `{}` in the place of what is filled in. */
export function typescriptTexts(source, lang = "ts") {
  const texts = [];
  const visit = (node, parent) => {
    if (node === null || typeof node !== "object") return;
    if (Array.isArray(node)) {
      for (const one of node) visit(one, parent);
      return;
    }
    if (/^(?:Import|Export(?:All|Named)|TS)/.test(node.type ?? "") && node.source) return;
    if (node.type === "Literal" && typeof node.value === "string") texts.push(node.value);
    if (node.type === "TemplateLiteral") {
      texts.push(node.quasis.map(({ value }) => value.cooked).join("{}"));
    }
    if (node.type === "JSXText") texts.push(node.value);
    for (const [name, value] of Object.entries(node)) if (name !== "type") visit(value, node);
  };
  visit(parseAst(source, { lang }), null);
  return texts;
}

/** Attributes that are read out, or shown in the place of a text. */
const READ =
  /^(?:aria-(?:label|description|roledescription|valuetext)|title|placeholder|label|alt)$/;

/** What a file of TSX shows of its own: texts between tags and in attributes, and sentences in code. */
export function shownTexts(source) {
  const texts = [];
  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    if (Array.isArray(node)) {
      for (const one of node) visit(one);
      return;
    }
    if (node.type === "JSXText") texts.push(node.value.trim());
    const isRead = node.type === "JSXAttribute" && READ.test(node.name.name ?? "");
    if (isRead && node.value?.type === "Literal") texts.push(node.value.value);
    const isSentence = node.type === "Literal" && /^[A-Z][a-z]+(?: [\w’',-]+){2}/.test(node.value);
    if (isSentence) texts.push(node.value);
    for (const [name, value] of Object.entries(node)) if (name !== "type") visit(value);
  };
  visit(parseAst(source, { lang: "tsx" }));
  return texts;
}
