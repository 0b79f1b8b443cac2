// What an editor shows of the package while people write: completions, hovers and errors, as
// TypeScript's own language service gives them, which tsserver asks.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { actions } from "@aismarttalk/prestashop";

// The compiler that builds the package has no language service in JavaScript; that of the reference has.
const ts = createRequire(new URL("../../docs/package.json", import.meta.url))("typescript");

const FILE = fileURLToPath(new URL("types/as-written.ts", import.meta.url));
const HEAD = `
import { action, actions, PrestaShop, text } from "@aismarttalk/prestashop";
import { EdgeShop } from "@aismarttalk/prestashop/edge";
declare const shop: PrestaShop;
declare const edge: EdgeShop;
declare const code: string;
`;

/** A file in an editor, which is written anew for each position. */
function editor() {
  let written = HEAD;
  let version = 0;
  const read = (file) => (file === FILE ? written : ts.sys.readFile(file));
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      types: [],
    }),
    getScriptFileNames: () => [FILE],
    getScriptVersion: (file) => (file === FILE ? String(version) : "1"),
    getScriptSnapshot: (file) => {
      const content = read(file);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => fileURLToPath(new URL("types", import.meta.url)),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => file === FILE || ts.sys.fileExists(file),
    readFile: read,
    directoryExists: ts.sys.directoryExists,
    realpath: ts.sys.realpath,
  });
  const write = (code) => {
    written = HEAD + code;
    version += 1;
  };
  /** Writes the code, and gives the position where `|` stands in it. */
  const position = (code) => {
    write(code.replace("|", ""));
    return HEAD.length + code.indexOf("|");
  };
  return {
    completions(code) {
      const found = service.getCompletionsAtPosition(FILE, position(code), {});
      return (found?.entries ?? []).map(({ name }) => name);
    },
    hover(code) {
      const shown = service.getQuickInfoAtPosition(FILE, position(code));
      const tags = (shown?.tags ?? []).map(
        ({ name, text: words }) => `@${name} ${ts.displayPartsToString(words)}`,
      );
      return {
        signature: ts.displayPartsToString(shown?.displayParts),
        words: [ts.displayPartsToString(shown?.documentation), ...tags].join("\n"),
      };
    },
    errors(code) {
      write(code);
      return service
        .getSemanticDiagnostics(FILE)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    },
  };
}

const inEditor = editor();
const NAMES = actions.map(({ name }) => name);

/** What is written, what must be offered there, and what must not. */
const COMPLETIONS = [
  ['shop.run("|")', NAMES, ["run", "delete_shop"]],
  ['edge.run("|")', NAMES, ["delete_shop"]],
  ['shop.run("get_order", { | })', ["id", "reference", "language"], ["limit", "quantity"]],
  ['shop.run("update_product_seo", { id: 5, | })', ["meta_title", "preview"], ["id", "state"]],
  ['shop.run("update_order_status", { | })', ["id", "state", "expect"], ["quantity"]],
  ['shop.run("find_orders", { | })', ["from", "paid", "limit"], ["email_of_nobody"]],
  ['(await shop.run("get_order", { id: 5 })).|', ["orders"], ["products"]],
  ['shop.products.list({ sort: "|" })', ["id_DESC", "price_ASC"], ["id", "quantity_ASC"]],
  ['shop.customers.list({ sort: ["|"] })', ["lastname_ASC"], ["passwd_ASC", "price_ASC"]],
  ['shop.products.list({ display: ["|"] })', ["id", "name", "categories"], ["passwd"]],
  ["shop.orders.list({ filter: { | } })", ["reference", "date_add"], ["price"]],
  ["shop.products.update(5, { | })", ["name", "price", "active"], ["id", "quantity"]],
  ["shop.|", ["run", "products", "orders", "access", "images"], ["core", "#core"]],
  ["(await shop.products.get(5)).name.|", [], ["fr", "en"]],
];

/** What is hovered, and what must be read there. */
const HOVERS = [
  [
    'await shop.|run("get_order", { id: 5 })',
    /GetOrderOutput/,
    actions.find(({ name }) => name === "get_order").description,
  ],
  ["shop.products.|list()", /ListOptions/, "The records that match"],
  ["shop.products.|update(5, {})", /ProductChanges/, "@example"],
  ["new |PrestaShop({ url: code, key: code })", /PrestaShop/, "@example"],
  ["new |EdgeShop({ url: code, token: code })", /EdgeShop/, "@example"],
  ["(await shop.products.get(5)).|name", /Multilingual/, "By language id."],
  ["(await shop.products.get(5)).|price", /string \| null/, "A decimal number, as text."],
  ["|text({}, 1)", /string \| null/, "@example"],
  ["shop.|changes({})", /Changes/, "@example"],
  ['|action("get_order")', /action/, "@example"],
];

/** Files whose words have examples, and what `shop` is in those. */
const EXEMPLIFIED = [
  ["shop.ts", "PrestaShop"],
  ["resource.ts", "PrestaShop"],
  ["images.ts", "PrestaShop"],
  ["actions.ts", "PrestaShop"],
  ["text.ts", "PrestaShop"],
  ["edge/shop.ts", "EdgeShop"],
  ["edge/jobs.ts", "EdgeShop"],
];

/** What must not compile, and what the compiler must say of it. */
const ERRORS = [
  ['shop.run("get_ordr", { id: 5 })', /"get_ordr"/],
  ['shop.run("get_stock", {})', /GetStockInput/],
  ['shop.run("get_order", { identity: 5 })', /'identity'/],
  ['shop.run("update_product_seo", { id: 5, meta_title: true })', /boolean/],
  ['shop.run("get_product")', /"check_access"|BareActionName/],
  ["shop.products.get(5).then(({ name }) => name.fr)", /'fr'/],
  ['shop.orders.list({ sort: "price_ASC" })', /"price_ASC"/],
  ['shop.products.update(5, { name: "Plate" })', /Texts/],
  ["new PrestaShop({ url: code })", /'key'/],
];

test("given a position, then what can stand there is offered, and nothing else", () => {
  for (const [code, offered, others] of COMPLETIONS) {
    const found = inEditor.completions(code);
    assert.deepEqual(
      offered.filter((name) => !found.includes(name)),
      [],
      `${code} does not offer these`,
    );
    assert.deepEqual(
      others.filter((name) => found.includes(name)),
      [],
      `${code} offers these`,
    );
  }
  console.log(`${COMPLETIONS.length} completions`);
});

test("given a hover, then it shows the words and the type of what is under it", () => {
  for (const [code, signature, words] of HOVERS) {
    const shown = inEditor.hover(code);
    assert.match(shown.signature, signature, code);
    assert.ok(shown.words.includes(words), `${code} shows: ${shown.words}`);
  }
  console.log(`${HOVERS.length} hovers`);
});

test("given any action, then a hover on its run shows its own words, type and example", async () => {
  for (const { name, description, example, inputSchema } of actions) {
    const isBare = Object.keys(example).length === 0;
    const call = isBare ? `"${name}"` : `"${name}", ${JSON.stringify(example)}`;
    const shown = inEditor.hover(`shop.|run(${call})`);
    assert.ok(shown.words.includes(description), `${name} shows: ${shown.words}`);
    assert.ok(shown.signature.includes(`"${name}"`), shown.signature);
    const [, shownCall] = /@example (.*)$/m.exec(shown.words) ?? [];
    assert.deepEqual(inEditor.errors(shownCall), [], `${shownCall} does not compile`);
    // Run as it is shown: an example that is no input of its action would be told here.
    const asked = [];
    const recorded = { run: (...given) => asked.push(given) };
    new Function("shop", `return (async () => { ${shownCall} })()`)(recorded);
    assert.deepEqual(asked, [isBare ? [name] : [name, example]], name);
    const checked = await inputSchema["~standard"].validate(asked[0][1] ?? {});
    assert.equal(checked.issues, undefined, name);
  }
  console.log(`${actions.length} actions`);
});

/** What an example of the sources takes for granted. */
const GRANTED = [
  "url: string, key: string, token: string, name: string, bytes: Uint8Array",
  "shop: PrestaShop, signal: AbortSignal, error: unknown",
  "store: { put(name: string, value: string): Promise<void> }",
  "cache: { get(name: string): Promise<string | null>; set(name: string, value: string): Promise<void> }",
].join(", ");

test("given the examples in the words of classes and methods, then each compiles", async () => {
  let ran = 0;
  for (const [file, client] of EXEMPLIFIED) {
    const source = await readFile(new URL(`../../pkg/src/${file}`, import.meta.url), "utf8");
    for (const [comment] of source.matchAll(/\/\*\*.*?\*\//gs)) {
      for (const [, lines] of comment.matchAll(/@example\n(.*?)(?=\n *\* @|\n *\*\/)/gs)) {
        const code = lines.replace(/^ *\* ?/gm, "");
        const granted = GRANTED.replace("shop: PrestaShop", `shop: ${client}`);
        const whole = `export async function written(${granted}) { { ${code} } }`;
        assert.deepEqual(inEditor.errors(whole), [], `${file}: ${code}`);
        ran += 1;
      }
    }
  }
  assert.ok(ran >= 30, `only ${ran} examples were found`);
  console.log(`${ran} examples`);
});

test("given what is wrong, then the compiler says what", () => {
  for (const [code, message] of ERRORS) {
    const said = inEditor.errors(code).join("\n");
    assert.match(said, message, `${code}: ${said}`);
    assert.ok(said.length < 2_000, `${code} is told at length: ${said}`);
  }
  console.log(`${ERRORS.length} errors`);
});
