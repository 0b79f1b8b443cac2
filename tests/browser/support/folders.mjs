// One and the same build in several folders of a host.
import assert from "node:assert/strict";
import { connectorOf } from "./connecting.mjs";

const LINK = "#/key?shop=demo:8.2/shop-1";

/** Follows a link into every folder, with and without the name of the page, and reloads there. */
export async function openEverywhere(t, browser, { site }) {
  const visitor = connectorOf(browser, site);
  for (const url of site.urls.flatMap((folder) => [folder, `${folder}index.html`])) {
    const { pathname } = new URL(url);
    await t.test(`given the build at ${pathname}, then a link works there, and again`, async () => {
      await browser.open("about:blank");
      await browser.open(url + LINK);
      await visitor.reads("The key is ready.");
      await browser.reload();
      await visitor.reads("The key is ready.");
      assert.equal(await browser.evaluate(() => location.href), url + LINK);
    });
  }

  await t.test("given these folders, then the policy of the page is in force in them", async () => {
    assert.deepEqual(browser.complaints, []);
    const ran = await browser.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.hasRun = true";
      document.body.append(script);
      return globalThis.hasRun ?? false;
    });
    assert.equal(ran, false, "a script in the page must not run");
  });
}
