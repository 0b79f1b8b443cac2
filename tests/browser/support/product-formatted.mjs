// Descriptions, formatted and as HTML.
import assert from "node:assert/strict";
import { HOSTILE } from "./hostile.mjs";
import { productOf } from "./product-page.mjs";

/** What the formatted view holds: untouched it is written as it was, one letter changes one letter. */
const HELD = [
  "<p>One <strong>word</strong> and <em>another</em>.</p>\n<ul><li>First</li><li>Second</li></ul>",
  "Words without a paragraph<br>on two lines",
  '<p class="lead" style="color: red">With <span class="x" lang="de">looks</span> of its own</p>',
  "<div><p>In a box</p></div><h3>A heading</h3><blockquote>Quoted</blockquote>",
  "<p>Before</p><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
  '<p><a href="https://shop.example/a?b=1&amp;c=2" target="_blank">A link</a> &amp; a picture <img src="/img/a.jpg" alt="A"></p>',
  "<ol><li>One<ul><li>Two</li></ul></li></ol>",
  "<p>1&nbsp;280&nbsp;°C &lt; 2</p>",
  '<p dir="rtl">شاي <b>أخضر</b></p>',
];

/** What it would lose: shown as HTML, with the reason. */
const NOT_HELD = [
  "<p>Before<!-- pagebreak -->after</p>",
  "<p>One <button>press</button></p>",
  "<p>One</p><marquee>Two</marquee>",
];

export async function format(t, browser, { site }) {
  const product = productOf(browser, site);
  const put = async (html) => {
    await product.look("description", "fr", "HTML");
    await product.paste("description", "fr", html);
    await product.look("description", "fr", "Formatted");
  };
  const sourceAfter = async () => {
    await product.look("description", "fr", "HTML");
    return product.textIn("description", "fr");
  };
  await product.openProduct();

  await t.test(
    "given a description, when nobody edits it, then the editor is not loaded",
    async () => {
      assert.equal(
        browser.requests.some((url) => /rich-editor/.test(url)),
        false,
      );
      await browser.click("#text-description-fr");
      await browser.waitFor(
        () => document.querySelector("#text-description-fr.ProseMirror") !== null,
      );
      assert.equal(
        browser.requests.some((url) => /rich-editor/.test(url)),
        true,
      );
    },
  );

  await t.test(
    "given a formatted text, when fast typing follows, then every letter stands where it was typed",
    async () => {
      await browser.press("End");
      await browser.write(" Une fois de plus, et vite.");
      const html = await sourceAfter();
      assert.match(html, / Une fois de plus, et vite\./);
      await product.look("description", "fr", "Formatted");
    },
  );

  for (const html of HELD) {
    await t.test(
      `given ${html.slice(0, 40)}, then the formatted view holds all of it`,
      async () => {
        await put(html);
        await browser.waitFor(
          () => document.querySelector("#text-description-fr.ProseMirror") !== null,
        );
        await browser.evaluate(() => document.querySelector("#text-description-fr").focus());
        await browser.write("ж");
        const changed = await sourceAfter();
        const bare = (one) => one.replace(/\s+/g, "").replace(/^<p>|<\/p>$/g, "");
        assert.equal(bare(changed).replace("ж", ""), bare(html));
      },
    );
  }

  for (const html of NOT_HELD) {
    await t.test(`given ${html}, then it stays HTML, and the page says why`, async () => {
      await put(html);
      await product.reads("Shown as HTML", '[data-field="description"][data-column="fr"]');
      assert.equal(await product.textIn("description", "fr"), html);
    });
  }

  await t.test(
    "given a hostile description, then nothing of it runs, is framed or asked for",
    async () => {
      const before = browser.requests.length;
      await put(`${HOSTILE.join("")}<img src="https://elsewhere.example/pixel.png">`);
      await product.reads(
        "The shop refuses to save this",
        '[data-field="description"][data-column="fr"]',
      );
      assert.equal(await browser.evaluate(() => window.reached ?? null), null);
      assert.equal(
        await browser.evaluate(() => document.querySelectorAll("main iframe, main script").length),
        0,
      );
      assert.deepEqual(
        browser.requests.slice(before).filter((url) => !url.startsWith(site.url.split("/some")[0])),
        [],
      );
      assert.match(await product.textOf("#preview-texts"), /Fix 1 text/);
    },
  );

  await t.test(
    "given what the shop refuses, when it is taken out, then the words stay",
    async () => {
      await product.press("Take it out");
      await browser.waitFor(
        () => !document.querySelector("#text-description-fr").value?.includes("<script"),
      );
      const html = await sourceAfter();
      assert.match(html, /Words that <b>stay<\/b>/);
      assert.doesNotMatch(html, /<script|onerror|onload|<iframe|<form|javascript:/);
    },
  );

  await t.test(
    "given what the shop cleans, then it is foretold, and the receipt tells what was kept",
    async () => {
      await put('<p data-x="1">Grès <em>émaillé</em></p>');
      await product.reads('data-x="1"', '[data-field="description"][data-column="fr"]');
      await product.preview();
      await product.reads("1 thing the shop will take out");
      await product.save();
      assert.match(await product.textOf(".saved"), /cleaned by the shop/);
      await browser.click("#undo-all");
      await product.save();
    },
  );

  await t.test("given all of this, then the browser complained about nothing", () => {
    assert.deepEqual(browser.complaints, []);
  });
}
