// Writes through the worker whose answer does not reach the page, and problems that it tells.
import assert from "node:assert/strict";
import { shopValues } from "./demo-server.mjs";
import { keep } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

const CUSTOMER = 6;

/** What a worker tells of a write, and what the page says of it; an older one tells no `saved`. */
const TOLD = [
  { kind: "validation", saved: "no", says: /Nothing was saved/, offers: null },
  { kind: "time_limit", saved: "no", says: /Nothing was saved/, offers: null },
  { kind: "server", saved: "yes", says: /or part of it/, offers: "Preview again" },
  { kind: "outcome_unknown", saved: "unknown", says: /not known/, offers: "Check again" },
  { kind: "server", saved: undefined, says: /not known/, offers: "Check again" },
  { kind: "time_limit", saved: undefined, says: /not known/, offers: "Check again" },
];

/** Loses answers of the worker, and lets it tell problems. */
export async function lookThroughWorker(t, browser, { site, server, edge }) {
  const visitor = visitorOf(browser);
  const noted = async () => (await shopValues(server, `customers/${CUSTOMER}`, "note"))[0];
  await browser.resize(1280, 900);
  await visitor.open(site.url);
  await visitor.connectThrough(edge.url, edge.tokens.writer);
  await visitor.choose("#edge-site", "everything");

  await t.test(
    "given a write whose answer is lost on the way from the worker, when looked again, then it is saved",
    async () => {
      const note = `Through the worker, ${browser.name}`;
      await previewNote(browser, visitor, note);
      await loseAnswer(browser);
      await visitor.confirm();
      await visitor.expectError("outcome_unknown");
      assert.match(await visitor.textOf("#answer .saved"), /not known/);
      assert.equal(await noted(), note);
      await lookAgain(browser, visitor);
      assert.equal(await visitor.state(), "saved");
      await keep(browser, "edge-looked-saved");
    },
  );

  await t.test(
    "given a write that did not reach the worker, when looked again, then it is still not known",
    async () => {
      await previewNote(browser, visitor, "Never sent");
      await loseAnswer(browser, { isSent: false });
      await visitor.confirm();
      await lookAgain(browser, visitor);
      await visitor.expectError("outcome_unknown");
      assert.match(await visitor.textOf("#answer .notice"), /still not known/);
      assert.notEqual(await noted(), "Never sent");
    },
  );

  await t.test(
    "given a worker that takes long to write, then the page says that it may wait for the shop",
    async () => {
      const note = `In the end, ${browser.name}`;
      await previewNote(browser, visitor, note);
      await holdAnswer(browser);
      await browser.click("#answer .decision button.primary");
      await browser.waitFor(() =>
        /may be waiting for the shop/.test(document.querySelector("#answer .decision").textContent),
      );
      assert.equal(await visitor.textOf("#answer .decision button.stop"), "Stop");
      await keep(browser, "edge-waiting");
      await browser.evaluate(() => window.letGo());
      await visitor.settled();
      assert.equal(await visitor.state(), "written");
      assert.equal(await noted(), note);
    },
  );

  for (const { kind, saved, says, offers } of TOLD) {
    await t.test(
      `given ${kind} of a worker, saved ${saved ?? "not told"}, then the page says so`,
      async () => {
        await previewNote(browser, visitor, `Of ${kind}`);
        await answerInstead(browser, { kind, saved });
        await visitor.confirm();
        await visitor.expectError(kind);
        assert.match(await visitor.textOf("#answer .saved"), says);
        assert.equal(await visitor.textOf("#answer .error > .buttons button"), offers);
      },
    );
  }

  await t.test("given a read that fails, then nobody asks whether anything was saved", async () => {
    await visitor.goTo("list_languages");
    await answerInstead(browser, { kind: "server" });
    await visitor.run();
    await visitor.expectError("server");
    assert.equal(await visitor.textOf("#answer .saved"), null);
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

async function lookAgain(browser, visitor) {
  assert.equal(await visitor.textOf("#answer .buttons button.primary"), "Check again");
  await browser.click("#answer .buttons button.primary");
  await visitor.settled();
}

/** The next request is sent, or is not, and the page never sees its answer. */
function loseAnswer(browser, { isSent = true } = {}) {
  return browser.evaluate((sends) => {
    const real = window.fetch;
    window.fetch = async (...given) => {
      window.fetch = real;
      if (sends) await real(...given);
      throw new TypeError("lost");
    };
  }, isSent);
}

/** The answer to the next request is kept from the page until it is let go. */
function holdAnswer(browser) {
  return browser.evaluate(() => {
    const real = window.fetch;
    const isLetGo = new Promise((resolve) => {
      window.letGo = resolve;
    });
    window.fetch = async (...given) => {
      window.fetch = real;
      const answer = await real(...given);
      await isLetGo;
      return answer;
    };
  });
}

/** The next request is answered with a problem, and does not go out. */
function answerInstead(browser, problem) {
  return browser.evaluate((told) => {
    const real = window.fetch;
    window.fetch = async () => {
      window.fetch = real;
      const { kind } = told;
      const rest = { codes: [], field: null, retryable: false, retryAfterMs: null };
      const whole = { title: kind, detail: `It is ${kind}.`, hint: "Mend it.", ...rest, ...told };
      return new Response(JSON.stringify(whole), { status: 502 });
    };
  }, problem);
}
