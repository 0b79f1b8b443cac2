// Many products at a shop whose answers are lost: waited for, stopped, and looked at again.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { bulkVisitor } from "./bulk-visitor.mjs";
import { shopValues } from "./demo-server.mjs";
import { keep } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

const IDS = [31, 32];

/** Writes a list to a host of the demo store's server that answers too soon. */
export async function lookAtManyAgain(t, browser, { site, server }) {
  const page = visitorOf(browser);
  const visitor = bulkVisitor(browser);
  const title = `${browser.name}, too late`;
  const stored = () => {
    const path = `products?filter[id]=[${IDS.join("|")}]&display=[meta_title]&language=1`;
    return shopValues(server, path, "language");
  };
  await browser.resize(1280, 900);
  await page.open(site.url);
  await page.connectTo(`${server.url}/~late-504-4000`, server.keys["shop 1"]);
  await browser.click('#actions a[href="#bulk_seo"]');
  await visitor.ready();
  await visitor.paste(`id;meta_title\n${IDS.map((id) => `${id};${title}`).join("\n")}`);
  await visitor.read();

  await t.test("given lost answers, then the page waits for the shop, and says so", async () => {
    assert.match(await visitor.preview(), /^Previewed: 2 to be written\.$/);
    await browser.click("#bulk-write");
    await browser.waitFor(() =>
      /Waiting for it/.test(document.querySelector("#bulk .bulkprogress").textContent),
    );
    await keep(browser, "bulk-waiting");
  });

  await t.test("given a wait that is stopped, then it is unknown what was written", async () => {
    await browser.click("#bulk-stop");
    await browser.click("#bulk-stop");
    assert.match(await visitor.ended(), /2 unknown/);
    assert.equal(await visitor.text("#bulk-look"), "Check 2 again");
    const [{ state, text }] = await visitor.entries();
    assert.equal(state, "Unknown");
    assert.match(text, /Check again after 30 sec/);
    await keep(browser, "bulk-unknown");
  });

  await t.test("given what is unknown, when looked at again, then it is found", async () => {
    while ((await stored()).some((one) => one !== title)) await pause(200);
    await browser.click("#bulk-look");
    await browser.waitFor(() =>
      /^Checked again/.test(document.querySelector("#bulk .bulkend").textContent),
    );
    assert.match(await visitor.ended(), /^Checked again: 2 written\.$/);
    assert.equal(await browser.evaluate(() => document.querySelector("#bulk-look").hidden), true);
    assert.match(await visitor.report(), /^2,31,31,en,meta_title,written,/m);
    await keep(browser, "bulk-looked");
  });
}
