// A writing action that the page has never heard of: its declaration is enough to have a form,
// a preview, a write, a way back and a place to look at.
import assert from "node:assert/strict";
import { shopValues } from "./demo-server.mjs";
import { NAME_LENGTHS } from "./own-actions.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";
import { visitorOf } from "./visitor.mjs";

const ACTION = "update_manufacturer";
const MAKERS = "manufacturers?filter[id]=[1]&display=";
const NAME = "Workshop of two potters";
const TEXTS = { en: "<p>By hand.</p>", ar: "<p>باليد.</p>" };

const EDITS = [
  { field: "new_name", language: null, text: NAME },
  ...Object.entries(TEXTS).map(([language, text]) => ({ field: "description", language, text })),
];

/** Changes a manufacturer through the worker, and takes it back. */
export async function writeOwnAction(t, browser, { site, server, own }) {
  const visitor = visitorOf(browser);
  const secrets = { keys: { ...server.keys, ...own.tokens } };
  const stored = async () => [
    await shopValues(server, `${MAKERS}[name]`, "name"),
    await shopValues(server, `${MAKERS}[description]`, "language"),
  ];
  await browser.resize(1280, 900);
  await visitor.open(site.url);
  await visitor.connectThrough(own.url, own.tokens.writer);
  const before = await stored();

  await t.test(
    "given an action that only the worker has, then its form follows its declaration",
    async () => {
      await openRecord(visitor, browser);
      assert.match(await visitor.textOf("#action h1"), /^Update Manufacturer/);
      assert.equal(await inputText(browser, "#input-new_name"), before[0][0]);
      assert.equal(await inputText(browser, "#input-description-en"), before[1][0]);
      await visitor.edit({ field: "new_name", language: null, text: NAME });
      const { max_length: most, shown_length: shown } = NAME_LENGTHS;
      assert.match(await countOf(visitor), new RegExp(`^${NAME.length} char.* about ${shown}$`));
      await visitor.edit({ field: "new_name", language: null, text: "x".repeat(most + 1) });
      assert.match(await countOf(visitor), new RegExp(`^${most + 1} of ${most} .*too long`));
      const names = await browser.evaluate(() =>
        [...document.querySelectorAll("#action .segments input[name=either]")].map(
          ({ value }) => value,
        ),
      );
      assert.deepEqual(names, ["id", "maker"], "one of two names");
    },
  );

  await t.test("given it, when previewed and confirmed, then it is written", async () => {
    for (const edit of EDITS) await visitor.edit(edit);
    await visitor.preview();
    assert.equal(await visitor.state(), "preview");
    await expectEdits(visitor, before);
    assert.deepEqual(await stored(), before, "a preview writes nothing");
    await keep(browser, "edge-own-preview");
    await visitor.confirm();
    assert.equal(await visitor.state(), "written");
    await expectEdits(visitor, before);
    const [[name], [english]] = await stored();
    assert.deepEqual([name, english], [NAME, TEXTS.en]);
  });

  await t.test("given it was written, when undone, then the old values are back", async () => {
    await takeBack(visitor, browser);
    assert.deepEqual(await stored(), before);
  });

  await t.test("given it was written, then the way leads to the record", async () => {
    const [href] = await browser.evaluate(() =>
      [...document.querySelectorAll("#answer .followups a")].map((one) => one.getAttribute("href")),
    );
    assert.equal(href, "#get_manufacturer?id=1");
    await browser.click("#answer .followups a");
    await visitor.settled();
    await visitor.expectAnswer();
    assert.ok((await visitor.textOf("#answer")).includes(before[0][0]));
  });

  await t.test("given the journal, then both writes are in it and can be undone", async () => {
    await visitor.goTo("list_changes");
    await visitor.run();
    const [newest] = await browser.evaluate(() =>
      [...document.querySelectorAll("#answer .noted")].map((one) => one.textContent),
    );
    assert.match(newest, new RegExp(`manufacturers 1.*${ACTION}`));
    await browser.click("#answer .noted a");
    await visitor.formFilled();
    await visitor.preview();
    assert.equal(await visitor.state(), "preview");
    await visitor.confirm();
    assert.equal((await stored())[0][0], NAME, "the undone change is there again");
    await openRecord(visitor, browser);
    await visitor.edit({ field: "new_name", language: null, text: before[0][0] });
    await visitor.edit({ field: "description", language: "en", text: before[1][0] });
    await visitor.edit({ field: "description", language: "ar", text: before[1].at(-1) });
    await visitor.preview();
    await visitor.confirm();
    assert.deepEqual(await stored(), before);
  });

  await t.test(
    "given nothing that reads the record, then the form starts empty and works as well",
    async () => {
      await visitor.connectThrough(own.url, own.tokens.blind);
      await openRecord(visitor, browser);
      assert.equal(await inputText(browser, "#input-new_name"), "");
      assert.match(await visitor.textOf("#action .formnote"), /can’t be shown/);
      await visitor.edit({ field: "new_name", language: null, text: NAME });
      await visitor.preview();
      assert.equal(await visitor.state(), "preview");
      assert.deepEqual(
        (await visitor.changes()).map(({ field, before: was, after }) => [field, was, after]),
        [["name", before[0][0], NAME]],
      );
      await visitor.confirm();
      assert.equal((await stored())[0][0], NAME);
      assert.equal(await visitor.textOf("#answer .followups"), null, "nothing to look at it with");
      await takeBack(visitor, browser);
      assert.deepEqual(await stored(), before);
    },
  );

  await t.test("given the whole way, then neither key nor token is anywhere", async () => {
    await visitor.openEverything();
    await expectNoKey(browser, secrets);
  });
}

async function openRecord(visitor, browser) {
  await visitor.openForm(ACTION);
  await browser.type("#input-id", "1");
  await browser.press("Tab");
  await visitor.formFilled();
}

async function takeBack(visitor, browser) {
  await browser.click("#answer .undoing");
  await visitor.settled();
  assert.equal(await visitor.state(), "preview");
  await visitor.confirm();
  assert.equal(await visitor.state(), "written");
}

/** The name and the first and last text, each with what was there before. */
async function expectEdits(visitor, [[name], texts]) {
  const shown = await visitor.changes();
  assert.deepEqual(
    shown.map(({ field, language, before, after }) => [field, language, before, after]).sort(),
    [
      ["description", "ar", texts.at(-1), TEXTS.ar],
      ["description", "en", texts[0], TEXTS.en],
      ["name", null, name, NAME],
    ],
  );
}

function inputText(browser, selector) {
  return browser.evaluate((where) => document.querySelector(where).value, selector);
}

function countOf(visitor) {
  return visitor.textOf("#input-new_name-count");
}
