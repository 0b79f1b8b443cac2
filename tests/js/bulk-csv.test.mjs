// The table of the console's bulk change: bytes, quotes, columns, rows and the report.
import assert from "node:assert/strict";
import { test } from "node:test";
import { consoleModules } from "./support/console.mjs";

const bulk = await consoleModules(
  "language/en.ts",
  "bulk/csv.ts",
  "bulk/columns.ts",
  "bulk/rows.ts",
  "bulk/job.ts",
  "bulk/report.ts",
  "shop/csv.ts",
);

const LANGUAGES = [
  { id: 1, code: "en", name: "English" },
  { id: 2, code: "fr", name: "Français" },
];
const FIELDS = [
  { name: "meta_title", most: 255, shown: 60 },
  { name: "meta_description", most: 512, shown: 160 },
  { name: "link_rewrite", most: 128, shown: undefined },
];

const utf8 = (text) => new TextEncoder().encode(text);
const utf16 = (text) => new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));

const TEXTS = [
  { name: "UTF-8", bytes: utf8("é;œ"), encoding: "utf-8", text: "é;œ" },
  { name: "UTF-8 with a mark", bytes: utf8("\uFEFFé"), encoding: "utf-8", text: "é" },
  { name: "UTF-16", bytes: utf16("é"), encoding: "utf-16le", text: "é" },
  {
    name: "big-endian UTF-16",
    bytes: utf16("é").map((_, place, all) => all[place ^ 1]),
    encoding: "utf-16be",
    text: "é",
  },
  {
    name: "Windows-1252",
    bytes: new Uint8Array([0xe9, 0x74, 0xe9]),
    encoding: "windows-1252",
    text: "été",
  },
];

for (const { name, bytes, encoding, text } of TEXTS) {
  test(`given ${name}, then it is read as that`, () => {
    assert.deepEqual(bulk.decode(bytes), { text, encoding });
  });
}

const NO_TEXTS = [
  { name: "a spreadsheet", bytes: [0x50, 0x4b, 3, 4, 0], says: /spreadsheet/ },
  { name: "bytes that are no text", bytes: [65, 0, 0, 7], says: /not text/ },
];

for (const { name, bytes, says } of NO_TEXTS) {
  test(`given ${name}, then it is refused in words`, () => {
    assert.throws(() => bulk.decode(new Uint8Array(bytes)), { message: says });
  });
}

const TABLES = [
  { name: "semicolons", text: "id;t\n1;a, b\n", delimiter: ";", rows: [["1", "a, b"]] },
  { name: "commas", text: 'id,t\n1,"a, b"\n', delimiter: ",", rows: [["1", "a, b"]] },
  { name: "tabs", text: "id\tt\n1\ta, b", delimiter: "\t", rows: [["1", "a, b"]] },
  { name: "CR LF", text: "id;t\r\n1;a\r\n2;b\r\n", delimiter: ";", rows: ["1a", "2b"].map(split) },
  { name: "CR alone", text: "id;t\r1;a\r2;b", delimiter: ";", rows: ["1a", "2b"].map(split) },
  {
    name: "mixed line ends",
    text: "id;t\r\n1;a\n2;b\r",
    delimiter: ";",
    rows: [split("1a"), split("2b")],
  },
  { name: "a mark in pasted text", text: "\uFEFFid;t\n1;a", delimiter: ";", rows: [split("1a")] },
  {
    name: "quotes, separators and line ends in cells",
    text: 'id;t\n1;"a ""b""; c\r\nd"\n',
    delimiter: ";",
    rows: [["1", 'a "b"; c\nd']],
  },
];

function split(text) {
  return [...text];
}

for (const { name, text, delimiter, rows } of TABLES) {
  test(`given ${name}, then the cells are told apart`, () => {
    const table = bulk.parseCsv(text);
    assert.equal(table.delimiter, delimiter);
    assert.deepEqual(table.header, ["id", "t"]);
    assert.deepEqual(
      table.rows.map(({ cells }) => cells),
      rows,
    );
  });
}

test("given blank rows, then the others keep the numbers a spreadsheet shows", () => {
  const { rows } = bulk.parseCsv("id;t\n\n1;a\n;\n2;b\n");
  assert.deepEqual(
    rows.map(({ number }) => number),
    [3, 5],
  );
});

test("given more blank rows than there may be others, then the others are all read", () => {
  const { rows } = bulk.parseCsv(`id;t${"\r\r\n1;a".repeat(15_000)}`);
  assert.equal(rows.length, 15_000);
  assert.equal(rows.at(-1).number, 30_001);
});

const BAD_TABLES = [
  { name: "nothing", text: "", says: /is empty/ },
  { name: "blanks", text: " \n;;\n", says: /is empty/ },
  { name: "a header alone", text: "id;meta_title\n", says: /only one row/ },
  { name: "a quote that is not closed", text: 'id;t\n1;"a\n2;b\n', says: /not closed/ },
  { name: "text behind a quote", text: 'id;t\n1;"a" b\n2;c\n', says: /quotation mark/ },
  { name: "too many rows", text: `id\n${"1\n".repeat(20_001)}`, says: /more than 20,000/ },
  { name: "blank rows without end", text: `id\n${"\n".repeat(200_000)}1\n`, says: /20,000/ },
];

for (const { name, text, says } of BAD_TABLES) {
  test(`given ${name}, then the table is refused in words`, () => {
    assert.throws(() => bulk.parseCsv(text), { message: says });
  });
}

const HEADERS = [
  { header: ["ID", "Meta title"], keys: ["id", "meta_title"] },
  { header: ["Ref", "lang", "meta_title"], keys: ["reference", "language", "meta_title"] },
  {
    header: ["id", "meta_title_fr", "Meta title (EN)"],
    keys: ["id", "meta_title@fr", "meta_title@en"],
  },
  {
    header: ["Référence", "Méta titre fr-FR", "Titre"],
    keys: ["reference", "meta_title@fr", "meta_title"],
  },
  { header: ["id", "meta_description[2]"], keys: ["id", "meta_description@fr"] },
  { header: ["id", "slug", "price", ""], keys: ["id", "link_rewrite", "ignored", "ignored"] },
  { header: ["id", "id", "meta_title_xx"], keys: ["id", "ignored", "ignored"] },
];

for (const { header, keys } of HEADERS) {
  test(`given the columns ${header.join(", ")}, then ${keys.join(", ")} is guessed`, () => {
    const roles = bulk.guessRoles(header, FIELDS, LANGUAGES);
    assert.deepEqual(roles.map(bulk.roleKey), keys);
    assert.deepEqual(roles.map(bulk.roleKey).map(bulk.roleOf), roles);
  });
}

const WRONG_ROLES = [
  { keys: ["meta_title"], says: /ID or the reference/ },
  { keys: ["id", "reference", "meta_title"], says: /one column/ },
  { keys: ["id", "ignored"], says: /holds a text/ },
  { keys: ["id", "language", "language", "meta_title"], says: /Only one column/ },
  { keys: ["id", "meta_title@fr", "meta_title@fr"], says: /same text: meta_title, fr/ },
];

for (const { keys, says } of WRONG_ROLES) {
  test(`given the roles ${keys.join(", ")}, then the problem is told`, () => {
    assert.match(bulk.problemOf(keys.map(bulk.roleOf))(bulk.en), says);
  });
}

function check(keys, text, usualLanguage = "en") {
  const mapping = { roles: keys.map(bulk.roleOf), usualLanguage };
  return bulk.checkRows(bulk.parseCsv(`h\n${text}`).rows, mapping, FIELDS, LANGUAGES);
}

const BY_LANGUAGE = ["id", "language", "meta_title", "link_rewrite"];

const ROWS = [
  { name: "no product", text: ";fr;a;", says: /not name a product/ },
  { name: "no number", text: "x1;fr;a;", says: /“x1” is not a product ID/ },
  { name: "a number beyond any", text: "4294967296;fr;a;", says: /is not a product ID/ },
  { name: "zero", text: "0;fr;a;", says: /is not a product ID/ },
  { name: "no language", text: "1;;a;", says: /not name a language/ },
  { name: "an unknown language", text: "1;xx;a;", says: /no language “xx”/ },
  { name: "no text", text: "1;fr;;", says: /has no text/ },
  { name: "cells beyond the header", text: "1;fr;a;b;c", says: /more cells/ },
  {
    name: "too long a text",
    text: `1;fr;${"a".repeat(256)};`,
    says: /256 characters; at most 255/,
  },
];

for (const { name, text, says } of ROWS) {
  test(`given a row with ${name}, then it is left out in words`, () => {
    const [row] = check(BY_LANGUAGE, text);
    assert.match(row.problem(bulk.en), says);
    assert.deepEqual(bulk.byProduct([row]), []);
  });
}

test("given rows of one product, then they are one call, and empty cells are not in it", () => {
  const rows = check(BY_LANGUAGE, "7;fr;Un titre;\n8;en; A title ;\n7;EN;One title;one\n");
  const products = bulk.byProduct(rows).map(({ product, texts }) => ({ product, texts }));
  assert.deepEqual(products, [
    {
      product: { id: 7 },
      texts: { meta_title: { fr: "Un titre", en: "One title" }, link_rewrite: { en: "one" } },
    },
    { product: { id: 8 }, texts: { meta_title: { en: "A title" } } },
  ]);
});

test("given two texts for one field, then neither is taken and each row names the other", () => {
  const rows = check(BY_LANGUAGE, "7;fr;One;\n7;fr;Two;\n7;en;Title;\n");
  const problems = rows.map(({ problem }) => problem?.(bulk.en) ?? null);
  assert.match(problems[0], /Row 3 has another/);
  assert.match(problems[1], /Row 2 has another/);
  assert.equal(problems[2], null);
});

test("given the same text twice, then that is no contradiction", () => {
  const rows = check(BY_LANGUAGE, "7;fr;One;\n7;fr;One;a\n");
  assert.deepEqual(
    rows.map(({ problem }) => problem),
    [null, null],
  );
});

test("given references, then letter case does not make two products of one", () => {
  const rows = check(["reference", "meta_title@fr"], "Ab-1;One\naB-1;Two\n");
  assert.match(rows[0].problem(bulk.en), /another text/);
});

test("given a text longer than search results show, then it is a note and no problem", () => {
  const [row] = check(["id", "meta_title"], `1;${"a".repeat(61)}`);
  assert.equal(row.problem, null);
  assert.match(row.notes[0](bulk.en), /61 characters; search results show about 60/);
});

test("given a column without a language, then the usual one is meant", () => {
  const [row] = check(["id", "meta_title"], "1;a", "fr");
  assert.deepEqual(row.given, [{ field: "meta_title", language: "fr", text: "a" }]);
});

test("given rows with objects in them, then each of their values is a column by its path", () => {
  const rows = [
    { id: 1, status: { id: 2, label: "=Sent" }, paid: true },
    { id: 2, status: { id: 3, label: null }, note: "a" },
  ];
  const { header, rows: read } = bulk.parseCsv(bulk.csvOf(rows));
  assert.deepEqual(header, ["id", "status.id", "status.label", "paid", "note"]);
  assert.deepEqual(
    read.map(({ cells }) => cells),
    [
      ["1", "2", "'=Sent", "true", ""],
      ["2", "3", "", "", "a"],
    ],
  );
});

const FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=1\n2", "＝1"];

for (const formula of FORMULAS) {
  test(`given ${JSON.stringify(formula)} in a report, then no spreadsheet calculates it`, () => {
    const text = bulk.writeCsv([[formula, "a"]]);
    assert.ok(text.startsWith("\uFEFF"));
    const cell = text.slice(1);
    assert.match(cell, /^"?'/);
    assert.doesNotMatch(cell, /^"?[=+\-@\t＝]/);
  });
}

test("given quotes and separators in a report, then it reads back as it was", () => {
  const rows = [
    ["a", "b"],
    ['say "hi"', "one, two\nthree; four"],
  ];
  const { header, rows: read } = bulk.parseCsv(bulk.writeCsv(rows));
  assert.deepEqual([header, read[0].cells], rows);
});
