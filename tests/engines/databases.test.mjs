// What the SQL of the worker relies on, on every engine that it has to run on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../edge/support/here.mjs";
import { eachCase } from "../js/support/table.mjs";
import { ENGINES } from "./support/engines.mjs";

const { withTables, openDatabase } = await load("sql/tables.ts", "../entries/databases/open.ts");

/** Addresses that open nothing, and what is said of them. */
const WRONG = [
  ["mysql://root:SECRET@host/name", /neither postgres:.* nor sqlite:/],
  ["/var/lib/SECRET.sqlite", /neither postgres:.* nor sqlite:/],
  ["postgres://a b:SECRET@", /is not an address/],
  [
    "sqlite:/nowhere/SECRET/worker.sqlite",
    /cannot be opened as a database|npm install better-sqlite3/,
  ],
];

test("given an address of no database, then the setting and what to do are told, and not its value", async () => {
  const cases = WRONG.map(([url, told]) => [
    url,
    () =>
      assert.throws(
        () => openDatabase(url),
        ({ name, message }) =>
          name === "SettingError" && told.test(message) && !message.includes("SECRET"),
      ),
  ]);
  await eachCase("addresses of no database", cases, (run) => run());
});

const TABLES = [
  "CREATE TABLE IF NOT EXISTS kept (id TEXT PRIMARY KEY, at BIGINT NOT NULL, text TEXT)",
  "CREATE INDEX IF NOT EXISTS kept_at ON kept (at)",
];
const NOW = 1_790_000_000_123;
const INSERT = "INSERT INTO kept (id, at, text) VALUES ($1, $2, $3)";

/** By name, `(database, beside) => …`, on the same tables. */
const CASES = {
  "values come back as they were": async (database) => {
    const text = 'A "quoted" \u{1F3FA} text\nof two lines; $1 ?';
    await database.all(INSERT, ["whole", Number.MAX_SAFE_INTEGER, text]);
    await database.all(INSERT, ["none", NOW, null]);
    const rows = await database.all("SELECT id, at, text FROM kept ORDER BY id");
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [
        { id: "none", at: NOW, text: null },
        { id: "whole", at: Number.MAX_SAFE_INTEGER, text },
      ],
    );
  },
  "values are bound by number, in any order and as often as they are named": async (database) => {
    const rows = await database.all(
      "INSERT INTO kept (text, at, id) VALUES ($2, $3, $1) RETURNING id, text, at",
      ["id", "text", NOW],
    );
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [{ id: "id", text: "text", at: NOW }],
    );
    const again = await database.all(
      "SELECT id FROM kept WHERE id = $1 OR (text = $1 AND at = $2)",
      ["id", 1],
    );
    assert.equal(again.length, 1);
  },
  "sums and counts are numbers": async (database) => {
    await database.all(INSERT, ["one", NOW, null]);
    const [row] = await database.all("SELECT COUNT(*) AS count, SUM(at) AS sum FROM kept");
    assert.deepEqual({ ...row }, { count: 1, sum: NOW });
  },
  "what is there decides, in one statement": async (database) => {
    const insert =
      "INSERT INTO kept (id, at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING id";
    const told = [];
    for (let at = 0; at < 2; at += 1) told.push((await database.all(insert, ["one", at])).length);
    assert.deepEqual(told, [1, 0]);
  },
  "texts sort by their bytes, in whatever language the server is": async (database) => {
    const ids = ["b", "a-b", "aa", "B", "a", "\u00e4", "Z", "a b"];
    for (const id of ids) await database.all(INSERT, [id, 1, null]);
    const rows = await database.all("SELECT id FROM kept ORDER BY id");
    assert.deepEqual(
      rows.map(({ id }) => id),
      ids.toSorted(),
    );
    const after = await database.all("SELECT id FROM kept WHERE id > $1 ORDER BY id", ["a b"]);
    assert.deepEqual(
      after.map(({ id }) => id),
      ids.filter((id) => id > "a b").sort(),
    );
  },
  "a batch gives the rows of each statement": async (database) => {
    const rows = await database.batch([
      { sql: INSERT, values: ["one", 1, null] },
      { sql: "SELECT id FROM kept" },
      { sql: "DELETE FROM kept WHERE id = $1 RETURNING at", values: ["one"] },
    ]);
    assert.deepEqual(
      rows.map((some) => some.map((row) => ({ ...row }))),
      [[], [{ id: "one" }], [{ at: 1 }]],
    );
  },
  "a batch that fails half way leaves nothing behind": async (database) => {
    const failing = database.batch([
      { sql: INSERT, values: ["half", 1, null] },
      { sql: INSERT, values: ["half", 2, null] },
    ]);
    await assert.rejects(failing);
    assert.equal((await database.all("SELECT id FROM kept")).length, 0);
    await database.all(INSERT, ["after", 1, null]);
  },
  "batches of one name never run beside each other": async (database, beside) => {
    await database.all(INSERT, ["count", 0, ""]);
    // Each decides by what the one before it left, as no single statement could.
    const next = (one) =>
      one.batch(
        [
          {
            sql: "INSERT INTO kept (id, at) SELECT 'number ' || (SELECT COUNT(*) FROM kept), 1",
          },
        ],
        "counting",
      );
    await Promise.all(Array.from({ length: 20 }, (_, at) => next(at % 2 ? database : beside)));
    assert.equal((await database.all("SELECT id FROM kept")).length, 21);
  },
};

for (const [name, { skip, open }] of Object.entries(ENGINES)) {
  test(`given ${name}, then it does what the SQL of the worker relies on`, {
    skip,
    timeout: 60_000,
  }, async (t) => {
    const engine = await open();
    t.after(engine.stop);
    // At once, as processes that start together.
    const [database, beside] = [engine.database, await engine.beside()].map((one) =>
      withTables(one, TABLES),
    );
    await Promise.all([database.all("SELECT 1 AS one"), beside.all("SELECT 1 AS one")]);
    const cases = Object.entries(CASES).map(([what, check]) => [
      what,
      async () => {
        await database.all("DELETE FROM kept");
        await check(database, beside);
      },
    ]);
    await eachCase(`cases on ${name}`, cases, (run) => run());
  });
}
