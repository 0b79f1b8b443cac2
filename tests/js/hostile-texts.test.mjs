// Shops whose texts were written by attackers: every action treats them as data.
import assert from "node:assert/strict";
import { test } from "node:test";
import { actions } from "@aismarttalk/prestashop";
import { parse } from "csv-parse/sync";
import { INPUTS } from "./support/action-inputs.mjs";
import { consoleModules } from "./support/console.mjs";
import { ADDRESS, client, demoShop } from "./support/demo-shop.mjs";
import { HOSTILE_TEXTS, withTexts } from "./support/hostile-texts.mjs";
import { eachCase } from "./support/table.mjs";

/** Ends its own element: what is read of it depends on how it is cut, so that nothing may be. */
const AMBIGUOUS = "an end of CDATA";
const TEXTS = HOSTILE_TEXTS.filter(([what]) => what !== AMBIGUOUS);
/** They look for words, or judge texts: other texts are other answers. */
const JUDGES = ["find_products", "find_customers", "audit_seo"];

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** One shop for all, whose documents `rewrite(field, value)` puts texts into. */
let rewrite = () => null;
const demo = demoShop(
  { products: 64 },
  {
    reshape: ({ status, headers, body }) => {
      const others = headers.filter(([name]) => name !== "Content-Sha1");
      // By their addresses customers are found.
      const written = (field, value) => (field === "email" ? null : rewrite(field, value));
      const xml = withTexts(decoder.decode(body), written);
      return { status, headers: others, body: encoder.encode(xml) };
    },
  },
);

/** Runs an action while the shop's texts are those; the answer or error, and what was sent. */
async function under(texts, name, input) {
  rewrite = texts;
  demo.log.length = 0;
  try {
    return { answer: await client(demo).run(name, input), sent: sentNow() };
  } catch (error) {
    return { error, sent: sentNow() };
  } finally {
    rewrite = () => null;
  }
}

const sentNow = () => demo.log.map(({ method, url }) => ({ method, url: new URL(url) }));

/** Where a request goes and what it is for, without what it looks for. */
const place = ({ method, url }) => `${method} ${url.origin}${url.pathname.replace(/\d+$/, "#")}`;

/** The first inputs of each action; what writes is previewed, because the shop never has the texts. */
const ASKED = actions.map(({ name, annotations }) => {
  const [input] = INPUTS[name];
  return [name, name, annotations.readOnlyHint ? input : { ...input, preview: true }];
});
/** The rights of a key are read, and no text of a record. */
const WITHOUT_TEXTS = ["check_access"];

/** Gives each text of a record one of `texts`, the same again where the same text stood. */
function dealt(texts, from, given) {
  return (field, value) => {
    const key = `${field} ${value}`;
    if (!given.has(key)) given.set(key, texts[(from + given.size) % texts.length]);
    return given.get(key);
  };
}

/** Every text of a value, replaced; names of properties stay. */
function mapped(value, change) {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, mapped(one, change)]),
  );
}

/** An answer without what depends on the texts themselves; that is looked at by itself. */
function comparable(answer) {
  const text = JSON.stringify(answer, (name, value) => {
    if (name === "token") return undefined;
    if (name === "effects") return value.filter(({ kind }) => kind !== "cleaned");
    return name === "tracking_url" && value !== null ? new URL(value).origin : value;
  });
  assert.ok(!/"tracking_url":"(?!https:\/\/river\.example")/.test(text), "a page of no carrier");
  return JSON.parse(text);
}

/** As documents hold it: XML has one way to end a line. */
const inXml = (text) => text.replace(/\r\n?/g, "\n");

test("given the texts, then there are fifty of them and more, all different", () => {
  assert.ok(HOSTILE_TEXTS.length >= 50);
  assert.equal(new Set(HOSTILE_TEXTS.map(([, text]) => text)).size, HOSTILE_TEXTS.length);
});

test("given hostile texts, then every action answers what it answers for plain ones, with the texts as they are", () => {
  let calls = 0;
  const words = TEXTS.map((_, at) => `word${at}.`);
  const toText = (text) => text.replace(/word(\d+)\./g, (_, at) => inXml(TEXTS[at][1]));
  const asked = ASKED.filter(([name]) => !WITHOUT_TEXTS.includes(name));
  return eachCase("actions", asked, async (name, input) => {
    const left = new Set(words);
    for (let from = 0; left.size > 0; from += 1) {
      assert.ok(from < 2 * words.length, `${left.size} texts were never read`);
      const given = new Map();
      const plain = await under(dealt(words, from * 7, given), name, input);
      assert.ifError(plain.error);
      const seen = new Set(given.values());
      const hostile = await under(
        (field, value) => {
          const word = dealt(words, from * 7, given)(field, value);
          return TEXTS[words.indexOf(word)][1];
        },
        name,
        input,
      );
      calls += 2;
      assert.ifError(hostile.error);
      const places = new Set(plain.sent.map(place));
      for (const request of hostile.sent) {
        assert.equal(request.url.origin, ADDRESS);
        assert.equal(request.method, "GET");
        if (!JUDGES.includes(name)) assert.ok(places.has(place(request)), place(request));
      }
      if (!JUDGES.includes(name)) {
        assert.deepEqual(comparable(hostile.answer), comparable(mapped(plain.answer, toText)));
      }
      for (const word of seen) left.delete(word);
    }
    assert.equal(globalThis.reached, undefined);
    assert.equal({}.reached, undefined);
    console.log(`${String(calls).padStart(5)} calls after ${name}`);
  });
});

test("given a text that ends its own element, then no action takes what follows for a field", () => {
  const [, text] = HOSTILE_TEXTS.find(([what]) => what === AMBIGUOUS);
  let refused = 0;
  return eachCase("actions", ASKED, async (name, input) => {
    const { answer, error } = await under(() => text, name, input);
    assert.ok(!JSON.stringify([answer, error?.message, error?.stack]).includes("open sesame"));
    if (error !== undefined) {
      assert.equal(error.kind, "malformed_response", error.message);
      refused += 1;
    }
    console.log(`${refused} refused after ${name}`);
  });
});

/** What a terminal obeys, and what turns a line of it around. */
const STEERS = /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

/** Statuses and codes of which the package makes errors of different kinds. */
const REFUSALS = [400, 401, 403, 404, 422, 500, 503].flatMap((status) =>
  [9, 85, 90, 127].map((code) => [status, code]),
);

test("given a refusal in hostile words, then the kind is that of plain words, and a printed error steers no terminal", () =>
  eachCase(
    "refusals",
    REFUSALS.map(([status, code]) => [`${code} with status ${status}`, status, code]),
    async (status, code) => {
      const refused = (text) => {
        const body = `<prestashop><errors><error><code><![CDATA[${code}]]></code><message><![CDATA[${text}]]></message></error></errors></prestashop>`;
        const headers = { "Content-Type": "text/xml" };
        const fetch = async () => new Response(body, { status, headers });
        return client({ fetch })
          .products.get(5)
          .catch((error) => error);
      };
      const plain = await refused("Plain words");
      for (const [what, text] of HOSTILE_TEXTS) {
        const error = await refused(text);
        assert.equal(error.kind, plain.kind, what);
        assert.equal(error.retryable, plain.retryable, what);
        assert.equal(error.saved, "no", what);
        assert.equal(error.hint, plain.hint, what);
        assert.ok(!STEERS.test(error.message), `${what}: ${JSON.stringify(error.message)}`);
        assert.ok(!STEERS.test(error.stack.split("\n    at ")[0]), what);
      }
    },
  ));

test("given hostile texts in a table, then spreadsheets read text, and each cell is itself again", async () => {
  const { writeCsv } = await consoleModules("shop/csv.ts");
  const rows = HOSTILE_TEXTS.map(([what, text]) => [what, text]);
  const read = parse(writeCsv(rows), { bom: true, relax_column_count: false });
  assert.equal(read.length, rows.length);
  for (const [at, [what, text]] of rows.entries()) {
    const [, cell] = read[at];
    assert.doesNotMatch(cell, /^[=+\-@\t\r\n＝＋－＠]/, what);
    assert.equal(cell.replace(/^'/, ""), text.replace(/^'/, ""), what);
  }
});
