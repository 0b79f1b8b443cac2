// What the four examples of the README use is explained where an agent reads: in llms.txt and the
// Markdown pages of the site.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { actions } from "@aismarttalk/prestashop";
import { blocksOf, filesOf, sectionOf } from "../adapters/support/readme-files.mjs";
import { eachCase } from "../js/support/table.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SITE = join(ROOT, "docs/dist");
// That of the root has no programming interface yet.
const ts = createRequire(join(ROOT, "docs/package.json"))("typescript");
const PACKAGE = "@aismarttalk/prestashop";

/** The titles of their sections, and the names without which one of them would not be that example. */
const EXAMPLES = {
  Testing: ["demoShop", "PrestaShop", "update", "changes", "after"],
  "A page with React": ["EdgeShop", "run", "find_orders", "orders", "reference", "label"],
  "A Server Action in Next.js": ["PrestaShop", "PrestaShopError", "update", "written", "hint"],
  "Tools for an agent": ["actions", "inputSchema", "readOnlyHint", "run", "toJSON"],
};

const readme = await readFile(join(ROOT, "pkg/README.md"), "utf8");
const explained = await explanations();
const declared = await declarations();

/** The code of an example: files that it has people write, or else its blocks. */
function codeOf(title) {
  const section = sectionOf(readme, title);
  const files = filesOf(section).filter(([path]) => /\.tsx?$/.test(path));
  const blocks = blocksOf(section).filter(({ language }) => /^[jt]sx?$/.test(language));
  return (files.length > 0 ? files.map(([, text]) => text) : blocks.map(({ code }) => code)).join(
    "",
  );
}

/** Names of the package in a text of code: imports, members, fields of objects, actions. */
function namesIn(code) {
  const names = new Set();
  const imported = new Set();
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      if (!node.moduleSpecifier.text.startsWith(PACKAGE)) return;
      for (const { name } of node.importClause.namedBindings.elements) imported.add(name.text);
      return;
    }
    for (const name of namedBy(node)) if (declared.has(name)) names.add(name);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("example.tsx", code, ts.ScriptTarget.Latest, true));
  return [...imported, ...names];
}

function namedBy(node) {
  if (ts.isPropertyAccessExpression(node)) return [node.name.text];
  if (ts.isPropertyAssignment(node)) return [node.name.text];
  if (ts.isShorthandPropertyAssignment(node)) return [node.name.text];
  if (ts.isBindingElement(node)) return [(node.propertyName ?? node.name).text].filter(Boolean);
  if (ts.isStringLiteral(node))
    return actions.map(({ name }) => name).filter((name) => name === node.text);
  return [];
}

/** What the declarations of the package call something, private parts left out. */
async function declarations() {
  const folder = join(ROOT, "pkg/dist");
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    name.endsWith(".d.ts"),
  );
  const names = new Set();
  const visit = (node) => {
    const isMember =
      ts.isPropertySignature(node) ||
      ts.isMethodSignature(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isMethodDeclaration(node);
    if (isMember && ts.isIdentifier(node.name)) names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  for (const file of files.filter((name) => !/^(?:wasm|command)\b/.test(name))) {
    const text = await readFile(join(folder, file), "utf8");
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  }
  return names;
}

/** Names that a heading with words below it, or a line of llms.txt, explains. */
async function explanations() {
  const names = new Set();
  const pages = (await readdir(SITE, { recursive: true })).filter((name) => name.endsWith(".md"));
  for (const page of pages) {
    let of = "";
    for (const section of (await readFile(join(SITE, page), "utf8")).split(/^(?=#+ )/m)) {
      const [heading, ...lines] = section.split("\n");
      const title = heading.replace(/^#+ (?:\w+(?: \w+)?: )?/, "").replace(/[?(<\\].*$/, "");
      // Where there are several ways to call it, the words are below those.
      if (!/Call Signature$/.test(heading)) of = title;
      if (lines.some((line) => /^[A-Z`[].{8,}/.test(line))) names.add(of);
    }
  }
  const text = await readFile(join(SITE, "llms.txt"), "utf8");
  for (const [, name] of text.matchAll(/^- \[(\w+)\]\([^)]+\): .{8,}$/gm)) names.add(name);
  return names;
}

test("given the four examples, then llms.txt and the pages explain each name that they use", () =>
  eachCase(
    "examples",
    Object.entries(EXAMPLES).map(([title, needed]) => [title, title, needed]),
    (title, needed) => {
      const used = namesIn(codeOf(title));
      for (const name of needed) assert.ok(used.includes(name), `${title} no longer has ${name}`);
      const silent = used.filter((name) => !explained.has(name));
      assert.deepEqual(silent, []);
      console.log(`${title}: ${used.length} names: ${used.join(", ")}`);
    },
  ));

test("given a name that the package has and no page explains, then it is found out", () => {
  declared.add("neverExplained");
  const used = namesIn(`import { alsoNot } from "${PACKAGE}";\nconst { neverExplained } = shop;`);
  assert.deepEqual(
    used.filter((name) => !explained.has(name)),
    ["alsoNot", "neverExplained"],
  );
});
