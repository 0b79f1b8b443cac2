// The records of a CSV, as they come in: the same as those of a library, whatever the parts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "csv-parse/sync";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";

const { csvRecords } = await load("jobs/csv.ts");

const ROUNDS = 400;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

function drawing(from) {
  let state = from >>> 0;
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return (list) => list[Math.floor(draw() * list.length)];
}

async function* inParts(text, sizes) {
  for (let at = 0; at < text.length; ) {
    const size = sizes();
    yield text.slice(at, at + size);
    at += size;
  }
}

async function read(text, sizes = () => text.length) {
  const records = [];
  for await (const record of csvRecords(inParts(text, sizes))) records.push(record);
  return records;
}

test("given drawn files in parts of any size, then the records are those of the library", async (t) => {
  t.diagnostic(`SEED=${seed}`);
  const pick = drawing(seed);
  const cells = [
    "",
    "a",
    "1",
    "with blank ",
    "=1+1",
    'a "quote"',
    "two\nlines",
    "a,b;c\td",
    "\u{1F3FA}é",
  ];
  const cases = Array.from({ length: ROUNDS }, (_, round) => [`round ${round}`]);
  await eachCase("drawn files", cases, async () => {
    const delimiter = pick([",", ";", "\t"]);
    const end = pick(["\n", "\r\n"]);
    const width = pick([2, 3, 5]);
    const quoted = (cell) =>
      /[",;\t\n]/.test(cell) || pick([0, 1]) === 1 ? `"${cell.replaceAll('"', '""')}"` : cell;
    const line = (values) => values.map(quoted).join(delimiter);
    const header = Array.from({ length: width }, (_, at) => `column ${at}`).join(delimiter);
    const rows = Array.from({ length: pick([0, 1, 2, 7]) }, () =>
      line(["first", ...Array.from({ length: width - 1 }, () => pick(cells))]),
    );
    const bom = pick(["", "\ufeff"]);
    const text = bom + [header, ...rows].join(end) + pick(["", end]);
    const expected = parse(text, { delimiter, bom: true, skip_empty_lines: true });
    const found = await read(text, () => pick([1, 2, 3, 50]));
    assert.deepEqual(
      found.map((record) => record.cells),
      expected,
      JSON.stringify(text),
    );
  });
});

test("given files that are wrong, then the line is named", async () => {
  const cases = [
    ["a quote that is never closed", 'a,b\n1,"2\n3', /never closed, at line 3/],
    ["a quote inside of a cell", 'a,b\n1,2"3\n', /quote inside a cell.*line 2/],
    ["text behind a quote", 'a,b\n"1"x,2\n', /behind a closing quote.*line 2/],
    ["a cell that is too long", `a,b\n1,${"x".repeat(300_000)}\n`, /too long, at line 2/],
    ["too many cells", `a,b\n${",".repeat(300)}\n`, /too many cells.*line 2/],
    ["no line at all", "x".repeat(300_000), /first line/],
  ];
  await eachCase("wrong files", cases, async (text, told) => {
    await assert.rejects(
      read(text, () => 1_000),
      ({ problem }) => problem.kind === "malformed_body" && told.test(problem.detail),
    );
  });
});
