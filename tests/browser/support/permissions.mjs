// What the page tells about the rights of a key.
import assert from "node:assert/strict";
import { keep } from "./pictures.mjs";
import { visitorOf } from "./visitor.mjs";

/** Keys with what a line of their tables must hold: resource, what is used, what the key has. */
const ROWS = [
  { key: "shop-1", row: ["products", "GET PUT", "GET granted PUT granted", ""] },
  { key: "shop-1", row: ["stock_availables", "GET", "GET optional", "Get Stock"] },
  { key: "products-only", row: ["orders", "GET", "GET missing", "Get Order by Reference"] },
  { key: "everything", row: ["orders", "GET", "DELETE not needed", "Untick"] },
];

/** Looks at the tables of several keys, and takes one along. */
export async function permit(t, browser, { site, server }) {
  const visitor = visitorOf(browser);
  await browser.resize(1440, 900);
  await visitor.open(site.url);

  for (const { key, row } of ROWS) {
    const [resource, used, has, todo] = row;
    await t.test(`given the key ${key}, then ${resource} is told: ${has}`, async () => {
      await visitor.choose("#demo-key", key);
      const cells = await cellsOf(browser, resource);
      assert.equal(cells[1], used);
      assert.ok(cells[2].includes(has), cells[2]);
      assert.ok(cells[3].includes(todo), cells[3]);
      await keep(browser, `rights-${key}`);
    });
  }

  await t.test("given the rights, when copied, then the text says what stops", async () => {
    await visitor.choose("#demo-key", "products-only");
    await browser.evaluate(() => {
      const own = navigator.clipboard.writeText.bind(navigator.clipboard);
      navigator.clipboard.writeText = (text) => {
        window.copied = text;
        return own(text);
      };
    });
    await browser.click("#answer .copy");
    await browser.waitFor(
      () => document.querySelector("#answer .copying [role=status]").textContent === "Copied",
    );
    const text = await browser.evaluate(() => window.copied);
    for (const part of ["orders; used: GET; missing: GET", "Won’t work: ", "Tick View (GET)"]) {
      assert.ok(text.includes(part), part);
    }
  });

  await t.test("given a shop, then its back office is linked as far as is known", async () => {
    await visitor.connectTo(server.url, server.keys["shop 1"]);
    const [href, path] = await browser.evaluate(() => [
      document.querySelector("#answer .backoffice a").href,
      document.querySelector("#answer .backoffice code").textContent,
    ]);
    assert.equal(href, `${server.url}/`);
    assert.match(path, /<admin folder>\/index\.php\?controller=AdminWebservice$/);
    assert.deepEqual(browser.complaints, []);
  });
}

function cellsOf(browser, resource) {
  return browser.evaluate((name) => {
    const rows = [...document.querySelectorAll("#answer .report tbody tr")];
    const cells = rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
    const found = cells.find(([first]) => first === name) ?? [];
    return found.map((text) => text.replaceAll(/[✓✕○+]\s*/g, "").replaceAll(/\s+/g, " "));
  }, resource);
}
