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
        document.querySelector("#status").dataset.state === "ended"
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
    /** Connects to a shop by its address. */
    connectTo: async (url, key) => {
      await browser.click("input[name=target][value=shop]");
      await browser.type("#shop-url", url);
      await browser.type("#shop-key", key);
      await browser.click("#connect button.primary");
      await settled();
    },
    /** Connects to a worker by its address. */
    connectThrough: async (url, token) => {
      await browser.click("#target-edge");
      await browser.type("#edge-url", url);
      await browser.type("#edge-token", token);
      await browser.click("#connect button.primary");
      await settled();
    },
    /** Opens the panel to connect in, which is folded where there is little room. */
    unfold: () =>
      browser.evaluate(() => {
        document.querySelector("#connect details").open = true;
      }),
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
    /** Opens the form of a writing action, filled with what the shop has. */
    openForm: async (action) => {
      await visitor.goTo(action);
      await visitor.formFilled();
    },
    formFilled: () =>
      browser.waitFor(() => {
        const form = document.querySelector("#action form");
        return form !== null && !form.hidden && !form.hasAttribute("aria-busy");
      }),
    /** Replaces a text in the form; `language` is its code, `null` for a field with one value. */
    edit: async ({ field, language, text }) => {
      if (language !== null) await browser.click(`input[name=text-language][value=${language}]`);
      const place = language === null ? `#input-${field}` : `#input-${field}-${language}`;
      await browser.type(place, text);
    },
    /** Chooses a status in the form, by its id. */
    pickState: (id) => browser.click(`#input-state input[value="${id}"]`),
    preview: async () => {
      await browser.click("#action button.primary");
      await settled();
    },
    confirm: async () => {
      await browser.click("#answer .decision button.primary");
      await settled();
    },
    /** Lets another client of the demo store change the record that is previewed. */
    interfere: async () => {
      await browser.click("#answer .interfere");
      await browser.waitFor(
        () => document.querySelector("#answer .decision [role=status]").textContent !== "",
      );
    },
    /** `preview`, `unchanged`, `written`; the kind of an error. */
    state: () =>
      browser.evaluate(() => {
        const [shown] = document.querySelector("#answer").children;
        return shown.dataset.state ?? shown.dataset.kind;
      }),
    /** What the answer shows as changed, and which words of it are marked. */
    changes: () =>
      browser.evaluate(() =>
        [...document.querySelectorAll("#answer .change")].map((change) => {
          const [before, after] = change.querySelectorAll(".sidetext");
          const marked = (node, mark) =>
            [...node.querySelectorAll(mark)].map((one) => one.textContent);
          return {
            field: change.dataset.field,
            language: change.dataset.language ?? null,
            before: before.textContent,
            after: after.textContent,
            removed: marked(before, "del"),
            added: marked(after, "ins"),
            direction: getComputedStyle(after).direction,
          };
        }),
      ),
    focused: () =>
      browser.evaluate(() => {
        const { id, tagName, textContent } = document.activeElement;
        return id || `${tagName.toLowerCase()} ${textContent}`;
      }),
    inputs: () =>
      browser.evaluate(() => {
        const fields = [...document.querySelectorAll("#action .field:not([hidden]) input")];
        return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
      }),
    openEverything: async () => {
      await browser.evaluate(() => {
        for (const details of document.querySelectorAll("#answer details, #exchanges details")) {
          details.open = true;
        }
        // The contents come with the event, which comes later.
        return new Promise((resolve) => setTimeout(resolve, 100));
      });
      await browser.waitFor(
        () => document.querySelector("#answer [aria-busy], #exchanges [aria-busy]") === null,
      );
    },
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
