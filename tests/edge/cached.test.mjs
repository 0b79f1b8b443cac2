// What is kept of a shop's answers for others, and for whom.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { load } from "./support/here.mjs";

const { outgoing, memoryCache, memoryPace } = await load(
  "shop/outgoing.ts",
  "shop/cache.ts",
  "limits/pace.ts",
);

const CACHED_SITE = { id: "one", name: "One", url: "https://shop.example", key: "K".repeat(32) };
const LANGUAGES_PATH = "/api/languages?display=full";
const WHOLE = `<?xml version="1.0" encoding="UTF-8"?>
<prestashop xmlns:xlink="http://www.w3.org/1999/xlink"><languages></languages></prestashop>
`;

/** Asks as sites do, with one cache; `asked` are the requests that went out. */
function cachedShop(answers) {
  const [cache, pace] = [memoryCache(), memoryPace()];
  const asked = [];
  const send = async (url) => {
    asked.push(url);
    return answers(asked.length);
  };
  return {
    asked,
    ask: async (site = CACHED_SITE, path = LANGUAGES_PATH) => {
      const traffic = { requests: 0, writes: 0, milliseconds: 0, stopped: null };
      const fetch = outgoing({ site, cache, pace, traffic, stop: () => {}, send });
      return (await fetch(`${site.url}${path}`, { method: "GET" })).text();
    },
  };
}

test("given a good list, then the next request of that site does without the shop", async () => {
  const { asked, ask } = cachedShop(() => new Response(WHOLE));
  assert.deepEqual([await ask(), await ask()], [WHOLE, WHOLE]);
  assert.equal(asked.length, 1);
});

test("given an answer of status 200 that is no whole list, then nobody else gets it", () =>
  eachCase(
    "answers",
    [
      ["a PHP error", "<br />\n<b>Fatal error</b>: Uncaught PrestaShopDatabaseException"],
      ["a page of the host", "<!doctype html><html><body>Back in a moment.</body></html>"],
      ["half a document", WHOLE.slice(0, 90)],
      ["nothing", ""],
    ],
    async (bad) => {
      const { asked, ask } = cachedShop((count) => new Response(count === 1 ? bad : WHOLE));
      assert.equal(await ask(), bad);
      assert.equal(await ask(), WHOLE);
      assert.equal(await ask(), WHOLE);
      assert.equal(asked.length, 2);
    },
  ));

test("given a site that has another address or key since, then its lists are asked for anew", () =>
  eachCase(
    "changes of a site",
    [
      ["another address", { url: "https://other.example" }],
      ["another port", { url: "https://shop.example:8443" }],
      ["another key", { key: "L".repeat(32) }],
      ["another id", { id: "two" }],
    ],
    async (change) => {
      const { asked, ask } = cachedShop(
        (count) => new Response(WHOLE.replace("\n", `<!--${count}-->\n`)),
      );
      const first = await ask();
      const changed = await ask({ ...CACHED_SITE, ...change });
      assert.notEqual(changed, first);
      assert.equal(await ask(), first);
      assert.equal(await ask({ ...CACHED_SITE, ...change }), changed);
      assert.equal(asked.length, 2);
    },
  ));
