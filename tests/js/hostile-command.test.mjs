// The program of the package on a shop whose texts were written by attackers: it prints text.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { KEYS } from "./support/demo-shop.mjs";
import { dealing, startHostileShop } from "./support/hostile-shop.mjs";
import { HOSTILE_TEXTS } from "./support/hostile-texts.mjs";
import { eachCase } from "./support/table.mjs";

const PROGRAM = fileURLToPath(new URL("../../pkg/dist/command/main.js", import.meta.url));
const TEXTS = HOSTILE_TEXTS.filter(([what]) => what !== "an end of CDATA").map(([, text]) => text);
/** What a terminal obeys, what turns a line around, and what nobody sees. */
const STEERS = /[^\P{Cc}\n]|[\p{Bidi_Control}\p{Zl}\p{Zp}\u{e0000}-\u{e007f}]/u;

let shop;

before(async () => {
  shop = await startHostileShop({ products: 64 });
});

after(() => shop.close());

/** Runs the program; what it printed, and how it ended. */
function program(words) {
  const env = { ...process.env, PRESTASHOP_KEY: KEYS.everything, PRESTASHOP_URL: shop.url };
  return new Promise((resolve) => {
    const given = [PROGRAM, ...words];
    execFile(process.execPath, given, { env, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

const CALLS = [
  ["list", "customers", "--limit", "20"],
  ["list", "customers", "--limit", "20", "--json"],
  ["list", "products", "--limit", "5", "--jsonl"],
  ["list", "addresses", "--limit", "5"],
  ["run", "get_order", "--input", '{"id":24}'],
  ["run", "get_order", "--input", '{"id":24}', "--json"],
  ["run", "get_customer", "--input", '{"id":2}'],
  ["run", "update_customer", "--input", '{"id":2,"lastname":"Moreau"}', "--preview"],
];

test("given hostile texts, then what commands print steers no terminal and hides nothing", () => {
  shop.textOf = dealing(TEXTS, { each: 9 });
  return eachCase(
    "commands",
    CALLS.map((words) => [words.join(" "), words]),
    async (words) => {
      shop.asked.length = 0;
      const { code, stdout, stderr } = await program(words);
      assert.equal(code, 0, stderr);
      assert.ok(stdout.length > 100, "it prints something");
      for (const printed of [stdout, stderr]) {
        const found = STEERS.exec(printed);
        assert.equal(found, null, JSON.stringify(printed.slice(found?.index ?? 0).slice(0, 80)));
      }
      if (words.includes("--json")) JSON.parse(stdout);
      assert.deepEqual(
        shop.asked.filter(({ method }) => method !== "GET"),
        [],
      );
    },
  );
});

test("given a shop that refuses in hostile words, then what is printed of it steers no terminal", () =>
  eachCase(
    "refusals",
    ["a cleared screen", "a clipboard", "a text that is turned", "lines of a log"].map((what) => [
      what,
      HOSTILE_TEXTS.find(([one]) => one === what)[1],
    ]),
    async (text) => {
      shop.refusal = text;
      const { code, stdout, stderr } = await program(["list", "products"]);
      shop.refusal = undefined;
      assert.notEqual(code, 0);
      assert.ok(stderr.length > 10);
      assert.doesNotMatch(stdout + stderr, STEERS);
    },
  ));
