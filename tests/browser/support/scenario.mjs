// One visit, the same in every browser.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { actions } from "@aismarttalk/prestashop";
import { BEYOND_THE_USUAL_KEY, expectFacts, FACTS } from "./actions.mjs";
import { shopValues } from "./demo-server.mjs";
import { keep } from "./pictures.mjs";
import { expectKeyOnlyInItsField, expectNoKey } from "./secrecy.mjs";
import { visitorOf } from "./visitor.mjs";

const WINDOW = { width: 1280, height: 900 };

/** Choices of the demo store with the error each must end in. */
const FAILURES = [
  { list: "#demo-key", value: "unknown", kind: "authentication" },
  { list: "#demo-key", value: "disabled", kind: "authentication" },
  { list: "#demo-host", value: "redirect", kind: "wrong_address" },
  { list: "#demo-host", value: "html-200", kind: "wrong_address" },
  { list: "#demo-host", value: "disabled", kind: "webservice_disabled" },
  { list: "#demo-host", value: "no-authorization", kind: "authentication" },
  { list: "#demo-host", value: "empty-500", kind: "server" },
  { list: "#demo-host", value: "html-503", kind: "server" },
  { list: "#demo-host", value: "fatal-200", kind: "server" },
  { list: "#demo-host", value: "truncated", kind: "malformed_response" },
  // 8 and 9 fail on their rights as JSON, without a word.
  { list: "#demo-host", value: "json", kind: "malformed_response", version: "1.7" },
];

/** Hosts that the answer must survive, with what the exchanges tell of them. */
const NUISANCES = [
  { host: "notice", tells: "warning" },
  { host: "echo", tells: "warning" },
  { host: "bom", tells: "200" },
  { host: "flaky", tells: "attempt 2" },
  { host: "slow-down", tells: "attempt 2" },
  { host: "control-characters", tells: "200" },
];

/** Visits the page in light colours: everything it does. */
export async function visit(t, browser, { site, server }) {
  const visitor = visitorOf(browser);
  const ask = (path, element) => shopValues(server, path, element);
  await browser.resize(WINDOW.width, WINDOW.height);

  await t.test(
    "given nothing, when the page opens, then it reports what the key may do",
    async () => {
      await visitor.open(site.url);
      const report = await visitor.textOf("#answer");
      for (const fact of ["Clay & Leaf", "PrestaShop 8.2.1", "stock_availables", "Get Stock"]) {
        assert.ok(report.includes(fact), `the report tells ${fact}`);
      }
    },
  );

  await t.test("given every reading action, then each has facts to be compared with", () => {
    const reading = actions.filter(({ annotations }) => annotations.readOnlyHint);
    assert.deepEqual(Object.keys(FACTS).sort(), reading.map(({ name }) => name).sort());
  });

  for (const name of Object.keys(FACTS)) {
    await t.test(
      `given its example, when ${name} runs, then it shows what the shop has`,
      async () => {
        const key = BEYOND_THE_USUAL_KEY.includes(name) ? "everything" : "shop-1";
        await visitor.choose("#demo-key", key);
        await expectFacts(visitor, name, ask);
      },
    );
  }

  await t.test(
    "given a missing right, when the action runs, then the error names the box",
    async () => {
      await visitor.goTo("check_access");
      await visitor.choose("#demo-key", "products-only");
      assert.match(await visitor.textOf("#answer"), /Permissions are missing/);
      await visitor.goTo("get_customer");
      await visitor.run();
      await visitor.expectError("permission");
      await visitor.choose("#demo-key", "shop-1");
    },
  );

  for (const { list, value, kind, version } of FAILURES) {
    await t.test(
      `given ${list} ${value}, then the error is ${kind} and says what to do`,
      async () => {
        if (version !== undefined) await visitor.choose("#demo-version", version);
        await visitor.choose(list, value);
        await visitor.expectError(kind);
        await keep(browser, `error-${kind}-${value}`);
        await visitor.choose(list, list === "#demo-key" ? "shop-1" : "");
        if (version !== undefined) await visitor.choose("#demo-version", "8.2");
        await visitor.goTo("check_access");
      },
    );
  }

  await t.test(
    "given a host that drops the header, when the key is in the address, then it works",
    async () => {
      await visitor.choose("#demo-host", "no-authorization");
      await browser.click("#demo-auth");
      await visitor.settled();
      await visitor.expectAnswer();
      await visitor.openEverything();
      await expectNoKey(browser, server);
      await browser.click("#demo-auth");
      await visitor.settled();
      await visitor.choose("#demo-host", "");
    },
  );

  for (const { host, tells } of NUISANCES) {
    await t.test(
      `given the host ${host}, then the answer is read and the exchanges tell`,
      async () => {
        await visitor.goTo("get_product");
        // The page connects and runs the action that stands in the address bar.
        await visitor.choose("#demo-host", host);
        await visitor.expectAnswer();
        assert.ok((await visitor.textOf("#exchanges")).includes(tells), tells);
        assert.match(await visitor.textOf("#answer"), /ID 1/);
        await visitor.choose("#demo-host", "");
      },
    );
  }

  await t.test(
    "given a slow host, when the run is cancelled, then it stops and says so",
    async () => {
      await visitor.choose("#demo-host", "slow");
      await visitor.goTo("get_product");
      await browser.click("#action button.primary");
      await browser.click("#action button.stop");
      await visitor.settled();
      assert.match(await visitor.textOf("#answer"), /Stopped/);
      await visitor.choose("#demo-host", "");
    },
  );

  await t.test(
    "given shop 2, when its example runs, then the other shop's order is shown",
    async () => {
      await visitor.choose("#demo-key", "shop-2");
      assert.match(await visitor.textOf("#bar"), /Clay & Leaf Outlet/);
      await visitor.goTo("get_order_by_reference");
      const { reference } = await visitor.inputs();
      await visitor.run();
      await visitor.expectAnswer();
      assert.ok((await visitor.textOf("#answer")).includes(reference));
      await visitor.choose("#demo-key", "shop-1");
    },
  );

  await t.test("given versions, when connected, then the page tells each", async () => {
    for (const [version, full] of [
      ["1.6", "1.6.1"],
      ["1.7", "1.7.8"],
      ["9.0", "9.0.2"],
    ]) {
      await visitor.choose("#demo-version", version);
      assert.ok((await visitor.textOf("#bar")).includes(full), full);
    }
    await visitor.choose("#demo-version", "8.2");
  });

  await t.test(
    "given only a keyboard, when Enter is pressed in an input, then the action runs",
    async () => {
      await visitor.goTo("get_product");
      await browser.type("#input-id", "7");
      await browser.press("Enter");
      await visitor.settled();
      assert.match(await visitor.textOf("#answer"), /Salt & pepper/);
    },
  );

  await t.test(
    "given only a keyboard, when the page is entered, then the first stop leads past the menus",
    async () => {
      await visitor.open(`${site.url}#list_languages`);
      await browser.press("Tab");
      await browser.press("Enter");
      const [focused, hash] = await browser.evaluate(() => [
        document.activeElement.id,
        location.hash,
      ]);
      assert.deepEqual([focused, hash], ["action", "#list_languages"]);
    },
  );

  await t.test(
    "given a text with a frame in it, when it is shown, then it is only text",
    async () => {
      await visitor.open(`${site.url}#get_product?id=20`);
      const [frames, answer] = await browser.evaluate(() => [
        document.querySelectorAll("iframe, script:not([type=module])").length,
        document.querySelector("#answer .product").textContent,
      ]);
      assert.equal(frames, 0);
      assert.match(answer, /See how we work\./);
      assert.doesNotMatch(answer, /<iframe/);
      assert.match(await visitor.textOf("#answer .answer > .raw"), /<iframe/);
    },
  );

  await t.test(
    "given a customer's e-mail, when asked for, then the address bar does not keep it",
    async () => {
      await visitor.goTo("get_customer");
      await visitor.run();
      const address = await browser.evaluate(() => location.href);
      assert.ok(address.endsWith("#get_customer"), address);
    },
  );

  await t.test(
    "given an answer, when its exchanges are opened, then they show XML and typed JSON, and no key",
    async () => {
      await visitor.goTo("get_product");
      await visitor.run();
      await visitor.openEverything();
      const exchanges = await visitor.textOf("#exchanges");
      for (const part of ["<prestashop", "Typed JSON", '"id": ', "psws-version"]) {
        assert.ok(exchanges.includes(part), part);
      }
      await keep(browser, "exchanges", { withCode: true });
      await expectNoKey(browser, server);
    },
  );

  await t.test(
    "given the address of a server, when connected with its key, then actions run over HTTP",
    async () => {
      await visitor.goTo("check_access");
      await visitor.connectTo(server.url, server.keys["shop 1"]);
      await visitor.expectAnswer();
      assert.match(await visitor.textOf("#bar"), /Clay & Leaf/);
      assert.doesNotMatch(await visitor.textOf("#bar"), /sample shop/);
      await keep(browser, "server");
      await expectFacts(visitor, "get_order_by_reference", ask);
      await visitor.openEverything();
      await expectNoKey(browser, server);
    },
  );

  await t.test(
    "given the whole visit, then nothing was complained about, blocked or asked elsewhere",
    async () => {
      assert.deepEqual(browser.complaints, []);
      // Firefox draws some of its own controls with fonts it keeps in data: addresses.
      const known = [site.url, server.url, "about:", "data:"];
      const elsewhere = browser.requests.filter(
        (url) => !known.some((start) => url.startsWith(start)),
      );
      assert.deepEqual(elsewhere, []);
      const modules = new Set(browser.requests.filter((url) => url.endsWith(".wasm")));
      assert.equal(modules.size, 2, "one module of the package, one of the demo store");
    },
  );

  await t.test(
    "given an address where nobody answers, then the error says what to do",
    async () => {
      const address = await closedAddress();
      await visitor.connectTo(address, server.keys["shop 1"]);
      await visitor.expectError("network");
      await expectKeyOnlyInItsField(browser, server);
    },
  );
}

/** The address of a port that was free a moment ago. */
async function closedAddress() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
