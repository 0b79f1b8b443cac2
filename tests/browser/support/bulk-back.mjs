// A round trip in the sample shop: download, edit, bring back, save, undo.
import assert from "node:assert/strict";
import { expectAccessible } from "./accessibility.mjs";
import { listOf } from "./bulk-list.mjs";
import { consoleOf } from "./console.mjs";

const WIDTHS = [360, 820, 1440, 2560];

/** Six products with a title each, one with a description, and rows that cannot be used. */
const LINES = [
  "id;language;meta_title;meta_description",
  ...[1, 2, 3, 4, 5].map((id) => `${id};en;Fired by hand, no. ${id};`),
  `6;en;${"Fired by hand ".repeat(6).trim()};Thrown and fired by hand.`,
  "abc;en;No id;",
  `7;en;${"x".repeat(300)};`,
  "8;en;One text;",
  "8;en;Another text;",
  "9999;en;Nobody has this;",
];

export async function bringBack(t, browser, { site }) {
  const visitor = consoleOf(browser, site);
  const list = listOf(browser, visitor);
  await browser.resize(1440, 900);

  let current;
  await t.test(
    "given a search, when its texts are downloaded, then they are all there",
    async () => {
      await visitor.open("bulk");
      await list.there("#bulk-file");
      await expectAccessible(browser, "the start of a list");
      await browser.type("#texts-of", "teapot");
      current = await list.download(() => visitor.press("Download current texts"));
      const [head, ...lines] = linesOf(current);
      assert.equal(
        head,
        "id,reference,name,language,meta_title,meta_description,meta_keywords,link_rewrite",
      );
      assert.ok(lines.length >= 3 && lines.every((line) => /teapot/i.test(line)), current);
      const ids = new Set(lines.map((line) => line.split(",")[0]));
      const codes = new Set(lines.map((line) => /,(en|fr|ar|de|es|he),/.exec(line)?.[1]));
      assert.equal(lines.length, ids.size * codes.size);
    },
  );

  await t.test("given the file as it came, when brought back, then nothing differs", async () => {
    await list.bring(current);
    assert.deepEqual((await list.roles()).slice(0, 4), ["id", "ignored", "name", "language"]);
    await list.compare();
    assert.deepEqual(await list.rows(), []);
    assert.match(await visitor.textOf("#bulk-save"), /Nothing to save/);
  });

  await t.test(
    "given a file with errors, when compared, then rows and reasons are told",
    async () => {
      await visitor.press("Other file");
      await list.bring(LINES, "autumn.csv");
      await expectAccessible(browser, "the columns of a list");
      await list.compare();
      await visitor.reads("4 of 11 rows cannot be used.");
      const told = await visitor.textOf(".note-warn");
      for (const reason of [
        /Row 8: “abc” is not a product ID/,
        /Row 9: .*300 characters/,
        /Row 10: Row 11 has another text/,
      ]) {
        assert.match(told, reason);
      }
      const file = await list.download(() => visitor.press("Download these 4"));
      assert.match(file, /^abc,en,No id,,8,/m);
    },
  );

  await t.test(
    "given the comparison, then each text stands beside the shop's by name",
    async () => {
      const rows = await list.rows();
      assert.equal(rows.length, 8);
      assert.deepEqual(
        rows.map(({ state }) => state),
        [...Array(7).fill("ready"), "not found"],
      );
      for (const { product, before, after } of rows.slice(0, 7)) {
        assert.doesNotMatch(product, /^Product \d+$/);
        assert.notEqual(before, after);
      }
      assert.deepEqual(await list.texts(".budget .figure").then(([texts]) => texts), "7");
      assert.match(await visitor.textOf("#bulk-save"), /Save 7 texts in Clay & Leaf/);
    },
  );

  await t.test("given any width, then nothing is wider than the window", async () => {
    for (const width of WIDTHS) {
      await browser.resize(width, 900);
      await visitor.expectNoSidewaysScroll(width);
      await expectAccessible(browser, `the comparison, ${width} wide`);
    }
    await browser.resize(1440, 900);
  });

  await t.test(
    "given a text left out, when saved, then the others are, and only they",
    async () => {
      await list.leaveOut(2);
      await browser.waitFor(() =>
        document.querySelector("#bulk-save").textContent.includes("Save 6 texts in Clay & Leaf"),
      );
      await visitor.press("Save 6 texts in Clay & Leaf");
      assert.match(await list.saved(), /^6 saved, 1 refused\./);
      assert.deepEqual(await list.texts(".budget .figure"), ["6", "1", "0", "1"]);
      const ended = await list.ended();
      assert.equal(ended.filter(({ state }) => state === "saved").length, 6);
      assert.ok(!ended.some(({ why }) => why === "Fired by hand, no. 2"));
      await expectAccessible(browser, "the report");
    },
  );

  await t.test("given the report, then it has a line for each row of the file", async () => {
    const lines = linesOf(await list.download(() => visitor.press("Download the report")));
    assert.equal(lines.length, LINES.length);
    const count = (outcome) => lines.filter((line) => line.includes(`,${outcome},`)).length;
    assert.deepEqual(["saved", "left out", "not found", "unusable"].map(count), [5, 1, 1, 4]);
  });

  await t.test("given the report, when the page is reloaded, then it is still there", async () => {
    await browser.reload();
    await visitor.settled();
    await visitor.reads("6 saved, 1 refused.");
  });

  await t.test("given all of it undone, then the shop has its old texts again", async () => {
    await list.there("#bulk-undo");
    await visitor.press("Undo all 6 in Clay & Leaf");
    await browser.waitFor(() => document.querySelector("#bulk-undo") === null);
    // The sample shop forgot what was written when the page was loaded again.
    assert.match(await list.saved(), /6 undone/);
    await visitor.press("Other file");
    await browser.type("#texts-of", "teapot");
    const again = await list.download(() => visitor.press("Download current texts"));
    assert.equal(again, current);
  });

  await t.test("given all of this, then nothing was complained about", () => {
    assert.deepEqual(browser.complaints, []);
  });
}

function linesOf(text) {
  return text
    .replace(/^\uFEFF/, "")
    .trim()
    .split("\r\n");
}
