// What real shops were asked, asked of demo shops of the same version: status, headers, error codes
// and the shape of the documents agree. `demo-store/tests/recorded` looks more closely, in Rust.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoShop } from "@aismarttalk/prestashop/testing";
import { errorCodes, shapeDifferences } from "./support/document-shape.mjs";
import { missing, recordings } from "./support/recordings.mjs";

const VERSIONS = { "1.6.1.24": "1.6", "1.7.8.11": "1.7", "8.2.1": "8.2", "9.0.2": "9.0" };

/** What hangs on a set-up of its own, on earlier writes or on the catalogue, by the start of its name. */
const ELSEWHERE =
  /^(?:env|off|maint|ssl|host|otherhost|shop|reqfield|raw|inact|lang-inactive|desc|y-catdef0|v9b|del)-/;

/** What differs on purpose: see `demo-store/tests/recorded/main.rs`. */
const ON_PURPOSE =
  /^(?:id-space|root-keyB|sha1-304|q-depth2|v9-order_returns|v9-warehouses|v9-adminapi|perm-)/;

/** Writes whose outcome hangs on nothing before them, and those of them that end otherwise here. */
const WRITES =
  /^(?:prodput|prodpatch|custput|custpatch|ohpost|stockput|cust9put|cust9patch|ordput|stockpatch)-/;
const OTHER_WRITES = /^(?:prodput-82-pos-2|custput-16-email-dup|prodput-64-two-products)$/;

const READS = ["GET", "HEAD", "OPTIONS"];
const HEADERS = ["content-type", "psws-version", "x-powered-by"];

/** PHP's own lines hang on the host. */
const ownCodes = (text) => errorCodes(text).filter((code) => !["2", "3", "5"].includes(code));

/** Where an answer differs from the recorded one. */
function differencesOf({ text, status, headers }, theirs, { isWrite }) {
  if (status !== theirs.status) return [`status ${status}, theirs ${theirs.status}`];
  const codes = [text, theirs.text].map((one) => (isWrite ? ownCodes : errorCodes)(one).join());
  if (codes[0] !== codes[1]) return [`codes ${codes.join(", theirs ")}`];
  const found = (isWrite ? [] : HEADERS)
    .filter((name) => headers.get(name) !== theirs.headers.get(name))
    .map((name) => `${name}: ${headers.get(name)}, theirs ${theirs.headers.get(name)}`);
  if (!theirs.text.includes("<?xml") || (isWrite && status >= 300)) return found;
  // One value of the catalogue ends its section of text, as it does at real shops.
  const whole = text.replaceAll("a[b[0]]>", "a[b[0]");
  return [...found, ...shapeDifferences(whole, theirs.text)];
}

async function ask(demo, { method, path, headers, body }) {
  const sent = READS.includes(method) ? {} : { body };
  const response = await demo.fetch(new URL(path, demo.url), { method, headers, ...sent });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Asks all that are chosen; gives the sentences of those that differ. */
async function askAll(chosen, demoOf, kind) {
  const wrong = [];
  for (const one of chosen) {
    const answer = await ask(await demoOf(), one).catch((thrown) => thrown);
    const found =
      answer instanceof Error ? [answer.message] : differencesOf(answer, one.response, kind);
    wrong.push(...found.map((text) => `${one.name} ${one.method} ${one.path}: ${text}`));
  }
  return wrong;
}

for (const [number, version] of Object.entries(VERSIONS)) {
  test(`given what a shop of ${number} was asked, then a demo shop answers in the same shape`, async (t) => {
    const reason = missing(number);
    if (reason !== undefined) return t.skip(reason);
    const all = await recordings(number);
    const reads = all.filter(
      ({ name, method, body, response }) =>
        READS.includes(method) &&
        body.length === 0 &&
        !ELSEWHERE.test(name) &&
        !ON_PURPOSE.test(name) &&
        !(response.status === 404 && name.startsWith("rt-")),
    );
    const demo = await demoShop({ version });
    const wrong = await askAll(reads, () => demo, { isWrite: false });
    const writes = all.filter(
      ({ name, method }) =>
        !READS.includes(method) && WRITES.test(name) && !OTHER_WRITES.test(name),
    );
    // Of one shop each, so that none hangs on another.
    wrong.push(...(await askAll(writes, () => demoShop({ version }), { isWrite: true })));
    console.log(`${number}: ${reads.length} reads, ${writes.length} writes`);
    assert.ok(reads.length > 100 && writes.length > 50, "too few were compared");
    assert.equal(wrong.join("\n"), "");
  });
}
