// `npx @aismarttalk/prestashop run` and `list`: answers, words, mistakes, and texts of a hostile shop.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startBench } from "./support/check-bench.mjs";
import { checkWith, KEYS } from "./support/check-command.mjs";
import { startProxy } from "./support/program.mjs";

const VERSIONS = ["1.6", "8.2", "9.0"];

let bench;
let key;
before(async () => {
  bench = await startBench(VERSIONS);
  key = KEYS.everything;
});
after(() => bench?.stop());

/** Runs the program with words for a shop; JSON is read. */
async function call(words, { version = "8.2", url = bench.stores[version].url, ...given } = {}) {
  const env = { PRESTASHOP_URL: url, PRESTASHOP_KEY: key, ...given.env };
  return checkWith(bench.program, words, { ...given, env });
}

const run = (action, input, ...more) => ["run", action, "--input", JSON.stringify(input), ...more];

const AT_ONCE = 4;

/** Looks at cases some at a time: most of it is waiting for programs to start. */
async function manyAtOnce(cases, look) {
  const left = [...cases];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await look(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function json(words, given) {
  const { code, out, err } = await call([...words, "--json"], given);
  assert.equal(code, 0, err);
  return JSON.parse(out);
}

test("given each version, then run answers an action as JSON and as a text with the same values", async () => {
  for (const version of VERSIONS) {
    const { orders } = await json(run("get_order", { id: 5 }), { version });
    const { code, out, err } = await call(run("get_order", { id: 5 }), { version });
    assert.deepEqual([code, err], [0, ""]);
    const [{ reference, status, totals, lines }] = orders;
    for (const value of [reference, status.label, totals.total_paid_tax_incl]) {
      assert.ok(out.includes(value), value);
    }
    for (const { product_name } of lines) assert.ok(out.includes(product_name), product_name);
    assert.doesNotMatch(out, /undefined|null|\[object|\p{Cc}(?<!\n)/u);
  }
  console.log(`${VERSIONS.length} versions`);
});

test("given filters as the Webservice writes them, then list has those rows and no others", async () => {
  const all = await json(["list", "products", "--display", "id,name,price,active"]);
  const name = ({ name: texts }) => Object.values(texts);
  const cases = [
    ["id=5", ({ id }) => id === 5],
    ["id=[5]", ({ id }) => id === 5],
    ["id=[1|5|7]", ({ id }) => [1, 5, 7].includes(id)],
    ["id=[3,9]", ({ id }) => id >= 3 && id <= 9],
    ["id=[60,]", ({ id }) => id >= 60],
    ["id=[,4]", ({ id }) => id <= 4],
    ["id=>[60]", ({ id }) => id > 60],
    ["id=<[4]", ({ id }) => id < 4],
    ["id=![1|2|3]", ({ id }) => ![1, 2, 3].includes(id)],
    ["active=0", ({ active }) => !active],
    ["price=>[30]", ({ price }) => Number(price) > 30],
    ["name=%[tea]%", (row) => name(row).some((text) => /tea/i.test(text))],
    ["name=[Black]%", (row) => name(row).some((text) => /^black/i.test(text))],
  ];
  await manyAtOnce(cases, async ([filter, holds]) => {
    const rows = await json(["list", "products", "--filter", filter, "--display", "id,name"]);
    const wanted = all.filter(holds).map(({ id }) => id);
    assert.ok(wanted.length > 0, filter);
    assert.deepEqual(
      rows.map(({ id }) => id),
      wanted,
      filter,
    );
  });
  console.log(`${cases.length} filters of ${all.length} products`);
});

test("given a form, then it holds the rows in that order, and nothing else", async () => {
  const ask = ["list", "products", "--display", "id,price", "--sort", "id_DESC"];
  const rows = await json(ask);
  assert.deepEqual(
    rows.map(({ id }) => id),
    rows.map(({ id }) => id).sort((a, b) => b - a),
  );
  const lines = await call([...ask, "--jsonl"]);
  assert.deepEqual(
    lines.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
    rows,
  );
  const table = await call(ask);
  assert.match(table.err, new RegExp(`^${rows.length} rows\\.`));
  const [head, ...cells] = table.out.trim().split("\n");
  assert.match(head, /^id +price$/);
  assert.deepEqual(
    cells.map((line) => line.split(/ +/)),
    rows.map(({ id, price }) => [String(id), price]),
  );
  const page = await json([...ask, "--limit", "3", "--offset", "2"]);
  assert.deepEqual(page, rows.slice(2, 5));
  assert.deepEqual(await json(["list", "products", "--filter", "id=99999"]), []);
  const [dearest] = await json(["list", "products", "--sort", "price_DESC", "--limit", "1"]);
  const prices = rows.map(({ price }) => Number(price));
  assert.equal(Number(dearest.price), Math.max(...prices));
  const texts = await json(["list", "products", "--language", "fr", "--limit", "1"]);
  assert.deepEqual(Object.keys(texts[0].name), ["2"]);
  const addresses = await json(["list", "addresses", "--filter", "id_country=8", "--limit", "2"]);
  assert.deepEqual(
    addresses.map(({ id_country }) => id_country),
    ["8", "8"],
  );
  console.log(`${rows.length} rows in 3 forms`);
});

test("given an action that writes and nobody to ask, then it saves only with --yes", async () => {
  const input = { id: 7, name: { fr: "Un nom à l'essai" } };
  const nameNow = async () =>
    (await json(["list", "products", "--filter", "id=7", "--display", "id,name"]))[0].name[2];
  const old = await nameNow();
  const unasked = await call(run("update_product_content", input));
  assert.equal(unasked.code, 2);
  assert.match(unasked.err, /Nothing was sent[\s\S]*--preview[\s\S]*--yes/);
  for (const words of [
    run("update_product_content", input, "--preview"),
    run("update_product_content", { ...input, preview: true }),
    run("update_product_content", input, "--preview", "--yes"),
  ]) {
    const { code, out } = await call(words);
    assert.equal(code, 0);
    assert.match(out, /name \(fr\)\n {2}- .*\n {2}\+ Un nom à l'essai\nNothing was saved/);
  }
  assert.equal(await nameNow(), old);
  const { token } = await json(run("update_product_content", input, "--preview"));
  const saved = await call(run("update_product_content", { ...input, expect: token }, "--yes"));
  assert.deepEqual([saved.code, saved.err], [0, ""]);
  assert.match(saved.out, /It was saved/);
  assert.equal(await nameNow(), "Un nom à l'essai");
  const again = await json(run("update_product_content", input, "--yes"));
  assert.equal(again.written, false);
  const conflict = await call(
    run("update_product_content", { id: 7, name: { fr: "Trop tard" }, expect: token }, "--yes"),
  );
  assert.equal(conflict.code, 1);
  assert.match(conflict.err, /Nothing was (?:saved|written)/);
  assert.equal(await nameNow(), "Un nom à l'essai");
});

test("given mistakes, then each is told with what was probably meant, and the exit code says whose it is", async () => {
  const file = join(bench.folder, "no.json");
  await writeFile(file, "{");
  const cases = [
    [["rnu"], 2, /Did you mean run\?/],
    [["run", "get_ordr"], 2, /Did you mean get_order\?/],
    [["run", "get_orders"], 2, /Did you mean get_order\?/],
    [["run", "update_prodct_seo"], 2, /Did you mean update_product_seo\?/],
    [["run"], 2, /Which action\?/],
    [["run", "get_order", "id=5"], 2, /behind --input/],
    [["run", "get_order", "--inptu", "{}"], 2, /Did you mean --input\?/],
    [["run", "get_order", "--input"], 2, /--input lacks its value/],
    [["run", "get_order", "--input", "{id:5}"], 2, /is no JSON/],
    [["run", "get_order", "--input", "[5]"], 2, /is no JSON object/],
    [["run", "get_order", "--input", `@${file}`], 2, /is no JSON/],
    [["run", "get_order", "--input", "@missing.json"], 2, /cannot be read/],
    [["run", "get_order", "--input", "{}", "--input", "{}"], 2, /--input once only/],
    [run("get_order", { idd: 5 }), 2, /Did you mean id\?/],
    [run("get_order", { id: "five" }), 2, /`id`/],
    [run("get_order", { id: 99999 }), 1, /no order with the id 99999/],
    [run("get_order", { id: 5 }, "--preview"), 2, /for actions that write/],
    [run("update_order_status", { id: 5, state: "Snt" }, "--yes"), 2, /Snt/],
    [["list"], 2, /Which resource\?/],
    [["list", "product"], 1, /Did you mean: "products"/],
    [["list", "products", "orders"], 2, /one resource only/],
    [["list", "products/1"], 2, /a word such as products/],
    [["list", "products", "--filtre", "id=5"], 2, /Did you mean --filter\?/],
    [["list", "products", "--filter", "id"], 2, /as the Webservice does/],
    [["list", "products", "--filter", "id=[5"], 2, /as the Webservice does/],
    [["list", "products", "--filter", "id=1", "--filter", "id=2"], 2, /one --filter for id/],
    [["list", "products", "--filter", "nmae=x"], 2, /Did you mean name\?/],
    [["list", "products", "--display", "id,refrence"], 2, /Did you mean reference\?/],
    [["list", "addresses", "--filter", "id_contry=8"], 1, /Did you mean: "id_country"/],
    [["list", "products", "--limit", "0"], 2, /whole number from 1/],
    [["list", "products", "--offset", "3"], 2, /needs --limit/],
    [["list", "products", "--json=yes"], 2, /--json takes no value/],
    [["edge", "strat"], 2, /Did you mean start\?/],
    [["edge", "start", "--port", "x"], 2, /--port takes a number/],
  ];
  await manyAtOnce(cases, async ([words, code, told]) => {
    const answer = await call(words);
    assert.equal(answer.code, code, `${words}: ${answer.err}`);
    assert.equal(answer.out, "", String(words));
    assert.match(answer.err, told, String(words));
    assert.doesNotMatch(answer.err, /undefined|\bat .*:\d+:\d+/, String(words));
  });
  const asJson = await call(["list", "products", "--filtre", "id=5", "--json"]);
  assert.equal(asJson.code, 2);
  const { kind, message, hint, saved } = JSON.parse(asJson.err);
  assert.match(message, /Did you mean --filter\?/);
  assert.deepEqual([kind, hint, saved], ["invalid_request", "", "no"]);
  console.log(`${cases.length} mistakes, and one as JSON`);
});

test("given a shop or key that cannot be used, then run and list say so as check does, in JSON too", async () => {
  const { url } = bench.stores["8.2"];
  const cases = [
    [{ env: { PRESTASHOP_KEY: KEYS.unknown } }, 1, /does not accept this key/, "authentication"],
    [{ env: { PRESTASHOP_KEY: "SHORT" } }, 2, /32 letters and digits/, "invalid_request"],
    [{ env: { PRESTASHOP_KEY: KEYS.productsOnly } }, 1, /"orders" is not allowed/, "permission"],
    [{ url: `${url}/~html-200` }, 1, /a web page, not with the Webservice/, "wrong_address"],
    [{ url: `${url}/~disabled` }, 1, /switched off/, "webservice_disabled"],
    [{ url: "http://127.0.0.1:9" }, 1, /Nothing answers|cannot be reached/, "network"],
  ];
  await manyAtOnce(cases, async ([given, code, told, kind]) => {
    const { err, ...answer } = await call(run("get_order", { id: 5 }), given);
    assert.deepEqual(answer, { code, out: "" }, err);
    assert.match(err, told);
    const asJson = await call(["list", "orders", "--json"], given);
    assert.deepEqual([asJson.code, asJson.out], [code, ""], asJson.err);
    assert.equal(JSON.parse(asJson.err).kind, kind);
  });
  const keyArgument = await call(["list", "orders", "--key", key]);
  assert.match(keyArgument.err, /history/);
  const email = await call(run("get_customer", { email: "nobody@shop.example" }));
  assert.equal(email.code, 1, "an address in the input is no key");
  console.log(`${cases.length} troubles of 2 commands`);
});

test("given texts of a hostile shop, then no terminal obeys them, and JSON still has every character", async () => {
  const texts = [
    "\u009b31mred",
    "\u009d0;title\u009c",
    "\u0085next line",
    "left\u202eright",
    "\u2066isolated\u2069",
    "\u2028line\u2029",
    "\u{e0001}\u{e0049}tag",
    "a\u200eb",
    "\ufeffmark",
    "-- $(reboot) `reboot` ; rm",
  ];
  const obeyed =
    /[^\P{Cc}\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
  const all = texts.join(" ");
  const change = (body) => body.replaceAll("Black tea Cobalt", all).replaceAll("Greta", all);
  const proxy = await startProxy(bench.stores["8.2"].url, { change });
  const ask = ["list", "products", "--filter", "id=5", "--display", "id,name"];
  const missing = run("get_product", { reference: "NO\u202eWHERE" });
  for (const words of [ask, run("get_product", { id: 5 }), run("get_order", { id: 5 }), missing]) {
    for (const form of [[], ["--json"]]) {
      const { code, out, err } = await call([...words, ...form], { url: proxy.url });
      assert.equal(code, words === missing ? 1 : 0, err);
      assert.doesNotMatch(out + err, obeyed);
      if (words !== missing) assert.match(out, /31mred/);
      if (words === ask && form.length > 0) assert.equal(JSON.parse(out)[0].name[1], all);
    }
  }
  await proxy.stop();
  console.log(`${texts.length} hostile texts in 4 answers and 2 forms`);
});

test("given --help, then every command has its options, exit codes, and examples that run", async () => {
  let ran = 0;
  for (const words of [["run"], ["list"], ["edge"], ["run", "update_order_status"]]) {
    const { code, out } = await call([...words, "--help"]);
    assert.equal(code, 0);
    const examples = [...out.matchAll(/^(?:Example: | {2})npx @aismarttalk\/prestashop (.*)$/gm)];
    assert.ok(examples.length > 0, String(words));
    for (const [, example] of examples) {
      if (!/^(?:run|list) /.test(example) || /[>|]/.test(example.replace(/"[^"]*"/g, ""))) continue;
      // The demo store has a word of its own for it.
      const here = example.replace(/ --shop \S+/, "").replace("Shipped", "Arrived");
      const typed = here.match(/'[^']*'|"[^"]*"|\S+/g);
      const answer = await call(typed.map((one) => one.replace(/^(['"])(.*)\1$/, "$2")));
      assert.equal(answer.code, 0, `${example}: ${answer.err}`);
      ran += 1;
    }
  }
  console.log(`${ran} examples`);
});
