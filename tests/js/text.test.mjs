// A text is read by the language that is meant, of the shop that it is from, or not at all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidRequestError, text } from "@aismarttalk/prestashop";
import { client, demoShop } from "./support/demo-shop.mjs";
import { assertKnown } from "./support/messages.mjs";

const NAME = { 1: "Plate", 2: "Plat", 5: "" };
const LANGUAGES = [
  { id: 1, iso_code: "en" },
  { id: 2, iso_code: "fr" },
  { id: 7, iso_code: "de" },
];
/** The same languages under other ids. */
const OTHER_SHOP = [
  { id: 2, iso_code: "en" },
  { id: 1, iso_code: "fr" },
];

const READ = [
  ["an id", [NAME, 1], "Plate"],
  ["an id as text", [NAME, "2"], "Plat"],
  ["an id with zeros in front", [NAME, "02"], "Plat"],
  ["an empty text", [NAME, 5], ""],
  ["an id that has no text", [NAME, 3], null],
  ["an id among languages", [NAME, 2, LANGUAGES], "Plat"],
  ["an id that is none of the languages", [NAME, 5, LANGUAGES], ""],
  ["a code", [NAME, "fr", LANGUAGES], "Plat"],
  ["a code in capitals", [NAME, "FR", LANGUAGES], "Plat"],
  ["a code of a shop with other ids", [NAME, "fr", OTHER_SHOP], "Plate"],
  ["a code whose language has no text", [NAME, "de", LANGUAGES], null],
  ["what every object has", [Object.create({ 1: "inherited" }), 1], null],
  ["a text without a prototype", [Object.assign(Object.create(null), NAME), 1], "Plate"],
];

const REFUSED = [
  ["a code without languages", [NAME, "fr"], "languages", /`languages` is missing/],
  ["a code and no list", [NAME, "fr", { 1: "fr" }], "languages", /`languages` is missing/],
  ["a code of no language", [NAME, "xx", LANGUAGES], "language", /none of the shop: xx\.$/],
  [
    "a code among what is no language",
    [NAME, "fr", [null, {}, { id: 2 }]],
    "language",
    /of the shop/,
  ],
  ["a code where there are no languages", [NAME, "fr", []], "language", /none of the shop/],
  ["a name of every object", [NAME, "constructor", LANGUAGES], "language", /none of the shop/],
  ["no language", [NAME, undefined, LANGUAGES], "language", /none of the shop/],
  ["a negative id", [NAME, -1, LANGUAGES], "language", /none of the shop/],
  ["no texts", [undefined, 1], "texts", /is no object/],
  ["a text", ["Plate", 1], "texts", /is no object/],
];

test("given texts and a language, then its text is read, or null", () => {
  for (const [what, given, expected] of READ) assert.equal(text(...given), expected, what);
  console.log(`${READ.length} languages read`);
});

test("given a language that cannot be told, then nothing is read, and it is said what to give", () => {
  for (const [what, given, field, message] of REFUSED) {
    assert.throws(
      () => text(...given),
      (error) => {
        assert.ok(error instanceof InvalidRequestError, what);
        assert.equal(error.field, field, what);
        assert.match(error.message, message, what);
        assertKnown(error.message, what);
        assertKnown(error.hint, what);
        return true;
      },
    );
  }
  console.log(`${REFUSED.length} languages refused`);
});

test("given a shop, then its own languages and those of the action tell its codes", async () => {
  const shop = client(demoShop());
  const { name } = await shop.products.get(1);
  const all = await shop.languages.list();
  const { languages } = await shop.run("list_languages");
  const { id } = all.find((one) => one.iso_code === "fr");
  assert.notEqual(name[id], undefined);
  assert.equal(text(name, "fr", all), name[id]);
  assert.equal(text(name, "fr", languages), name[id]);
  assert.notEqual(text(name, "en", all), name[id]);
});
