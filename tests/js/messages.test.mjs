// Messages by code and parameters: every sentence is known, and none is taken for another.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { actions, PrestaShopError, parseResponse } from "@aismarttalk/prestashop";
import {
  english,
  MESSAGES,
  messageOf,
  messagesOf,
  translate,
} from "@aismarttalk/prestashop/messages";
import { INPUTS } from "./support/action-inputs.mjs";
import { client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { assertKnown } from "./support/messages.mjs";
import { saidInSources } from "./support/said-sources.mjs";

/** What is fixed of every template, a line each. */
const FIXED = Object.values(MESSAGES)
  .map((template) =>
    template.replace(/\{\{|\}\}|\{[^{}]*\}/g, (token) => ({ "{{": "{", "}}": "}" })[token] ?? "\0"),
  )
  .join("\n");

/** Whether a text of the sources is a sentence of the table, or the fixed parts of one. */
function isInTable(text) {
  const trimmed = text.trim();
  const filled = trimmed.replace(/\{[\w ()+1]*\}/g, "7");
  const wholes = [trimmed, `${trimmed}.`, filled, `\`x\` ${filled}`, `\`x\` ${filled}.`];
  if (wholes.some((whole) => messagesOf(whole) !== null)) return true;
  const parts = trimmed.split(/(?<=[.!?]) |\{[^{}]*\}|\$\d/).map((part) => part.trim());
  return parts.every((part) => {
    const words = part.replace(/\.$/, "");
    // One word, or the rest of a name, says nothing of its own.
    return !/[a-z’'"`] ["`(]?[a-z]/i.test(words) || FIXED.includes(words);
  });
}

test("given the sources of the core and the worker, then the table has all that they say", () => {
  const all = saidInSources();
  const missing = all.filter(({ text }) => !isInTable(text));
  console.log(`${all.length} texts of the sources in ${Object.keys(MESSAGES).length} messages`);
  assert.ok(all.length > 800, `only ${all.length} texts were found`);
  assert.deepEqual(missing, []);
});

const ERRORS = new URL("../fixtures/error/", import.meta.url);
const HOSTS = new URL("../client/hosts/pages.txt", import.meta.url);

/** Checks the words of the error that an answer gives; those of a shop are its own. */
function assertAnswerKnown(call, answer, context) {
  try {
    parseResponse(call, answer);
    return 0;
  } catch (error) {
    assert.ok(error instanceof PrestaShopError, context);
    if (error.hint !== "") assertKnown(error.hint, context);
    if (error.codes.length === 0) assertKnown(error.message, context);
    return 1;
  }
}

test("given answers of shops and pages of hosts, then their errors are known by code", () => {
  const xml = { "Content-Type": "text/xml;charset=utf-8", "PSWS-Version": "8.2.1" };
  let errors = 0;
  const files = readdirSync(ERRORS).filter((file) => !file.endsWith(".json"));
  for (const file of files) {
    const body = readFileSync(new URL(file, ERRORS));
    const [stem] = file.split(".");
    const about = JSON.parse(readFileSync(new URL(`${stem}.json`, ERRORS), "utf8"));
    for (const call of [
      { resource: "products" },
      { resource: "products", id: 1 },
      { resource: "" },
    ]) {
      for (const headers of [about.headers ?? {}, xml]) {
        errors += assertAnswerKnown(call, { status: about.status ?? 200, headers, body }, file);
      }
    }
  }
  const blocks = readFileSync(HOSTS, "utf8").split("\n\n").slice(1);
  for (const block of blocks) {
    const [name, head = "", body = "-"] = block.split("\n");
    const [status, ...pairs] = head.split(" | ");
    const headers = Object.fromEntries(pairs.map((pair) => pair.split(/: (.*)/s).slice(0, 2)));
    const answer = { status: Number(status), headers, body: body === "-" ? "" : body };
    errors += assertAnswerKnown({ resource: "products" }, answer, name);
  }
  console.log(`${errors} errors of ${files.length} answers and ${blocks.length} pages of hosts`);
  assert.ok(errors > 100);
});

/** The texts of an answer that are the core's own; all others are a shop's, or names. */
function* ownTexts(value, name = "") {
  if (Array.isArray(value)) for (const one of value) yield* ownTexts(one, name);
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* ownTexts(inner, key);
  } else if (typeof value === "string" && OWN.has(name)) yield value;
}
const OWN = new Set(["warnings", "stock_note", "summary", "advice", "adds", "text", "lasting"]);

test("given answers of every action, with every key, then all advice is known by code", async () => {
  const said = new Set();
  for (const key of Object.values(KEYS)) {
    for (const version of ["1.6.1.24", "1.7.8.11", "8.2.1", "9.0.2"]) {
      const shop = client(demoShop({ version, products: 24, orders: 40, customers: 20 }), { key });
      for (const { name } of actions) {
        for (const input of INPUTS[name] ?? []) {
          const answer = await shop.run(name, input).catch((error) => error);
          if (!(answer instanceof Error)) for (const text of ownTexts(answer)) said.add(text);
          else if (answer.codes.length === 0) {
            said.add(answer.message);
            said.add(answer.hint);
          } else said.add(answer.hint);
        }
      }
    }
  }
  const declared = actions.flatMap(({ writes }) => [...ownTexts(writes ?? {})]);
  const all = [...said, ...declared];
  for (const text of all) assertKnown(text);
  console.log(`${all.length} texts of answers`);
  assert.ok(all.length > 30);
});

/** Numbers from 0 to 1, the same for the same seed. */
function drawn(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Parts of sentences, which come in no text alone. */
const PHRASE =
  /^(?:right|purpose|without|kind|expected|member|owner|subject|place|candidate|input|item|outcome|deed|who|holds|lacked|xml|words|limit|secret|use|shop\.said|command|record\.resource|record\.addressed|csv\.lines?)\b(?!\.(?:at_least|takes|not_both|one_missing))/;

const NUMBERS = ["0", "5", "17", "999999", "4294967295"];
const NAMES = ["products", "order_details", "meta_title", "my-shop-1", "filter.name"];
/** What a shop may send, and what reads like a part of a sentence. */
const TEXTS = [
  'a "quoted" one. And more: "x".',
  "Nothing was sent. {field} {{x}} }{",
  "`limit` is missing. The answer is empty.",
  "مرحبا \u202e بالعالم. \u2068x\u2069",
  "a\nb\tc ]]> <b>",
  "…!?",
];
const NUMERIC =
  /^(?:id|status|line|order|parcel|state|language|shop|byte|request|asked|first|number|count|seconds|minutes|ms|bytes|kilobytes|most|least|length)$/;
const NAMED =
  /^(?:name|names|resource|method|action|one|other|option|encoding|email|address|fields|field|signs)$/;

/** A message with every parameter filled in. */
function filled(template, pick, texts) {
  return template.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (token, inside) => {
    if (inside === undefined) return token[0];
    const [name, type = name] = inside.split(":");
    if (NUMERIC.test(type)) return pick(NUMBERS);
    if (type === "signs") return "< > ; =";
    return NAMED.test(type) ? pick(NAMES) : pick(texts);
  });
}

const SENTENCES = Object.keys(MESSAGES).filter(
  (code) => /[.!?:}]$/.test(MESSAGES[code]) && !PHRASE.test(code),
);

test("given messages filled with names, then each is known by its own code", () => {
  const seed = Number(process.env.SEED ?? 19);
  const random = drawn(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const wrong = [];
  for (const code of SENTENCES) {
    const text = filled(MESSAGES[code], pick, NAMES);
    const messages = messagesOf(text);
    const [first] = messages ?? [];
    if (first?.code !== code) wrong.push([code, first?.code ?? null, text]);
    else assert.equal(messages.map(english).join(" "), text);
  }
  console.log(`${SENTENCES.length} messages, seed ${seed}`);
  assert.deepEqual(wrong, []);
});

test("given messages filled with texts of shops, then a known one gives the very same text", () => {
  const seed = Number(process.env.SEED ?? 19);
  const random = drawn(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  let known = 0;
  const others = [];
  for (let round = 0; round < 5; round += 1) {
    for (const code of SENTENCES) {
      const text = filled(MESSAGES[code], pick, TEXTS);
      const messages = messagesOf(text);
      if (messages === null) continue;
      known += 1;
      assert.equal(messages.map(english).join(" "), text, code);
      if (messages[0].code !== code) others.push([code, messages[0].code, text]);
    }
  }
  console.log(`${known} of ${5 * SENTENCES.length} known, seed ${seed}`);
  assert.deepEqual(others, []);
  assert.ok(known > 4.5 * SENTENCES.length);
});

test("given texts of shops, long and hostile ones among them, then they come back at once", () => {
  const long = 'a`b "c". '.repeat(120_000);
  const texts = [
    "",
    "Nichts geht mehr.",
    "Property Product->price is not valid",
    "`",
    "`".repeat(10_000),
    `\`${long}`,
    long,
    `The shop cannot be reached${long}`,
    `\`x\` is none: "${long}`,
    `Shops compare ${"a, ".repeat(300_000)}`,
    `Whether the change is saved is not known. ${"Reading it again failed too: ".repeat(30_000)}x"`,
    "{status} {count}",
    "__proto__",
    "constructor",
  ];
  const dictionary = { locale: "fr", messages: { "field.missing": "« {field} » manque." } };
  const begun = performance.now();
  for (const text of texts) assert.equal(translate(text, dictionary), text);
  const took = performance.now() - begun;
  console.log(`${texts.length} texts in ${Math.round(took)} ms`);
  assert.ok(took < 10_000, `${took} ms`);
});

test("given a megabyte of a shop inside a sentence, then it is known with all of it", () => {
  const given = "é\"'. {x} ` ".repeat(100_000).trim();
  for (const [text, code] of [
    [`\`name\` is none of the shop: ${given}.`, "field.none_of_shop"],
    [`A value is not of its field's kind: ${given}`, "list.unfit"],
    [`The shop confirmed it, but reading again failed: ${given}`, "write.confirmed"],
  ]) {
    const message = messageOf(text);
    assert.equal(message?.code, code);
    assert.equal(english(message), text);
    assert.ok(Object.values(message.params).includes(given));
  }
});

const FRENCH = {
  locale: "fr",
  messages: {
    "field.missing": "« {field} » manque.",
    "sent.nothing": "Rien n’a été envoyé.",
    "write.kept": "Valeur gardée : {fields}.",
    "place.language": "{name} (langue {language})",
    "list.dropped": "{count|one=# ligne omise|other=# lignes omises}",
    "write.confirmed": "Relecture impossible : {rest}",
    "answer.empty": "La réponse est vide.",
    "shop.said": "« {text} »",
    "hint.url_key": "Donnez {{ url, key }}.",
  },
};

/** text, what it says in French */
const SAID = [
  ["`limit` is missing.", "« limit » manque."],
  ["`limit` is missing. Nothing was sent.", "« limit » manque. Rien n’a été envoyé."],
  [
    "The shop saved the record, but kept its own value of name (language 2), price.",
    "Valeur gardée : name (langue 2) et price.",
  ],
  ["1 row(s) that do not match the filter, or are of another shop, were left out", "1 ligne omise"],
  [
    "12345 row(s) that do not match the filter, or are of another shop, were left out",
    "12\u202f345 lignes omises",
  ],
  [
    "The shop confirmed it, but reading again failed: The answer is empty.",
    "Relecture impossible : La réponse est vide.",
  ],
  [
    "The shop confirmed it, but reading again failed: Fatal: no memory",
    "Relecture impossible : « Fatal: no memory »",
  ],
  ["Give { url, key }.", "Donnez { url, key }."],
  ["Property Product->price is not valid", "Property Product->price is not valid"],
  ["The answer is compressed.", "The answer is compressed."],
];

test("given a dictionary, then texts are said by it, and what a shop said stays as it is", () => {
  for (const [text, words] of SAID) {
    assert.equal(translate(text, FRENCH).replaceAll("\u00a0", " "), words);
  }
  const arabic = {
    locale: "ar-u-nu-latn",
    direction: "rtl",
    messages: { "field.missing": "{field}!" },
  };
  assert.equal(translate("`a.b` is missing.", arabic), "\u2068a.b\u2069!");
  const labelled = { ...FRENCH, labels: { state: "Statut" } };
  assert.equal(translate("`state` is missing.", labelled), "« Statut » manque.");
  assert.equal(translate("`limit` is missing.", labelled), "« limit » manque.");
  console.log(`${SAID.length} texts`);
});
