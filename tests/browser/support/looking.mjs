// Writes whose answer is lost: waited for, stopped, looked for again, and what that shows.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { shopValues } from "./demo-server.mjs";
import { keep } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

/** A write that is not there by then will not come any more. */
const LONGEST_MS = 300_000;
const CUSTOMER = 4;
const ORDER = 6;
/** Not about what was just confirmed. */
const EARLIER = /an earlier change to the same record/;

/** Writes to hosts of the demo store's server that lose answers. */
export async function lookForWrites(t, browser, { site, server }) {
  const visitor = visitorOf(browser);
  const key = server.keys.everything;
  const on = (host) => visitor.connectTo(`${server.url}/~${host}`, key);
  const noted = async () => (await shopValues(server, `customers/${CUSTOMER}`, "note"))[0];
  await browser.resize(1280, 900);
  await visitor.open(site.url);

  await t.test(
    "given an answer that comes too soon, then the page waits for the shop, and says so",
    async () => {
      const note = `Late, in ${browser.name}`;
      await on("late-504-2500");
      await previewNote(browser, visitor, note);
      await browser.click("#answer .decision button.primary");
      await waiting(browser);
      assert.match(await visitor.textOf("#answer .decision button.stop"), /Stop/);
      assert.match(await visitor.textOf("#answer .cardhead"), /Being saved/);
      await keep(browser, "waiting-for-the-shop");
      await visitor.settled();
      assert.equal(await visitor.state(), "written");
      assert.equal(await noted(), note);
      assert.match(await looks(browser), /^check 1,.*check 2/);
      assert.equal(await puts(browser), 1);
      await keep(browser, "written-late");
    },
  );

  await t.test(
    "given a wait that is stopped, when looked again, then it is not known, and later it is saved",
    async () => {
      const note = `Later, in ${browser.name}`;
      await on("late-reset-4000");
      await previewNote(browser, visitor, note);
      await stopWaiting(browser, visitor);
      await visitor.expectError("outcome_unknown");
      assert.match(await visitor.textOf("#answer .saved"), /not known/);
      assert.doesNotMatch(await visitor.textOf("#answer .notice"), EARLIER);
      await keep(browser, "outcome-unknown-late");
      await lookAgain(browser, visitor);
      await visitor.expectError("outcome_unknown");
      assert.match(await visitor.textOf("#answer .notice"), /still not known.*after 30 sec/s);
      assert.match(await visitor.focused(), /^h2 Not known whether/);
      await until(async () => (await noted()) === note);
      await lookAgain(browser, visitor);
      assert.equal(await visitor.state(), "saved");
      assert.match(await visitor.focused(), /^h2 It was saved/);
      assert.doesNotMatch(await visitor.textOf("#answer"), EARLIER);
      assert.deepEqual(
        (await visitor.changes()).map(({ field, after }) => [field, after]),
        [["note", note]],
      );
      assert.equal(await puts(browser), 0);
      await keep(browser, "looked-saved");
    },
  );

  await t.test(
    "given a write that never comes, when its time is over, then it is not saved, and can be previewed again",
    async () => {
      const before = await noted();
      await on("late-504-3600000");
      await previewNote(browser, visitor, "Never");
      await stopWaiting(browser, visitor);
      await visitor.expectError("outcome_unknown");
      // Not even by another client of the page.
      await on("late-504-3600000");
      await previewNote(browser, visitor, "Another one");
      await visitor.confirm();
      await visitor.expectError("outcome_unknown");
      assert.match(await visitor.textOf("#answer .notice"), EARLIER);
      assert.equal(await puts(browser), 0);
      await keep(browser, "earlier-unknown");
      await letTimePass(browser);
      await lookAgain(browser, visitor);
      assert.equal(await visitor.state(), "not_saved");
      assert.match(await visitor.textOf("#answer .notice"), EARLIER);
      assert.match(await visitor.textOf("#answer"), /nothing was saved/);
      await keep(browser, "looked-not-saved");
      await browser.click("#answer .buttons button.primary");
      await visitor.settled();
      assert.equal(await visitor.state(), "preview");
      assert.equal(await noted(), before);
    },
  );

  await t.test(
    "given a status that PHP began and never ended, when its time is over, then a part is told",
    async () => {
      await on("killed");
      await visitor.openForm("update_order_status");
      await browser.type("#input-id", String(ORDER));
      await browser.press("Tab");
      await visitor.formFilled();
      await pickAnother(browser);
      await visitor.preview();
      assert.match(await visitor.textOf("#answer .effects"), /History.*Stock/s);
      await stopWaiting(browser, visitor);
      await visitor.expectError("outcome_unknown");
      await letTimePass(browser);
      await lookAgain(browser, visitor);
      await visitor.expectError("server");
      // Without its row in the history, the status may be somebody else's as well.
      assert.match(await visitor.textOf("#answer .saved"), /not known/);
      assert.match(await visitor.textOf("#answer"), /no row of it.*may be missing/s);
      await keep(browser, "looked-part");
      await browser.click("#answer .buttons button.primary");
      await visitor.settled();
      assert.match(await visitor.state(), /^(preview|unchanged)$/);
    },
  );

  await t.test(
    "given a module that puts its own value back, then the page says that the shop kept it",
    async () => {
      await on("module-keeps");
      await previewNote(browser, visitor, "Kept out");
      await visitor.confirm();
      assert.equal(await visitor.state(), "written");
      assert.match(
        await visitor.textOf("#answer .difference[data-reason=kept]"),
        /Please check.*kept its own value/s,
      );
    },
  );

  await t.test(
    "given a firewall in front, then the error says that nothing was saved",
    async () => {
      await on("blocked-before");
      await previewNote(browser, visitor, "Blocked");
      await visitor.confirm();
      assert.match(await visitor.textOf("#answer .saved"), /Nothing was saved/);
      assert.equal(
        await browser.evaluate(() => document.querySelector("#answer .saved").dataset.saved),
        "no",
      );
    },
  );

  await t.test("given all of this, then nothing was complained about", () => {
    // Browsers tell of answers with a status of an error, and of lost ones, by themselves.
    const theirs = /Failed to load resource|status|CORS request did not succeed/;
    const own = browser.complaints.filter((one) => !theirs.test(one));
    assert.deepEqual(own, []);
  });
}

async function previewNote(browser, visitor, text) {
  await visitor.openForm("update_customer");
  await browser.type("#input-id", String(CUSTOMER));
  await browser.press("Tab");
  await visitor.formFilled();
  await visitor.edit({ field: "note", language: null, text });
  await visitor.preview();
  assert.equal(await visitor.state(), "preview");
}

/** A status that the order does not have: another one in each browser, since the shop is the same. */
function pickAnother(browser) {
  return browser.evaluate((at) => {
    const states = [...document.querySelectorAll("#input-state input")];
    const others = states.filter(
      ({ checked, value }) => !checked && value !== "other" && value !== "2",
    );
    others[at].click();
  }, ["chromium", "firefox"].indexOf(browser.name));
}

function waiting(browser) {
  return browser.waitFor(() =>
    /may still be working/.test(document.querySelector("#status").textContent),
  );
}

async function stopWaiting(browser, visitor) {
  await browser.click("#answer .decision button.primary");
  await waiting(browser);
  await browser.click("#answer .decision button.stop");
  await visitor.settled();
}

async function lookAgain(browser, visitor) {
  await browser.click("#answer .buttons button.primary");
  await visitor.settled();
}

/** As if the page had been left alone so long. */
function letTimePass(browser) {
  return browser.evaluate((passed) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + passed;
  }, LONGEST_MS + 1000);
}

/** The marks of the requests that looked for the write: "check 1, check 2". */
function looks(browser) {
  return browser.evaluate(() => {
    const badges = [...document.querySelectorAll("#exchanges summary .badge")];
    const marks = badges.map(({ textContent }) => textContent).filter((one) => /^check/.test(one));
    return [...new Set(marks)].join(", ");
  });
}

function puts(browser) {
  return browser.evaluate(() => {
    const methods = [...document.querySelectorAll("#exchanges .method")];
    return methods.filter(({ textContent }) => !/GET|HEAD/.test(textContent)).length;
  });
}

async function until(isSo) {
  while (!(await isSo())) await pause(200);
}
