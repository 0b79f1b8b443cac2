// The form of a call, as somebody fills it in, and its answer.
import assert from "node:assert/strict";
import { expectNoKey } from "./secrecy.mjs";

/** Opens the list of a shop with a secret that the tab does not keep, as a developer. */
export async function begin(browser, page, secrets, shop) {
  await page.open("connect", { shop: null });
  await browser.evaluate((given) => {
    sessionStorage.setItem("secrets", JSON.stringify(given));
    localStorage.setItem("developer", "true");
  }, secrets);
  await page.open("calls", { shop });
  await browser.waitFor(() => document.querySelector(".call-row") !== null);
}

/** Nowhere but where this test has put it. */
export async function expectNoKeyBesides(browser, secrets) {
  const kept = await browser.evaluate(() => {
    const before = sessionStorage.getItem("secrets");
    sessionStorage.removeItem("secrets");
    return before;
  });
  await expectNoKey(browser, secrets);
  await browser.evaluate((before) => sessionStorage.setItem("secrets", before), kept);
}

/** As a calendar sets it: what is typed into one depends on the browser's language. */
function setDay(browser, place, day) {
  return browser.evaluate(
    ([where, value]) => {
      const input = document.querySelector(where);
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
    [place, day],
  );
}

/** Where a next page begins is told anew each time. */
export function withoutCursor(answer) {
  const { cursor: _, ...rest } = JSON.parse(JSON.stringify(answer));
  return rest;
}

export function formOf(browser, page) {
  const select = async (name) => {
    const isThere = await browser.evaluate(
      (id) => document.querySelector(`#input-${id}`) !== null,
      name,
    );
    if (isThere) return;
    const label = { email: "By e-mail", reference: "By reference", id: "By ID" }[name];
    await page.press(label);
    await browser.waitFor((id) => document.querySelector(`#input-${id}`) !== null, name);
  };
  return {
    list: (shop) =>
      browser.evaluate((ref) => {
        location.hash = `#/calls?shop=${encodeURIComponent(ref)}`;
      }, shop),
    open: async (name, shop) => {
      await browser.evaluate(
        ([action, ref]) => {
          location.hash = `#/calls/${action}?shop=${encodeURIComponent(ref)}`;
        },
        [name, shop],
      );
      await browser.waitFor(
        (action) => document.querySelector("#call .facts code")?.textContent === action,
        name,
      );
    },
    fill: async (input) => {
      for (const [name, value] of Object.entries(input)) {
        await select(name);
        const kind = await browser.evaluate((id) => {
          const input = document.querySelector(`#input-${id}`);
          return input.matches("select") ? "select" : input.type;
        }, name);
        const place = `#input-${name}`;
        if (kind === "select") await browser.choose(place, String(value));
        else if (kind === "date") await setDay(browser, place, value);
        else await browser.type(place, String(value));
      }
    },
    clear: () =>
      browser.evaluate(() => {
        for (const one of document.querySelectorAll("#call form input, #call form textarea")) {
          one.value = "";
          one.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }),
    run: async () => {
      await browser.click("#call-run");
      await browser.waitFor(() => {
        const ended = document.querySelectorAll(
          ".call-answer .seg button, #call .note-bad, #call .help-bad",
        );
        return document.querySelector("#call-run") !== null && ended.length > 0;
      });
      const wrong = await page.textOf("#call .note-bad, #call .help-bad");
      assert.equal(wrong, null);
    },
    answer: async () => {
      await page.press("JSON");
      await browser.waitFor(() => document.querySelector(".call-answer pre") !== null);
      await browser.evaluate(() => {
        for (const all of document.querySelectorAll(".call-answer pre ~ button")) all.click();
      });
      await browser.waitFor(() => document.querySelector(".call-answer pre ~ button") === null);
      return JSON.parse(await page.textOf(".call-answer pre"));
    },
    value: async (name) => {
      await browser.waitFor((id) => document.querySelector(`#input-${id}`) !== null, name);
      return browser.evaluate((id) => document.querySelector(`#input-${id}`).value, name);
    },
    writeIs: (kind) =>
      browser.waitFor(
        (wanted) => document.querySelector("#call-write")?.dataset.kind === wanted,
        kind,
      ),
  };
}
