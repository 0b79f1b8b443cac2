// Which shop is open, what links and reloads make of it, and that nothing else is opened in its place.
import assert from "node:assert/strict";
import { connectorOf } from "./connecting.mjs";
import { keep } from "./pictures.mjs";
import { expectNoKey } from "./secrecy.mjs";

const WASM = /\.wasm(\?|$)/;

/** Opens, changes and reloads shops. */
export async function changeShops(t, browser, { site, server, edge }) {
  const visitor = connectorOf(browser, site);
  const { tokens } = edge;
  const ref = (id) => `worker:${edge.url}|${id}`;
  const wasm = () => browser.requests.filter((url) => WASM.test(url));
  const foreign = () => browser.requests.filter((url) => !url.startsWith(site.url));
  await browser.resize(1440, 900);

  await t.test(
    "given nothing remembered, then three ways are offered, and nobody is asked",
    async () => {
      browser.requests.length = 0;
      await visitor.visit();
      const ways = await browser.evaluate(() =>
        [...document.querySelectorAll("#ways h3")].map((one) => one.textContent),
      );
      assert.deepEqual(ways, ["Through the worker", "Directly", "The sample shop"]);
      assert.equal(await visitor.chip(), "Choose a shop");
      assert.deepEqual([wasm(), foreign().filter((url) => url.startsWith("http"))], [[], []]);
      await keep(browser, "connect-welcome");
    },
  );

  await t.test(
    "given a token that reaches several shops, then none is taken by chance",
    async () => {
      await visitor.signIn(edge.url, tokens.writer);
      await browser.waitFor(() => document.querySelector("#which-site") !== null);
      assert.equal(await visitor.chip(), "Choose a shop");
      await keep(browser, "connect-which-site");
      await visitor.pick("shop-1");
      await visitor.isOpen("Shop 1");
    },
  );

  await t.test(
    "given the shop through a worker, then its orders are there, and no WebAssembly came",
    async () => {
      await visitor.reads("Orders", "h1");
      await browser.waitFor(() => document.querySelectorAll("table tbody tr").length > 5);
      assert.deepEqual(wasm(), []);
      assert.match(
        await visitor.hash(),
        new RegExp(`shop=${ref("shop-1").replaceAll(/[|.]/g, "\\$&")}`),
      );
      assert.match(await visitor.textOf("#shop-chip"), /8\.2/);
    },
  );

  await t.test("given the open shop, then its token is in no page, link or storage", async () => {
    await expectNoKey(browser, { keys: tokens });
    assert.match(await visitor.kept(), /Shop 1/);
  });

  await t.test(
    "given the chip, when another shop is chosen, then it is open on its orders",
    async () => {
      await visitor.open(`orders`, { shop: ref("shop-1") }).catch(() => {});
      await visitor.signIn(edge.url, tokens.writer);
      await visitor.isOpen("Shop 1");
      await browser.evaluate(() => {
        location.hash = location.hash.replace("orders", "key");
      });
      await visitor.openSheet();
      await keep(browser, "connect-sheet");
      await visitor.pick("shop-2");
      await visitor.isOpen("Shop 2");
      await browser.waitFor(() => document.querySelector("#shop-sheet") === null);
      assert.match(await visitor.hash(), /\|shop-2/);
    },
  );

  await t.test(
    "given a shop that refuses, when it is chosen, then nothing changes but what is said",
    async () => {
      const before = await visitor.hash();
      for (const [id, says] of [
        ["wrong-key", /key/],
        ["switched-off", /Webservice/],
        ["gone", /./],
      ]) {
        await visitor.openSheet();
        await visitor.pick(id);
        assert.match(await visitor.failure(), says);
        assert.match(await visitor.failure(), /You are still in Shop 2/);
        await visitor.closeSheet();
        assert.deepEqual([await visitor.chip(), await visitor.hash()], ["Shop 2", before]);
      }
    },
  );

  await t.test(
    "given a link to another shop, then nothing of the open one is shown under it",
    async () => {
      await browser.evaluate(() => {
        location.hash = "#/orders/5?shop=direct:https://shop.example";
      });
      await visitor.reads("shop.example needs its key again", "h1");
      assert.equal(await visitor.chip(), "Shop 2");
      assert.equal(
        await browser.evaluate(() => document.querySelector("#direct-url").value),
        "https://shop.example",
      );
      await keep(browser, "connect-other-link");
      await visitor.press("Back to Shop 2");
      await browser.waitFor(() => document.querySelector("#connect") === null);
    },
  );

  await t.test(
    "given a link to a shop whose token is here, then it opens, record and all",
    async () => {
      await browser.evaluate((named) => {
        location.hash = `#/key?shop=${named}`;
      }, ref("shop-1"));
      await visitor.isOpen("Shop 1");
      await visitor.reads("Key check", "h1");
    },
  );

  await t.test(
    "given a link that names no shop, then it says so, and the open one stays",
    async () => {
      await browser.evaluate(() => {
        location.hash = "#/orders?shop=elsewhere:1";
      });
      await visitor.reads("This link names no shop.");
      assert.equal(await visitor.chip(), "Shop 1");
      await visitor.press("Back to Shop 1");
    },
  );

  await t.test(
    "given a reload without the token, then it asks for that shop's, and opens no other",
    async () => {
      browser.requests.length = 0;
      await visitor.visit();
      await visitor.reads("Shop 1 needs your token again", "h1");
      assert.equal(await visitor.chip(), "Choose a shop");
      assert.deepEqual(wasm(), []);
      await visitor.signIn(edge.url, "wrong");
      assert.match(await visitor.failure(), /No valid token/);
      assert.equal(
        await browser.evaluate(() => document.querySelector("#worker-token").value),
        "wrong",
      );
      await browser.click("#worker-keep");
      await visitor.signIn(edge.url, tokens.writer);
      await visitor.isOpen("Shop 1");
    },
  );

  await t.test(
    "given the box was ticked, when loaded again, then it opens by itself, until it is unticked",
    async () => {
      await visitor.visit();
      await visitor.isOpen("Shop 1");
      assert.ok((await visitor.kept()).includes(tokens.writer));
      await visitor.openSheet();
      await browser.click("#keep-secret");
      assert.ok(!(await visitor.kept()).includes(tokens.writer));
      await visitor.closeSheet();
    },
  );

  await t.test(
    "given the sample shop, when it is chosen, then one click opens it, under its band",
    async () => {
      await visitor.openSheet();
      await browser.click("#another-shop");
      await browser.waitFor(() => document.querySelector("#way-demo") !== null);
      await browser.click("#way-demo");
      await visitor.isOpen("Clay & Leaf");
      assert.match(await visitor.hash(), /shop=demo:8\.2\/shop-1/);
      assert.match(await visitor.textOf(".sample-band"), /Sample shop/);
      assert.equal(wasm().length, 2);
    },
  );

  await t.test(
    "given a tab of its own and a real shop before, then the sample shop is not opened unasked",
    async () => {
      await browser.evaluate(() => sessionStorage.clear());
      await visitor.visit();
      assert.equal(await visitor.chip(), "Choose a shop");
      const recent = await browser.evaluate(() =>
        [...document.querySelectorAll("#recent-shops .shop-row .strong")].map(
          (one) => one.textContent,
        ),
      );
      assert.deepEqual(recent.slice(0, 2), ["Clay & Leaf", "Shop 1"]);
      await keep(browser, "connect-recent");
    },
  );

  await t.test(
    "given the shop's own address and key, then it opens, and its key is nowhere",
    async () => {
      await visitor.enterKey(server.url, server.keys["shop 1"]);
      await visitor.isOpen("Clay & Leaf");
      assert.match(await visitor.hash(), /shop=direct:http:\/\/127/);
      await expectNoKey(browser, server);
      await browser.reload();
      await visitor.reads("needs its key again", "h1");
    },
  );

  await t.test(
    "given a slow shop, when another is chosen meanwhile, then the later one counts",
    async () => {
      await visitor.open("orders", { shop: "demo:8.2/shop-1/slow" });
      await visitor.visit("#/connect");
      await browser.evaluate(() => localStorage.setItem("developer", "true"));
      await visitor.visit("#/connect?shop=demo:8.2/shop-1");
      await visitor.isOpen("Clay & Leaf");
      await browser.waitFor(() => document.querySelector("#demo-open") !== null);
      await browser.choose("#demo-host", "slow");
      await browser.choose("#demo-key", "shop-2");
      await browser.click("#demo-open");
      await browser.waitFor(
        () => document.querySelector("#main").getAttribute("aria-busy") === "true",
      );
      await browser.press("Escape");
      await visitor.press("Stop");
      await visitor.settled();
      assert.match(await visitor.hash(), /demo:8\.2\/shop-1$/);
      assert.equal(await visitor.chip(), "Clay & Leaf");
    },
  );

  const allowed = /401|403|404|422|502|503|504|net::|Cross-Origin|NetworkError|Failed to load/;
  assert.deepEqual(
    browser.complaints.filter((one) => !allowed.test(one)),
    [],
  );
}
