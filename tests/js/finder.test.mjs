// The one box of the console: what a text means, what fits it, and which answer counts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { consoleModules } from "./support/console.mjs";

const { meaningOf, fitOf, piecesOf, isNear, newSearch } = await consoleModules(
  "finder/meaning.ts",
  "finder/matching.ts",
  "finder/search.ts",
);

/** What is typed or pasted, and what of it must be meant; the rest must not be. */
const MEANINGS = [
  ["", {}],
  ["   ", {}],
  ["KVNRTQHWM", { reference: "KVNRTQHWM", words: "KVNRTQHWM" }],
  ["kvnrtqhwm", { reference: "KVNRTQHWM", words: "kvnrtqhwm" }],
  ["  KVNRTQHWM\n", { reference: "KVNRTQHWM", words: "KVNRTQHWM" }],
  ["#KVNRTQHWM", { reference: "KVNRTQHWM", only: "orders" }],
  ["# kvnrtqhwm", { reference: "KVNRTQHWM", only: "orders" }],
  ["“KVNRTQHWM”.", { reference: "KVNRTQHWM", words: "KVNRTQHWM" }],
  ["\u200eKVNRTQHWM\u00a0", { reference: "KVNRTQHWM", words: "KVNRTQHWM" }],
  ["order KVNRTQHWM", { reference: "KVNRTQHWM", only: "orders" }],
  ["Order #KVNRTQHWM", { reference: "KVNRTQHWM", only: "orders" }],
  ["commande n° KVNRTQHWM", { reference: "KVNRTQHWM", only: "orders" }],
  ["الطلب KVNRTQHWM", { reference: "KVNRTQHWM", only: "orders" }],
  [
    "Your order KVNRTQHWM has left",
    { reference: "KVNRTQHWM", words: "Your order KVNRTQHWM has left" },
  ],
  ["BLUE PORCELAIN CUP", { words: "BLUE PORCELAIN CUP" }],
  ["KVNR", { part: "KVNR", words: "KVNR" }],
  ["#KVNR", { part: "KVNR", only: "orders" }],
  ["ond", { part: "ond", words: "ond" }],
  ["anna@example.com", { email: "anna@example.com", isWholeEmail: true }],
  ["Anna Berg <anna@example.com>", { email: "anna@example.com", isWholeEmail: true }],
  [
    '"Berg, Anna" <anna.berg@shop.example.com>',
    { email: "anna.berg@shop.example.com", isWholeEmail: true },
  ],
  ["mailto:anna@example.com", { email: "anna@example.com", isWholeEmail: true }],
  ["anna@example.com.", { email: "anna@example.com", isWholeEmail: true }],
  ["anna@", { email: "anna@" }],
  ["@example.com", { email: "@example.com" }],
  ["12", { id: 12 }],
  ["product 12", { id: 12, only: "products" }],
  ["Produit n° 12", { id: 12, only: "products" }],
  ["order 12", { id: 12, part: "12", only: "orders" }],
  ["customer: 12", { id: 12, only: "customers" }],
  ["عميل 12", { id: 12, only: "customers" }],
  ["#1001", { id: 1001, part: "1001", only: "orders" }],
  ["0", {}],
  ["99999999999", { tracking: "99999999999" }],
  ["12345678", { id: 12345678, tracking: "12345678" }],
  ["6A12345678901", { tracking: "6A12345678901", words: "6A12345678901" }],
  ["1Z 999 AA1 01 2345 6784", { tracking: "1Z999AA10123456784", words: "1Z 999 AA1 01 2345 6784" }],
  ["TP-ONDINE-08", { words: "TP-ONDINE-08" }],
  ["teapot ond", { words: "teapot ond" }],
  ["product teapot", { words: "teapot", only: "products" }],
  ["customer Anna Berg", { words: "Anna Berg", only: "customers" }],
  ["Maëlle", { words: "Maëlle" }],
  ["شاي", { words: "شاي" }],
  ["茶碗", { words: "茶碗" }],
  ["a", {}],
  ["order", { part: "order", words: "order" }],
  ["#", {}],
];

const NOTHING = {
  email: null,
  isWholeEmail: false,
  reference: null,
  part: null,
  id: null,
  tracking: null,
  words: null,
  only: null,
};

test("given what people paste, then it means what they mean", () => {
  for (const [typed, expected] of MEANINGS) {
    const { text, ...meaning } = meaningOf(typed);
    assert.deepEqual(meaning, { ...NOTHING, ...expected }, JSON.stringify(typed));
    assert.equal(text, text.trim());
  }
  console.log(`${MEANINGS.length} texts`);
});

test("given hostile texts, then a meaning is found at once", () => {
  const texts = [
    "@".repeat(50_000),
    "a@".repeat(25_000),
    `${"a ".repeat(25_000)}A`,
    "#".repeat(50_000),
    `"${"“".repeat(50_000)}`,
  ];
  const started = performance.now();
  for (const text of texts) meaningOf(text);
  const ms = performance.now() - started;
  console.log(`${texts.length} texts of 50,000 letters in ${ms.toFixed(0)} ms`);
  assert.ok(ms < 5000);
});

test("given names, then case and accents do not count, and beginnings fit better", () => {
  const cases = [
    ["Teapot Ondine", "teapot", 3],
    ["Teapot Ondine", "ond", 2],
    ["Teapot Ondine", "dine", 1],
    ["Teapot Ondine", "ond tea", 2],
    ["Teapot Ondine", "cup", 0],
    ["Maëlle", "maelle", 3],
    ["Maelle", "maë", 3],
    ["anything", "", 0],
  ];
  for (const [name, words, fit] of cases) assert.equal(fitOf(name, words), fit, `${name} ${words}`);
  console.log(`${cases.length} names`);
});

test("given a name, then its pieces are the name again, with the found ones apart", () => {
  const cases = [
    [
      "Teapot Ondine",
      "ond",
      [
        ["Teapot ", false],
        ["Ond", true],
        ["ine", false],
      ],
    ],
    [
      "Maëlle",
      "mael",
      [
        ["Maël", true],
        ["le", false],
      ],
    ],
    [
      "Straße ﬁne",
      "ß",
      [
        ["Stra", false],
        ["ß", true],
        ["e ﬁne", false],
      ],
    ],
    ["Cup", "x", [["Cup", false]]],
    ["", "x", []],
  ];
  for (const [name, words, expected] of cases) {
    const pieces = piecesOf(name, words);
    assert.deepEqual(
      pieces.map(({ text, isMatch }) => [text, isMatch]),
      expected,
    );
    assert.equal(pieces.map(({ text }) => text).join(""), name);
  }
  console.log(`${cases.length} names in pieces`);
});

test("given two references, then one letter more, less or other is near", () => {
  const near = [
    ["KVNRTQHWM", "KVNRTQHWM"],
    ["KVNRTQHWM", "KVNRTQHWN"],
    ["KVNRTQHWM", "KVNRTQHW"],
    ["KVNRTQHWM", "AKVNRTQHWM"],
  ];
  const far = [
    ["KVNRTQHWM", "KVNRTQWHM"],
    ["KVNRTQHWM", "KVNRTQH"],
    ["KVNRTQHWM", ""],
  ];
  for (const [one, other] of near) assert.ok(isNear(one, other), `${one} ${other}`);
  for (const [one, other] of far) assert.ok(!isNear(one, other), `${one} ${other}`);
});

/** Time that passes when the test says so. */
function virtualTime() {
  let now = 0;
  let jobs = [];
  const later = (run, ms) => {
    const job = { run, at: now + ms };
    jobs.push(job);
    return () => {
      jobs = jobs.filter((one) => one !== job);
    };
  };
  const pass = async (ms) => {
    const end = now + ms;
    for (;;) {
      const due = jobs.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (due === undefined) break;
      now = due.at;
      jobs = jobs.filter((one) => one !== due);
      due.run();
      await new Promise(setImmediate);
    }
    now = end;
    await new Promise(setImmediate);
  };
  return { later, pass };
}

const hit = (key) => ({ key, title: key });

/** A question that is answered after so long. */
function lookup(time, name, ms, keys, asked = []) {
  return {
    name,
    run: (_, found) => {
      asked.push(name);
      return new Promise((resolve, reject) => {
        time.later(() => {
          if (keys instanceof Error) return reject(keys);
          found(keys.map(hit));
          resolve();
        }, ms);
      });
    },
  };
}

const never = () => false;

test("given answers that overtake each other, then only the last text counts", async () => {
  const time = virtualTime();
  const states = [];
  const search = newSearch((state) => states.push(state), time.later);
  search.ask("tea", [lookup(time, "products", 5000, ["slow"])], never);
  await time.pass(200);
  search.ask("teapot", [lookup(time, "products", 100, ["fast"])], never);
  await time.pass(300);
  assert.deepEqual(
    states.at(-1).hits.map(({ key }) => key),
    ["fast"],
  );
  const settled = states.length;
  await time.pass(10_000);
  assert.equal(states.length, settled, "the late answer changes nothing");
  assert.deepEqual(states.at(-1).pending, []);
});

test("given somebody who types on, then only what they end with is asked", async () => {
  const time = virtualTime();
  const asked = [];
  const search = newSearch(() => {}, time.later);
  for (const text of ["t", "te", "tea", "teap"]) {
    search.ask(text, [lookup(time, text, 10, [], asked)], never);
    await time.pass(100);
  }
  await time.pass(1000);
  assert.deepEqual(asked, ["teap"]);
});

test("given one question that fails, then the others' hits stay, and it is told", async () => {
  const time = virtualTime();
  let last;
  const search = newSearch((state) => {
    last = state;
  }, time.later);
  const lost = new Error("no answer");
  search.ask(
    "tea",
    [lookup(time, "products", 50, ["a"]), lookup(time, "customers", 90, lost)],
    never,
  );
  await time.pass(240);
  assert.deepEqual(last.pending, ["customers"]);
  assert.deepEqual(
    last.hits.map(({ key }) => key),
    ["a"],
    "hits come as they arrive",
  );
  await time.pass(500);
  assert.deepEqual(last.failures, [{ name: "customers", error: lost }]);
  assert.deepEqual(
    last.hits.map(({ key }) => key),
    ["a"],
  );
});

test("given answers in any order, then hits stand in the order of the questions", async () => {
  for (const [first, second] of [
    [50, 90],
    [90, 50],
  ]) {
    const time = virtualTime();
    let last;
    const search = newSearch((state) => {
      last = state;
    }, time.later);
    search.ask("a", [lookup(time, "one", first, ["a"]), lookup(time, "two", second, ["b"])], never);
    await time.pass(1000);
    assert.deepEqual(
      last.hits.map(({ key }) => key),
      ["a", "b"],
    );
  }
});

test("given hits that fit the longer text too, then they stay until its answers are all there", async () => {
  const time = virtualTime();
  let last;
  const search = newSearch((state) => {
    last = state;
  }, time.later);
  search.ask("te", [lookup(time, "products", 10, ["tea", "test"])], never);
  await time.pass(300);
  search.ask("tea", [lookup(time, "products", 10, ["tea"])], ({ key }) => key.startsWith("te"));
  assert.deepEqual(
    last.hits.map(({ key }) => key),
    ["tea", "test"],
  );
  await time.pass(300);
  assert.deepEqual(
    last.hits.map(({ key }) => key),
    ["tea"],
    "what the last answer lacks is gone",
  );
});

test("given a box that is closed, then no answer is told", async () => {
  const time = virtualTime();
  const states = [];
  const asked = [];
  const search = newSearch((state) => states.push(state), time.later);
  search.ask("tea", [lookup(time, "products", 10, ["tea"], asked)], never);
  search.stop();
  await time.pass(1000);
  assert.deepEqual(asked, []);
  assert.equal(states.length, 1);
});
