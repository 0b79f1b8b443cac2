// What a visitor does with the dashboard example.

/** Moves through the page of a browser. */
export function dashboardVisitor(browser) {
  const shows = (selector) =>
    browser.waitFor((where) => document.querySelector(where) !== null, selector);
  const texts = (selector) =>
    browser.evaluate(
      (where) => [...document.querySelectorAll(where)].map((one) => one.textContent.trim()),
      selector,
    );

  const visitor = {
    /** Waits until something is there. */
    shows,
    texts,
    text: async (selector) => (await texts(selector))[0] ?? null,
    value: (selector) => browser.evaluate((where) => document.querySelector(where).value, selector),
    focused: () => browser.evaluate(() => document.activeElement.name),
    /** Fills in a form, empties its other fields, and sends it. */
    send: async (form, values) => {
      await browser.evaluate((where) => document.querySelector(where).reset(), form);
      for (const [name, text] of Object.entries(values)) {
        if (text !== "") await browser.type(`${form} [name=${name}]`, text);
      }
      await browser.click(`${form} button[type=submit]`);
    },
    /** Waits until exactly these fields are told to be wrong: patterns, by the name of the field. */
    isTold: (form, patterns) => {
      const wanted = Object.entries(patterns).map(([name, { source }]) => [name, source]);
      return browser.waitFor(
        ([where, expected]) => {
          const wrong = [...document.querySelectorAll(`${where} [aria-invalid=true]`)];
          const told = (input) => {
            const [id] = input.getAttribute("aria-describedby").split(" ");
            return document.getElementById(id).textContent;
          };
          const isAsked = ([name, source]) => {
            const input = wrong.find((one) => one.name === name);
            return input !== undefined && new RegExp(source).test(told(input));
          };
          return wrong.length === expected.length && expected.every(isAsked);
        },
        [form, wanted],
      );
    },
    connect: async (url, token, site) => {
      await visitor.send("#connect-form", { url, token });
      await shows(`[data-site="${site}"]`);
      await browser.click(`[data-site="${site}"]`);
      await shows("#orders-form");
    },
    leave: async () => {
      await browser.click(".bar button");
      await shows("#connect-form");
    },
    preview: async (values) => {
      await visitor.send("#customer-form", values);
      await shows(".preview[data-state=preview]");
    },
    confirm: () => browser.click(".preview button.primary"),
  };
  return visitor;
}
