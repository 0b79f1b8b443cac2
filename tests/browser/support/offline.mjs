// The page without a network, after it has been there once; and what becomes of it with a new build.
import assert from "node:assert/strict";
import { connectorOf } from "./connecting.mjs";

const LINK = "#/key?shop=demo:8.2/shop-1";
/** What tells the second build from the first: an address it offers to connect to. */
const SECOND = { VITE_EDGE_URL: "https://second.example", VITE_EDGE_TOKEN: "none" };
const THIRD = { VITE_EDGE_URL: "https://third.example", VITE_EDGE_TOKEN: "none" };

/** Opens the page with and without its host, while one build takes the place of another. */
export async function goOffline(t, browser, { site, edge }) {
  const visitor = connectorOf(browser, site);
  const url = site.urls.at(-1);
  const open = async () => {
    await browser.open("about:blank");
    await browser.open(url + LINK);
    await visitor.reads("The key is ready.");
  };
  const whileAway = async (doing) => {
    await site.goAway();
    try {
      await doing();
    } finally {
      await site.comeBack();
    }
  };
  /** The address of the worker that the build was told of. */
  const told = async () => {
    await browser.evaluate(() => {
      location.hash = location.hash.replace(/^#[/][a-z]+/, "#/connect");
    });
    await browser.waitFor(() => document.querySelector("#way-adding") !== null);
    await browser.click("#way-adding");
    await browser.waitFor(() => document.querySelector("#adding-worker") !== null);
    return browser.evaluate(() => document.querySelector("#adding-worker").value);
  };
  const kept = () =>
    browser.evaluate(async () => {
      const names = await caches.keys();
      const all = names.map(async (name) =>
        (await (await caches.open(name)).keys()).map((one) => one.url),
      );
      return Promise.all(all);
    });
  const isKept = () => browser.evaluate(async () => (await navigator.serviceWorker.ready) && true);
  const update = () =>
    browser.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      // A worker that cannot keep everything ends this with an error.
      await registration.update().catch(() => {});
      const { installing, waiting } = registration;
      const next = installing ?? waiting;
      if (next === null) return "none";
      while (next.state === "installing" || next.state === "parsed") {
        await new Promise((resolve) =>
          next.addEventListener("statechange", resolve, { once: true }),
        );
      }
      return next.state;
    });

  let closeOther;

  // Wide enough for the panel to connect in to be open.
  await browser.resize(1440, 900);
  await t.test(
    "given one visit, when the host is gone, then the page opens and answers",
    async () => {
      await open();
      await isKept();
      await whileAway(async () => {
        await open();
        await browser.evaluate(() => {
          location.hash = location.hash.replace("#/key", "#/bulk");
        });
        await browser.waitFor(
          () => document.querySelector("#main h1")?.textContent === "Bulk texts",
        );
      });
    },
  );

  await t.test(
    "given a shop on the network, when it is asked, then nothing of it is kept",
    async () => {
      await open();
      const before = await kept();
      await browser.evaluate((named) => {
        location.hash = `#/key?shop=${named}`;
      }, `worker:${edge.url}|shop-1`);
      await visitor.isOpen("Shop 1");
      await visitor.reads("The key is ready.");
      assert.deepEqual(await kept(), before);
      const elsewhere = before.flat().filter((one) => !one.startsWith(url));
      assert.deepEqual(elsewhere, []);
      assert.equal(before.length, 1);
    },
  );

  await t.test(
    "given a new build, then it is shown at once, and the old one stays whole",
    async () => {
      // Between two pages of its only tab a browser may let the new build take over; a second tab
      // keeps the old one in its place.
      closeOther = await browser.openBehind(url);
      await site.rebuild(SECOND);
      await open();
      assert.equal(await told(), SECOND.VITE_EDGE_URL);
      // The browser looks for it by itself as well, and may have begun; what a busy machine
      // made fail is looked for again, as the next visit would.
      await browser.waitFor(async () => {
        const registration = await navigator.serviceWorker.ready;
        const { installing, waiting } = registration;
        if (installing === null && waiting === null) await registration.update().catch(() => {});
        return registration.waiting !== null;
      });
      assert.equal((await kept()).length, 2);
      await whileAway(async () => {
        await browser.open("about:blank");
        await open();
        assert.equal(await told(), edge.url, "all of it is the first build, or nothing");
      });
    },
  );

  await t.test("given that its last page is closed, then the new build takes over", async () => {
    await closeOther();
    await browser.open("about:blank");
    await open();
    await browser.waitFor(async () => (await caches.keys()).length === 1);
    await whileAway(async () => {
      await open();
      assert.equal(await told(), SECOND.VITE_EDGE_URL);
    });
  });

  await t.test("given an upload that is half done, then what is kept stays whole", async () => {
    await site.rebuild(THIRD, true);
    await open();
    assert.notEqual(await update(), "installed");
    await whileAway(async () => {
      await open();
      assert.equal(await told(), SECOND.VITE_EDGE_URL);
    });
  });
}
