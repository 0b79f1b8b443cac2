// The developer's log: what was asked of the shop, to be read, copied, run and taken along.
import assert from "node:assert/strict";
import { expectAccessible } from "./accessibility.mjs";
import { consoleOf, SAMPLE } from "./console.mjs";
import { expectHar } from "./har.mjs";
import { evaluate, fileOf, shell } from "./outside.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";

const WIDTHS = [360, 820, 1440];
const LANGUAGES = [
  ["fr", "Requêtes", "Réponse"],
  ["ar", "الطلبات", "الجواب"],
  ["en", "Requests", "Answer"],
];
/** Hosts of the sample shop, and what the log tells of them. */
const NUISANCES = [
  ["flaky", /Attempt 2/],
  ["notice", /output|warning/i],
];

/** Reads the log of shops that are reached straight from the browser. */
export async function readLog(t, browser, { site, server }) {
  const page = consoleOf(browser, site);
  const log = logOf(browser, page);
  const key = server.keys["shop 1"];
  await browser.resize(1440, 900);

  await t.test("given nobody who develops, then there is no log and nothing of it", async () => {
    await page.open("orders");
    assert.equal(await page.textOf("#log"), null);
    assert.ok(!browser.requests.some((url) => /\/dock-/.test(url)), "its code is not loaded");
  });

  await t.test("given Developer, then it has what was done before, newest first", async () => {
    await page.press("Developer");
    await browser.waitFor(() => document.querySelector("#log .log button") !== null);
    const { groups, rows, bars } = await log.read();
    assert.ok(groups.length > 0);
    const times = groups.map((one) => /(\d\d:\d\d:\d\d) · [\d.,]+ \S+$/.exec(one)?.[1]);
    assert.deepEqual(times, [...times].sort().reverse());
    for (const row of rows) assert.match(row, /^(GET|POST|PUT|PATCH)\/.*(\d{3}|–.*)[\d.,]+ \S+$/);
    for (const [start, end] of bars) assert.ok(start >= 0 && end <= 44.01 && end > start);
    assert.equal(await page.textOf("#log header .tag"), String(rows.length));
    await expectAccessible(browser, "the log");
  });

  await connect(browser, page, server.url, key);
  await t.test(
    "given requests of a shop, then each has an answer, its XML, curl and code that run",
    async () => {
      const { rows } = await log.read();
      for (const at of [0, rows.length - 1]) {
        await log.choose(at);
        const { answer, xml, curl, code } = await log.views();
        assert.doesNotThrow(() => JSON.parse(answer));
        assert.match(xml, /<prestashop/);
        assert.match(shell(curl, { KEY: key }), /<prestashop/);
        assert.notEqual(code, "", `there is code for ${rows[at]}`);
        const [, name] = /const (rows|record|rights) =/.exec(code) ?? [];
        assert.match(evaluate(code, `[request.url, ${name}]`, { KEY: key }), /\/api\/.*",[[{]/);
      }
      await keep(browser, "log");
      await expectNoKey(browser, server);
    },
  );

  await t.test(
    "given only a keyboard, then requests and views are chosen, and copied",
    async () => {
      await browser.evaluate(() => document.querySelector("#log .log").focus());
      for (const name of ["ArrowDown", "Enter"]) await browser.press(name);
      const isPressed = (at) =>
        browser.waitFor(
          (index) =>
            document.querySelectorAll("#log .log button")[index].getAttribute("aria-pressed") ===
            "true",
          at,
        );
      await isPressed(0);
      for (const name of ["ArrowDown", "Enter"]) await browser.press(name);
      await isPressed(1);
      await browser.evaluate(() => document.querySelector("#log [role=tab]").focus());
      await browser.press("ArrowRight");
      assert.equal(await page.textOf("#log [aria-selected=true]"), "XML");
      for (const name of ["ArrowLeft", "ArrowLeft"]) await browser.press(name);
      assert.equal(await page.textOf("#log [aria-selected=true]"), "Code");
      await browser.waitFor(() => document.querySelector("#log .codebox .btn") !== null);
      await browser.evaluate(() => {
        navigator.clipboard.writeText = async (text) => {
          window.copied = text;
        };
        document.querySelector("#log .codebox .btn").focus();
      });
      await browser.press("Enter");
      await page.reads("Copied", "[role=status]");
      assert.match(await browser.evaluate(() => window.copied), /@aismarttalk\/prestashop/);
    },
  );

  await t.test("given a file of it, then it is a HAR without a secret", async () => {
    const text = await fileOf(browser, () => page.press("Download as HAR"));
    const entries = expectHar(text, server.keys);
    assert.equal(entries.length, Number(await page.textOf("#log header .tag")));
  });

  await t.test("given the key in the address, then no text of the log has it", async () => {
    const { everything } = server.keys;
    await connect(browser, page, server.url, everything, "|query");
    await log.choose(0);
    const { curl } = await log.views();
    assert.match(curl, /ws_key='"\$KEY"/);
    assert.match(shell(curl, { KEY: everything }), /<prestashop/);
    const text = await fileOf(browser, () => page.press("Download as HAR"));
    expectHar(text, server.keys);
    assert.ok(text.includes("ws_key=***"));
    const shown = await browser.evaluate(() => document.documentElement.outerHTML);
    assert.ok(!shown.includes(everything));
  });

  for (const [host, told] of NUISANCES) {
    await t.test(
      `given the host ${host}, then the log tells what the answer does not`,
      async () => {
        await page.open("orders", { shop: `${SAMPLE}/${host}` });
        await browser.waitFor(() => document.querySelector("#log .log button") !== null);
        await browser.waitFor((wanted) => {
          const rows = [...document.querySelectorAll("#log .log button")];
          const at = rows.findIndex((one) => one.getAttribute("aria-pressed") === "true");
          if (new RegExp(wanted, "i").test(document.querySelector("#log .remarks")?.textContent)) {
            return true;
          }
          rows[(at + 1) % rows.length]?.click();
          return false;
        }, told.source);
      },
    );
  }

  for (const [code, title, answer] of LANGUAGES) {
    await t.test(`given ${code}, then the log is said in it, and fits`, async () => {
      await browser.choose("#language", code);
      await browser.waitFor((wanted) => document.documentElement.lang === wanted, code);
      await log.choose(0);
      assert.equal(await page.textOf("#log h2"), title);
      assert.equal(await page.textOf("#log [aria-selected=true]"), answer);
      for (const width of WIDTHS) {
        await browser.resize(width, 900);
        await page.expectNoSidewaysScroll(width);
        if (code === "ar") await keep(browser, `log-${code}-${width}`);
      }
      await expectAccessible(browser, `the log in ${code}`);
      await browser.resize(1440, 900);
    });
  }

  await t.test(
    "given it is closed, then Developer is off, and nothing was complained about",
    async () => {
      await page.press("Close the log");
      assert.equal(await page.textOf("#log"), null);
      assert.equal(await browser.evaluate(() => localStorage.getItem("developer")), null);
      assert.deepEqual(browser.complaints, []);
    },
  );
}

/** Reads the log of a shop behind a worker: it has the calls to the worker. */
export async function readWorkerLog(t, browser, { site, edge }) {
  const page = consoleOf(browser, site);
  const log = logOf(browser, page);
  const { writer } = edge.tokens;

  await t.test(
    "given a worker, then the log has the calls to it, which run outside as well",
    async () => {
      await browser.resize(1440, 900);
      await page.open("orders", { shop: `worker:${edge.url}|shop-1` });
      await page.press("Developer");
      await browser.waitFor(() => document.querySelector("#log .log button") !== null);
      await browser.waitFor(() =>
        document.querySelector("#log .log").textContent.includes("/actions/find_orders"),
      );
      const { rows } = await log.read();
      for (const row of rows) assert.match(row, /^(GET|POST)\/(sites|actions)/);
      await log.choose(rows.findIndex((row) => /\/actions\/find_orders/.test(row)));
      const { answer, sent, curl, code } = await log.views();
      assert.ok(Array.isArray(JSON.parse(answer).orders));
      assert.match(sent, /"limit"|\{/);
      assert.ok(Array.isArray(JSON.parse(shell(curl, { TOKEN: writer })).orders));
      assert.match(evaluate(code, "answer.orders.length", { TOKEN: writer }), /^\d+$/);
      const text = await fileOf(browser, () => page.press("Download as HAR"));
      expectHar(text, edge.tokens);
      await expectNoKey(browser, { keys: edge.tokens });
      await expectAccessible(browser, "the log of a worker");
      await keep(browser, "log-worker");
    },
  );
}

/** Opens a shop by its address, with a key that the tab does not keep. */
async function connect(browser, page, url, key, more = "") {
  await browser.evaluate(
    ([place, secret]) => sessionStorage.setItem("secrets", JSON.stringify({ [place]: secret })),
    [`direct:${url}`, key],
  );
  await page.open("orders", { shop: `direct:${url}${more}` });
  await browser.waitFor(() => document.querySelector("#log .log button") !== null);
  await browser.evaluate(() => sessionStorage.removeItem("secrets"));
}

function logOf(browser, page) {
  const tabOf = (name) => `#request-${name}`;
  const body = async (name) => {
    await browser.click(tabOf(name));
    await browser.waitFor(
      (tab) =>
        document.querySelector(tab)?.getAttribute("aria-selected") === "true" &&
        document.querySelector("#request-panel pre, #request-panel .empty") !== null,
      tabOf(name),
    );
    await browser.evaluate(() => {
      for (const all of document.querySelectorAll("#request-panel pre ~ button")) all.click();
    });
    await browser.waitFor(() => document.querySelector("#request-panel pre ~ button") === null);
    return browser.evaluate(() =>
      [...document.querySelectorAll("#request-panel pre")]
        .map(({ textContent }) => textContent)
        .join("\n"),
    );
  };
  return {
    read: () =>
      browser.evaluate(() => {
        const texts = (selector) =>
          [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
        return {
          groups: texts("#log .log .act"),
          rows: texts("#log .log button"),
          bars: [...document.querySelectorAll("#log .fall rect")].map((rect) => {
            const [x, width] = ["x", "width"].map((name) => Number(rect.getAttribute(name)));
            return [x, x + width];
          }),
        };
      }),
    choose: async (at) => {
      await browser.evaluate((index) => {
        document.querySelectorAll("#log .log button")[index].click();
      }, at);
      await browser.waitFor(() =>
        document.querySelector("#request-panel pre, #request-panel .empty"),
      );
    },
    views: async () => {
      const document = await body("document");
      return {
        answer: await body("answer"),
        xml: document,
        sent: document,
        curl: await body("curl"),
        code: await body("code"),
      };
    },
    page,
  };
}
