// Other people, other shops, and answers that get lost, while somebody edits a product.
import assert from "node:assert/strict";
import { once } from "node:events";
import { request as ask, createServer } from "node:http";
import { startEdge } from "./edge-worker.mjs";
import { hostileTexts, startShop } from "./hostile.mjs";
import { keep } from "./pictures.mjs";
import { PRODUCT, productOf } from "./product-page.mjs";

export async function meetOthers(t, browser, { site, server }) {
  const product = productOf(browser, site);
  await browser.resize(1440, 900);
  const shopAt = async (url, key = server.keys["shop 1"], way = "direct") => {
    await browser.open(site.url);
    // As whoever ticks the box that keeps it in the tab.
    await browser.evaluate(
      ([place, secret]) => sessionStorage.setItem("secrets", JSON.stringify({ [place]: secret })),
      [`${way}:${url}`, key],
    );
    return { shop: `${way}:${url}` };
  };

  await t.test(
    "given a draft, when somebody changes the text meanwhile, then both are shown and one is chosen",
    async () => {
      const shop = await shopAt(server.url);
      await product.openProduct(PRODUCT, shop);
      await product.type("meta_title", "fr", "Le mien");
      await product.type("name", "fr", "Mon nom");
      await rewrite(server, PRODUCT, "meta_title", "Le leur");
      await product.openProduct(PRODUCT, shop);
      await product.reads("Somebody changed 1 of these texts after you began");
      assert.match(await product.textOf("#preview-texts"), /Decide 1 text to preview/);
      assert.match(await product.textOf(".diff.three"), /Repose-cuillère Umbra.*Le mien.*Le leur/s);
      await keep(browser, "product-overtaken");
      await product.press("Keep mine");
      await browser.waitFor(() => document.querySelector(".diff.three") === null);
      await product.holds("meta_title", "fr", "Le mien");
    },
  );

  await t.test(
    "given a preview, when somebody is faster, then nothing is saved before it is decided",
    async () => {
      await product.preview();
      await rewrite(server, PRODUCT, "name", "Leur nom");
      await browser.click("#save-texts");
      await browser.waitFor(() => document.querySelector("[data-write=conflict]") !== null);
      assert.match(await product.textOf("main"), /Mon nom/);
      assert.match(await product.textOf("main"), /Leur nom/);
      assert.deepEqual(await storedName(server), "Leur nom");
      await product.press("Back to editing");
      await product.openProduct(PRODUCT, { shop: `direct:${server.url}` });
      await product.press("Take the shop’s");
      await product.holds("name", "fr", "Leur nom");
      await product.discard();
    },
  );

  await t.test(
    "given two requests, when the second fails, then what is saved and what is not is told",
    async () => {
      const half = await startHalf(server);
      try {
        await product.openProduct(PRODUCT, await shopAt(half.url));
        await product.type("name", "fr", "Nom enregistré");
        await product.type("meta_title", "fr", "Titre perdu");
        await product.preview();
        half.failFrom(2);
        await browser.click("#save-texts");
        await product.reads("1 text is in");
        await product.reads("saved in part", ".record");
        const told = await product.textOf("main");
        assert.match(told, /meta_title is not valid/);
        assert.doesNotMatch(told, /nothing was saved/i);
        assert.equal(await storedName(server), "Nom enregistré");
        await keep(browser, "product-partly");
        half.failFrom(Number.POSITIVE_INFINITY);
        await product.openProduct(PRODUCT, { shop: `direct:${half.url}` });
        await product.holds("meta_title", "fr", "Titre perdu");
        await product.holds("name", "fr", "Nom enregistré");
        await product.discard();
      } finally {
        await half.close();
      }
    },
  );

  await t.test("given a shop whose texts an attacker wrote, then they are data", async () => {
    const hostile = await startShop(server, hostileTexts);
    try {
      await product.openProduct(PRODUCT, await shopAt(hostile.url));
      await product.reads("The shop refuses to save this");
      await browser.click("#text-description-en");
      assert.equal(await browser.evaluate(() => window.reached ?? null), null);
      const elements = await browser.evaluate(
        () =>
          document.querySelectorAll("main :is(iframe, script, form, style, [onclick], [style])")
            .length,
      );
      assert.equal(elements, 0);
    } finally {
      await hostile.close();
    }
  });

  await t.test(
    "given a worker, then texts are read, saved and told as in a shop of one's own",
    async () => {
      const edge = await startEdge(server, new URL(site.url).origin);
      try {
        const { shop } = await shopAt(edge.url, edge.tokens.writer, "worker");
        await product.openProduct(PRODUCT, { shop: `${shop}|shop-1` });
        await product.type("meta_title", "fr", "Par le worker");
        await product.type("name", "en", "By the worker");
        await product.preview();
        await product.reads("Save 2 texts in Shop 1", "#save-texts");
        await product.save();
        assert.match(await product.textOf(".saved"), /By the worker.*Par le worker/s);
        assert.equal(await storedName(server, 1), "By the worker");
      } finally {
        await edge.stop();
      }
    },
  );

  await t.test(
    "given a key that may not read languages, then texts are read, and not changed",
    async () => {
      await product.openProduct(PRODUCT, await shopAt(server.url, server.keys["products only"]));
      await product.reads("The key may not read the languages of this shop");
      const [isOff, isReadOnly] = await browser.evaluate(() => [
        document.querySelector("#edit-texts").disabled,
        document.querySelector("#text-name-en").readOnly,
      ]);
      assert.deepEqual([isOff, isReadOnly], [true, true]);
    },
  );
}

const REFUSAL = `<?xml version="1.0" encoding="UTF-8"?>
<prestashop><errors><error><code><![CDATA[84]]></code>
<message><![CDATA[Property Product->meta_title is not valid]]></message></error></errors></prestashop>`;

/** Somebody else changes a French text, with another key and program. */
async function rewrite({ url, keys }, id, field, text) {
  const headers = { Authorization: `Basic ${btoa(`${keys.patching}:`)}` };
  const old = await (await fetch(`${url}/api/products/${id}`, { headers })).text();
  const texts = new RegExp(`<${field}>[\\s\\S]*?</${field}>`).exec(old)[0];
  const changed = texts.replace(
    /(<language id="2"[^>]*><!\[CDATA\[)[\s\S]*?(\]\]>)/,
    `$1${text}$2`,
  );
  const body = `<prestashop xmlns:xlink="http://www.w3.org/1999/xlink"><product><id>${id}</id>${changed}</product></prestashop>`;
  const answer = await fetch(`${url}/api/products/${id}`, { method: "PATCH", headers, body });
  assert.ok(answer.ok, `the other one may write: ${answer.status} ${await answer.text()}`);
}

async function storedName({ url, keys }, language = 2) {
  const headers = { Authorization: `Basic ${btoa(`${keys.everything}:`)}` };
  const xml = await (
    await fetch(`${url}/api/products/${PRODUCT}?language=${language}`, { headers })
  ).text();
  return /<name>(?:<language[^>]*>)?<!\[CDATA\[(.*?)\]\]>/.exec(xml)?.[1];
}

/** A host before the shop that answers a failure in place of writing, from the nth write on. */
async function startHalf({ url }) {
  let writes = 0;
  let first = Number.POSITIVE_INFINITY;
  const server = createServer((request, response) => {
    const { method, headers } = request;
    if (method === "PUT") writes += 1;
    if (method === "PUT" && writes >= first) {
      request.resume();
      response.writeHead(400, { "Access-Control-Allow-Origin": "*", "Content-Type": "text/xml" });
      response.end(REFUSAL);
      return;
    }
    const passed = ask(url + request.url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.once("error", () => response.destroy());
    request.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    failFrom: (nth) => {
      writes = 0;
      first = nth;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
