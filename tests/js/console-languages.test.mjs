// The console's dictionaries: every text is there, in its own language, for every count.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { actions } from "@aismarttalk/prestashop";
import { MESSAGES } from "@aismarttalk/prestashop/messages";
import { consoleModules } from "./support/console.mjs";
import { shownTexts } from "./support/literals.mjs";

const { LANGUAGES } = await consoleModules("language/page.ts");
const [english, ...others] = await Promise.all(
  LANGUAGES.map(async ({ code, load, loadMessages }) => ({
    code,
    words: await load(),
    messages: await loadMessages?.(),
  })),
);

/** One of each form that any of the languages has, and the largest that is shown. */
const COUNTS = [0, 1, 2, 3, 11, 100, 1_000_000];
const GIVEN = "⟨given⟩";

/** Words that are the same in French, and names that no language changes. */
const SAME = new Set([
  "Actions",
  "Contact",
  "Descr.",
  "Newsletter",
  "Pause",
  "HTML",
  "Total",
  "XML",
  "curl",
  "description",
  "e-mail",
  "inactive",
  "CSV",
  "Code",
  "Description",
  "E-mail",
  "ID",
  "Message",
  "Note",
  "Stock",
  "stock",
  "Version",
  "console",
]);

/** `[path, value]` of every text and every function. */
function leavesOf(words, path = []) {
  return Object.entries(words).flatMap(([name, value]) => {
    const place = [...path, name];
    return typeof value === "object" && value !== null
      ? leavesOf(value, place)
      : [[place.join("."), value]];
  });
}

/** What a function says, or one that it makes. */
function said(say, given) {
  const text = say(...Array(9).fill(given));
  return typeof text === "function" ? said(text, given) : text;
}

/** What a function says of counts, texts and lists; what it does not take is no number or fails. */
function saidBy(say) {
  const lists = [[], [GIVEN], [GIVEN, GIVEN], [1, 2, 3]];
  const given = [...COUNTS, GIVEN, ...lists];
  return given.flatMap((one) => {
    try {
      return [said(say, one)].filter((text) => !String(text).includes("NaN"));
    } catch {
      return [];
    }
  });
}

for (const { code, words } of [english, ...others]) {
  test(`given ${code}, then every text says something, whatever it is given`, () => {
    const leaves = leavesOf(words);
    for (const [path, value] of leaves) {
      const said = typeof value === "function" ? saidBy(value) : [value];
      assert.ok(said.length > 0, `${path} can be said`);
      for (const text of said) {
        assert.equal(typeof text, "string", path);
        assert.doesNotMatch(text, /undefined|\[object/, path);
      }
      // A text alone is never empty; one made of what is given may be.
      if (typeof value === "string") assert.notEqual(value.trim(), "", path);
    }
    console.log(`${leaves.length} texts in ${code}`);
  });
}

for (const { code, words } of others) {
  test(`given ${code}, then it has the texts of English, and says them in its own words`, () => {
    const [mine, theirs] = [leavesOf(words), new Map(leavesOf(english.words))];
    assert.deepEqual(mine.map(([path]) => path).sort(), [...theirs.keys()].sort());
    const same = mine.filter(
      ([path, value]) =>
        typeof value === "string" && value === theirs.get(path) && !SAME.has(value.trim()),
    );
    assert.deepEqual(same, []);
  });
}

/** Messages that are the same in French: names, and words of programmers. */
const SAME_MESSAGES = new Set([
  "right.patch",
  "member.option",
  "member.condition",
  "member.member",
  "candidate.inactive",
  "words.no_connection_so",
]);

/** The parameters of a message, whatever their types and forms. */
const parametersOf = (template) => {
  const bare = template.replace(/\{\{|\}\}/g, "");
  return [...new Set([...bare.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();
};

for (const { code, messages } of others) {
  test(`given ${code}, then it says every message of the core, with the same parameters`, () => {
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(MESSAGES).sort());
    for (const [name, template] of Object.entries(messages)) {
      assert.deepEqual(parametersOf(template), parametersOf(MESSAGES[name]), `${code} ${name}`);
      assert.notEqual(template.trim(), "", name);
      const isSame = template === MESSAGES[name] && /[a-z]{3}/i.test(withoutParameters(template));
      assert.ok(!isSame || SAME_MESSAGES.has(name), `${code} ${name} is in English: ${template}`);
    }
    console.log(`${Object.keys(messages).length} messages in ${code}`);
  });

  test(`given ${code}, then its counts have each form that the language counts with`, () => {
    const { locale } = LANGUAGES.find((one) => one.code === code);
    const rules = new Intl.PluralRules(locale);
    const categories = new Set([1, 2, 3, 11, 100].map((count) => rules.select(count)));
    for (const [name, template] of Object.entries(messages)) {
      for (const [, inside] of template.matchAll(/\{(\w+\|[^{}]*)\}/g)) {
        const [, ...forms] = inside.split("|");
        const given = new Set(forms.map((form) => form.split("=")[0]));
        // "many" is said as "other" where both are alike.
        const lacking = [...categories].filter((one) => !given.has(one) && one !== "many");
        assert.deepEqual(lacking, [], `${code} ${name}`);
      }
    }
  });
}

const withoutParameters = (template) => template.replace(/\{[^{}]*\}/g, "");

test("given Arabic, then each message that holds a word has Arabic letters", () => {
  const { messages } = others.find(({ code }) => code === "ar");
  const latin = Object.entries(messages).filter(
    ([, template]) =>
      /[a-z]{3}/i.test(withoutParameters(template)) && !/[\u0600-\u06ff]/.test(template),
  );
  assert.deepEqual(latin, []);
});

const SOURCES = fileURLToPath(new URL("../../www/console/src/", import.meta.url));
/** Names that no language changes. */
const NAMES =
  /^(?:PrestaShop|Webservice|JSON|CSV|HTML|SEO|HAR|HTTP|URL|Ctrl(?: K)?|Alt(?: →)?|Esc|Shift|Tab|Enter)$/;

/** Words for a reader that a file has itself; a line of a server's settings is none. */
const wordsOf = (source) =>
  shownTexts(source).filter(
    (text) =>
      /[a-z]{3}/i.test(text) && !NAMES.test(text) && !/^(?:Header always |https:\/\/)/.test(text),
  );

test("given the rooms of the page, then every sentence that they show is in the dictionary", () => {
  const files = readdirSync(SOURCES, { recursive: true }).filter((file) => file.endsWith(".tsx"));
  const left = files.flatMap((file) =>
    wordsOf(readFileSync(`${SOURCES}${file}`, "utf8")).map((text) => `${file}: ${text}`),
  );
  console.log(`${files.length} files`);
  assert.ok(files.length > 20);
  assert.deepEqual(left, []);
});

/** Given with every call by the page itself. */
const NOT_ASKED_FOR = ["preview", "expect"];

test("given the catalogue, then the page names each action and each input in its own words", () => {
  const { leads, help, actions: titles } = english.words;
  for (const { name, inputSchema } of actions) {
    assert.ok(Object.hasOwn(titles, name), `${name} has a title`);
    assert.ok(Object.hasOwn(leads, name), `${name} says what it does`);
    for (const input of Object.keys(inputSchema.properties ?? {})) {
      if (NOT_ASKED_FOR.includes(input)) continue;
      assert.ok(Object.hasOwn(help, input), `${name} says what to know of ${input}`);
    }
  }
  console.log(`${actions.length} actions, ${Object.keys(help).length} inputs`);
});

test("given Arabic, then every text that holds a word has Arabic letters", () => {
  const { words } = others.find(({ code }) => code === "ar");
  const latin = leavesOf(words).filter(
    ([, value]) =>
      typeof value === "string" && /[a-z]{3}/i.test(value) && !/[\u0600-\u06ff]/.test(value),
  );
  assert.deepEqual(
    latin.filter(([, value]) => !SAME.has(value)),
    [],
  );
});

/** What a text says of counts, without the numbers themselves. */
function formsOf(say, counts) {
  try {
    return new Set(counts.map((count) => String(said(say, count)).replace(/[\d\s]+/g, " ")));
  } catch {
    return new Set();
  }
}

test("given Arabic, then one, two, a few and many are counted in forms of their own", () => {
  const { words } = others.find(({ code }) => code === "ar");
  const counting = leavesOf(words).filter(([, say]) => typeof say === "function");
  const forms = counting.map(([, say]) => formsOf(say, [1, 2, 3, 11]).size);
  const own = forms.filter((count) => count === 4);
  console.log(`${own.length} of ${counting.length} texts count in four forms`);
  assert.ok(own.length > 20, forms.join());
  // Two or three forms: one of them was forgotten, or said alike in two.
  const some = forms.filter((count) => count === 3);
  assert.ok(some.length < own.length, `${some.length} with three forms`);
});
