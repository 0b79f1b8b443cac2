// Sites from a CSV: each row has its result, and nothing is lost half way.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { bearer } from "./support/callers.mjs";
import { startConnected } from "./support/connected.mjs";
import { sitesScript } from "./support/sites-script.mjs";

const IMPORT = "/v1/admin/sites/import";
const SITES = "/v1/admin/sites";
const WRONG_KEY = "WRONG0KEY0WRONG0KEY0WRONG0KEY000";

let world;
before(async () => {
  world = await startConnected();
});
after(() => world?.stop());

const send = (csv, query = "") => world.ask("admin", "POST", `${IMPORT}${query}`, csv);
const siteAt = async (id) => (await world.ask("admin", "GET", `${SITES}/${id}`)).body.site;
const idsNow = () => [...world.namespace.kept.keys()].map((key) => key.slice("site:".length));
const cell = (text) => `"${text.replaceAll('"', '""')}"`;

test("given rows right and wrong, then each has its result, and the right ones are stored", async () => {
  const { shop, key } = world;
  const csv = [
    "id,name,url,key,shop_id,language",
    `clay,Clay,${shop.url},${key},1,fr`,
    `,"Tea, ""fine"" & loose",${shop.url},${key},,`,
    "",
    `formula,=SUM(A1:A9),${shop.url}, ${key} ,,2`,
    `wrong-key,Wrong,${shop.url},${WRONG_KEY},,`,
    `private,Private,https://169.254.169.254,${key},,`,
    `no-key,None,${shop.url},,,`,
    `clay,Again,${shop.url},${key},,`,
    `Bad Id,Bad,${shop.url},${key},,`,
    `long,Long,${shop.url},${key},,,more`,
    `shop-x,X,${shop.url},${key},x,`,
    `,"two
lines",${shop.url},${key},,`,
    ",,,,,",
    `last,Last,${shop.url}/~html-200,${key},,`,
  ].join("\r\n");
  const { status, rows, text } = await send(csv);
  assert.equal(status, 200, text);
  const brief = rows.map(({ row, id, result, verdict, problem, ...rest }) =>
    row === undefined ? rest : [row, id, result, verdict ?? problem.kind, problem?.field ?? null],
  );
  const ready = "ready_but_too_much";
  assert.deepEqual(brief, [
    [2, "clay", "added", ready, null],
    [3, "tea-fine-loose", "added", ready, null],
    [5, "formula", "added", ready, null],
    [6, "wrong-key", "failed", "authentication", null],
    [7, null, "failed", "validation", "url"],
    [8, null, "failed", "validation", "key"],
    [9, "clay", "failed", "validation", "id"],
    [10, null, "failed", "validation", "id"],
    [11, null, "failed", "validation", null],
    [12, null, "failed", "validation", "shopId"],
    [13, null, "failed", "validation", "name"],
    [15, "last", "failed", "wrong_address", null],
    { done: true, rows: 12, added: 3, replaced: 0, unchanged: 0, failed: 9 },
  ]);
  assert.deepEqual(await siteAt("clay"), {
    ...{ id: "clay", name: "Clay", url: shop.url, shopId: 1, defaultLanguage: "fr" },
  });
  assert.equal((await siteAt("tea-fine-loose")).name, 'Tea, "fine" & loose');
  assert.deepEqual(
    [(await siteAt("formula")).name, (await siteAt("formula")).defaultLanguage],
    ["=SUM(A1:A9)", 2],
  );
  assert.deepEqual(idsNow().sort(), ["clay", "formula", "tea-fine-loose"]);

  const again = await send(csv);
  assert.deepEqual(again.rows.at(-1), {
    ...{ done: true, rows: 12, added: 0, replaced: 0, unchanged: 3, failed: 9 },
  });
  assertSecret([key, WRONG_KEY]);
  console.log(`${rows.length - 1} rows, sent twice`);
});

test("given a row that differs from the site that is there, then it is replaced only if that is asked for", async () => {
  const { shop, key } = world;
  const csv = `id,url,key,name\nchanged,${shop.url},${key},`;
  assert.equal((await send(`${csv}First`)).rows[0].result, "added");
  const refused = (await send(`${csv}Second`)).rows[0];
  assert.deepEqual([refused.result, refused.problem.kind], ["failed", "site_exists"]);
  assert.equal((await siteAt("changed")).name, "First");
  assert.equal((await send(`${csv}Second`, "?replace=true")).rows[0].result, "replaced");
  assert.equal((await siteAt("changed")).name, "Second");
  assert.equal((await send(`${csv}Second`, "?replace=true")).rows[0].result, "unchanged");
  const { status, body } = await send(csv, "?replace=yes");
  assert.deepEqual([status, body.field], [400, "replace"]);
});

test("given the ways in which spreadsheets write a table, then it is read", async () => {
  const { key } = world;
  await eachCase(
    "ways to write a table",
    [
      ["semicolons", `id;url;key\nway-a;https://a.example;${key}`, "way-a"],
      ["tabs", `id\turl\tkey\nway-b\thttps://b.example\t${key}`, "way-b"],
      ["a byte order mark", `\uFEFFid,url,key\r\nway-c,https://c.example,${key}\r\n`, "way-c"],
      ["line ends of old machines", `id,url,key\rway-d,https://d.example,${key}\r`, "way-d"],
      ["quotes everywhere", `"id","url","key"\n"way-e","https://e.example","${key}"`, "way-e"],
      ["names of columns as people write them", `ID,Address,KEY\nway-f,f.example,${key}`, "way-f"],
      ["another order", `key,Shop ID,url,id\n${key},3,https://g.example,way-g`, "way-g"],
      ["empty cells behind", `id,url,key,,\nway-h,https://h.example,${key},,`, "way-h"],
      ["fewer cells than columns", `id,url,key,name\nway-i,https://i.example,${key}`, "way-i"],
    ],
    async (csv, id) => {
      const { status, rows, text } = await send(csv, "?unchecked=true");
      assert.equal(status, 200, text);
      assert.deepEqual([rows[0].result, rows[0].id], ["added", id], text);
    },
  );
});

test("given names that would be commands elsewhere, then they are kept to the letter", async () => {
  const names = [
    "=1+1",
    "+33 1",
    "-1",
    "@SUM(A1)",
    "'quoted",
    'say "hi"',
    "a;b,c",
    "\\",
    "=cmd|' /C calc'!A0",
    "café — 茶",
    "<b>",
    "--",
    "null",
  ];
  const rows = names.map((name, at) => `letter-${at},${cell(name)},https://a.example,${world.key}`);
  const csv = ["id,name,url,key", ...rows].join("\n");
  assert.equal((await send(csv, "?unchecked=true")).rows.at(-1).added, names.length);
  for (const [at, name] of names.entries()) {
    assert.equal((await siteAt(`letter-${at}`)).name, name);
  }
  console.log(`${names.length} names`);
});

test("given a table that cannot be meant so, then it is refused whole, and no cell of it is told", async () => {
  const { key } = world;
  const before = idsNow();
  await eachCase(
    "tables that are refused",
    [
      ["nothing", "", 400],
      ["a header alone", "id,url,key\n", 400],
      ["no header", `clay,https://a.example,${key}`, 400],
      ["no column of keys", "id,url\na,https://a.example", 400],
      ["a column that is none of a site", `id,url,key,colour\na,https://a.example,${key},red`, 400],
      ["a column twice", `url,key,URL\nhttps://a.example,${key},b`, 400],
      ["a quote that never ends", `id,url,key\nq,"https://a.example,${key}\n`, 400],
      ["a quote inside", `id,url,key\nq,https://"a".example,${key}\n`, 400],
      ["one very long row", `id,url,key\nq,https://a.example/${"a".repeat(70_000)},${key}`, 400],
      ["too many rows", `url,key\n${`https://a.example,${key}\n`.repeat(10_001)}`, 400],
      [
        "too many bytes",
        `url,key\n${`https://a.example/${"a".repeat(900)},${key}\n`.repeat(9_900)}`,
        413,
      ],
    ],
    async (csv, expected) => {
      const { status, body, text } = await send(csv, "?unchecked=true");
      assert.equal(status, expected, text.slice(0, 300));
      assert.match(body.kind, /malformed_body|body_too_large/);
    },
  );
  const json = await world.ask("admin", "POST", IMPORT, {});
  assert.deepEqual([json.status, json.body.kind], [415, "unsupported_media_type"]);
  assert.deepEqual(idsNow(), before);
  assertSecret([key]);
});

test("given thousands of rows, then all are stored, and the answer comes row by row", async () => {
  const count = process.env.PROOFS === "1" ? 10_000 : 2_000;
  const rows = Array.from(
    { length: count },
    (_, at) => `m-${at},https://m-${at}.example,${world.key}`,
  );
  const began = performance.now();
  const { rows: results } = await send(`id,url,key\n${rows.join("\n")}`, "?unchecked=true");
  assert.deepEqual(results.at(-1), {
    ...{ done: true, rows: count, added: count, replaced: 0, unchanged: 0, failed: 0 },
  });
  assert.deepEqual(
    results.slice(0, -1).map(({ row }) => row),
    rows.map((_, at) => at + 2),
  );
  console.log(`${count} rows in ${Math.round(performance.now() - began)} ms`);
});

test("given a sender that leaves half way, then what began is stored whole, and the same table finishes it", async () => {
  const { shop, key, callers } = world;
  const count = 60;
  const rows = Array.from({ length: count }, (_, at) => `half-${at},${shop.url},${key}`);
  const csv = `id,url,key\n${rows.join("\n")}`;
  const leaving = new AbortController();
  const response = await world.fetch(IMPORT, {
    method: "POST",
    headers: { ...bearer(callers.admin), "Content-Type": "text/csv" },
    body: csv,
    signal: leaving.signal,
  });
  const reader = response.body.getReader();
  await reader.read();
  leaving.abort();
  await reader.read().catch(() => {});
  await settled();
  const stored = idsNow().filter((id) => id.startsWith("half-")).length;
  assert.ok(stored > 0 && stored < count, `${stored} of ${count} were stored`);
  const { rows: results } = await send(csv);
  const { added, unchanged, failed } = results.at(-1);
  assert.deepEqual([added, unchanged, failed], [count - stored, stored, 0]);
  for (const at of [0, count - 1]) assert.equal((await siteAt(`half-${at}`)).url, shop.url);
  console.log(`${stored} of ${count} rows before the sender left`);
});

test("given the same table, then the script stores it in a file, and leaves what is there", async () => {
  const { shop, key } = world;
  const folder = await mkdtemp(join(tmpdir(), "import-sites-"));
  try {
    const { MASTER_SECRETS: secrets } = world.environment;
    const table = (rows) => ["id,name,url,key", ...rows].join("\n");
    const rows = Array.from({ length: 150 }, (_, at) => `s-${at},,https://s-${at}.example,${key}`);
    await writeFile(join(folder, "many.csv"), table(rows));
    await writeFile(
      join(folder, "few.csv"),
      table([
        `a,=A1,${shop.url},${key}`,
        `b,,${shop.url},${WRONG_KEY}`,
        `s-0,Zero,https://s-0.example,${key}`,
      ]),
    );
    const run = (args) =>
      sitesScript(folder, ["import", ...args, "--file", "sites.json"], { secrets });
    const many = await run(["many.csv", "--unchecked"]);
    assert.deepEqual([many.code, many.out.trimEnd().split("\n").length], [0, 150], many.said);
    const few = await run(["few.csv", "--private"]);
    const results = few.out
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t").slice(0, 3).join(" "));
    assert.deepEqual(results, ["2 a added", "3 b failed", "4 s-0 failed"]);
    assert.deepEqual([few.code, few.said], [1, "2 of 3 rows failed.\n"]);
    assert.match((await run(["few.csv"])).out, /2\t\tfailed\tThe address is in a private network/);
    const text = await readFile(join(folder, "sites.json"), "utf8");
    assert.equal(JSON.parse(text).length, 151);
    for (const said of [many.out, many.said, few.out, few.said, text])
      assert.ok(!said.includes(key));
    assert.match((await run(["none.csv"])).said, /none\.csv cannot be read \(ENOENT\)\.\n$/);
    assert.match((await run([])).said, /^Give the name of a CSV file\.\n$/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Waits until nothing more is stored. */
async function settled() {
  let before = -1;
  while (before !== world.namespace.kept.size) {
    before = world.namespace.kept.size;
    await new Promise((done) => setTimeout(done, 300));
  }
}

function assertSecret(secrets) {
  const seen = [...world.seen(), ...[...world.namespace.kept.values()].map(({ value }) => value)];
  for (const text of seen) {
    for (const secret of secrets) assert.ok(!text.includes(secret), text);
  }
}
