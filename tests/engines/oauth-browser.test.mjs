// The SDK's own client goes the whole way, with the page of the consent in real browsers.
import assert from "node:assert/strict";
import { expectAccessible } from "../browser/support/accessibility.mjs";
import { inEachBrowser } from "../browser/support/each-browser.mjs";
import { told } from "../edge/support/mcp-client.mjs";
import { ENGINES } from "./support/engines.mjs";
import { startClient } from "./support/mcp-oauth-client.mjs";
import { administer, resourceAt, startOAuthWorld } from "./support/oauth-world.mjs";

const ENGINE = ["sqlite", "postgres", "d1"].find((name) => !ENGINES[name].skip);

inEachBrowser(
  "given an assistant that knows the address alone, then it registers, is allowed on the page, calls, renews its token and asks for the scope that it lacks,",
  (t, using) =>
    using({ isDark: t.name.endsWith("Firefox") }, async (browser) => {
      const world = await startOAuthWorld(ENGINE);
      try {
        await wholeWay(world, browser);
        await byInvitation(world, browser);
      } finally {
        await world.stop();
      }
    }),
);

async function wholeWay(world, browser) {
  const { token } = world.callers.writer;
  const seen = [];
  const client = await startClient(resourceAt(world), async (url) => {
    await browser.open(url);
    seen.push(await browser.evaluate(() => document.querySelector("main").textContent));
    await expectAccessible(browser, "the page of the consent");
    if (seen.length === 1) {
      await browser.type("input[name=code]", "not a token");
      await browser.click("button[value=approve]");
      await browser.waitFor(() => document.querySelector("[role=alert]") !== null);
      await expectAccessible(browser, "the page with a problem");
    }
    await browser.type("input[name=code]", token);
    await browser.press("Enter");
  });
  try {
    await client.connect();
    assert.deepEqual(client.done, ["registered", "asks for read", "tokens"]);
    const [page] = seen;
    for (const text of ["Assistant of the tests", "shop", "localhost", "named itself"]) {
      assert.ok(page.includes(text), page);
    }
    assert.ok(!page.includes(token));
    // Listed, though the scope is missing: otherwise nobody would ask for it.
    assert.ok((await client.tools()).includes("update_customer"));
    assert.equal(told(await client.call("get_product", { id: 5 })).products[0].id, 5);

    const { access_token: before } = client.state.tokens;
    client.state.tokens = { ...client.state.tokens, access_token: `${before.slice(0, -1)}~` };
    assert.equal(told(await client.call("get_product", { id: 5 })).products[0].id, 5);
    assert.deepEqual(client.done.slice(3), ["tokens"]);
    assert.notEqual(client.state.tokens.access_token, before);

    const preview = await client.call("update_customer", {
      id: 2,
      firstname: "Ada",
      preview: true,
    });
    assert.ok(told(preview).token, JSON.stringify(preview.content));
    assert.deepEqual(client.done.slice(4), ["asks for read customers", "tokens"]);
    assert.equal(seen.length, 2);
    assert.equal(client.state.tokens.scope, "read customers");
    assert.deepEqual(
      browser.complaints.filter((text) => !/403/.test(text)),
      [],
    );
    console.log(`${client.done.join(", ")}: ${seen.length} pages in ${browser.name}`);
  } finally {
    await client.stop();
  }
}

async function byInvitation(world, browser) {
  const invitation = { site: "shop", name: "merchant", level: "propose" };
  const { body } = await administer(world, "POST", "/invitations", invitation);
  await browser.open(body.link);
  await expectAccessible(browser, "the page of the invitation");
  const address = await browser.evaluate(() => document.querySelector("code").textContent);
  assert.equal(address, resourceAt(world));
  const client = await startClient(address, async (url) => {
    await browser.open(url);
    assert.equal(
      await browser.evaluate(() => document.querySelectorAll("input[name=code]").length),
      0,
    );
    await browser.click("input[value=orders]");
    await browser.click("button[value=approve]");
  });
  try {
    await client.connect();
    assert.equal(client.state.tokens.scope, "read orders");
    const write = await client.call("update_order_status", { id: 1, status: 3 });
    assert.equal(write.isError, true);
    assert.match(told(write).detail, /may only preview/);
  } finally {
    await client.stop();
  }
}
