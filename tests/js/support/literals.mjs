// The texts between quotes in the sources of the core and of the worker, to see what they can say.
import { parseAst } from "rolldown/parseAst";

/** A text between quotes in Rust, with its escapes; comments, characters and bytes are passed over. */
const RUST =
  /\/\/[^\n]*|\/\*[^]*?\*\/|b?r(#*)"([^]*?)"\1|"((?:\\[^]|[^"\\])*)"|'(?:\\[^]|[^'\\])[^']{0,8}?'/g;
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
    if (Array.isArray(node)) return void node.forEach((one) => visit(one, parent));
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
