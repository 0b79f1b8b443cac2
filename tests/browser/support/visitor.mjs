// What a visitor does with the page, in the words of a visitor.
import assert from "node:assert/strict";

/** Moves through the page of a browser. */
export function visitorOf(browser) {
  const settled = () =>
    browser.waitFor(() => {
      const answer = document.querySelector("#answer");
      return (
        answer !== null &&
        !answer.hidden &&
        !answer.hasAttribute("aria-busy") &&
        /^(Answered|Failed)/.test(document.querySelector("#status").textContent)
      );
    });
  const textOf = (selector) =>
    browser.evaluate((where) => document.querySelector(where)?.textContent ?? null, selector);

  const visitor = {
    settled,
    textOf,
    open: async (url) => {
      // A changed hash alone would not load the page again.
      await browser.open("about:blank");
      await browser.open(url);
      await settled();
    },
    choose: async (list, value) => {
      await browser.choose(list, value);
      await settled();
    },
    goTo: async (action) => {
      await browser.click(`#actions a[href="#${action}"]`);
      await browser.waitFor((name) => {
        const link = document.querySelector(`#actions a[href="#${name}"]`);
        const run = document.querySelector("#action button.primary");
        return link?.hasAttribute("aria-current") && run !== null && !run.hidden && !run.disabled;
      }, action);
    },
    run: async () => {
      await browser.click("#action button.primary");
      await settled();
    },
    inputs: () =>
      browser.evaluate(() => {
        const fields = [...document.querySelectorAll("#action .field:not([hidden]) input")];
        return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
      }),
    openEverything: () =>
      browser.evaluate(() => {
        for (const details of document.querySelectorAll("#answer details, #exchanges details")) {
          details.open = true;
        }
        // The contents come with the event, which comes later.
        return new Promise((resolve) => setTimeout(resolve, 100));
      }),
    expectAnswer: async () => {
      const error = await textOf("#answer .error");
      assert.equal(error, null, `an answer was expected, not: ${error}`);
    },
    expectError: async (kind) => {
      const found = await browser.evaluate(() => {
        const error = document.querySelector("#answer .error");
        return (
          error && { kind: error.dataset.kind, todo: error.querySelector(".todo")?.textContent }
        );
      });
      assert.equal(found?.kind, kind);
      assert.ok((found.todo ?? "").length > "What to do".length, "the error says what to do");
    },
    expectNoSidewaysScroll: async (width) => {
      const page = await browser.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(page <= width, `the page is ${page} wide on ${width}`);
    },
  };
  return visitor;
}
