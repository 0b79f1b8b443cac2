// Inputs that are meant to become headers, addresses or filters.
import assert from "node:assert/strict";
import { run } from "../support/world.mjs";

/** Texts in inputs. */
const TEXTS = {
  "a header": "A\r\nX-Injected: 1",
  "a request":
    "A HTTP/1.1\r\nHost: elsewhere.example\r\n\r\nDELETE /api/products/5 HTTP/1.1\r\n\r\n",
  "a parameter": "A&display=full&ws_key=OTHER0KEY",
  "a parameter, escaped": "A%26ws_key%3DOTHER0KEY",
  "the end of a filter": "A]&filter[id]=[1",
  "every value of a filter": "%",
  "a list of a filter": "A|B",
  "a path": "../../customers/2",
  "an address": "http://127.0.0.1/api/customers/2",
  "a fragment": "A#B",
  SQL: "A' OR 1=1 -- ",
  "an entity": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  "a NUL": "A\u0000B",
  "half a surrogate pair": "A\ud800B",
  "the end of CDATA": "A]]></name><id_shop>2</id_shop><name><![CDATA[",
};
/** Where they stand: `[what, action, input]`. */
const PLACES = [
  ["a reference", "get_order_by_reference", (text) => ({ reference: text })],
  ["an e-mail", "get_customer", (text) => ({ email: text })],
  ["an id", "get_product", (text) => ({ id: text })],
  ["a language", "get_product", (text) => ({ id: 5, language: text })],
  ["a status", "update_order_status", (text) => ({ id: 24, state: text })],
  [
    "a token of a preview",
    "update_product_content",
    (text) => ({ id: 16, name: "A", expect: text }),
  ],
  ["a name", "update_product_content", (text) => ({ id: 16, name: text })],
];
/** Through this address, at which what arrives is looked at. */
const SITE = "strange-forwards";
const KNOWN = /^\/forwards\/api\/?(?:[a-z_]+(?:\/\d+)?)?(?:\?|$)/;

export const INPUTS = PLACES.flatMap(([place, action, input]) =>
  Object.entries(TEXTS).map(([what, text]) => ({
    name: `${what} in ${place}`,
    run: async ({ worker, callers, strange }) => {
      const before = strange.seen.length;
      const answer = await run(worker, callers.writer, SITE, action, input(text));
      const isPlain = answer.status === 200 && /name/.test(place);
      assert.ok([200, 400, 404, 412, 422].includes(answer.status), answer.text);
      if (answer.status === 200 && !isPlain)
        assert.ok(isEmpty(answer.body), answer.text.slice(0, 300));
      assert.equal(answer.headers.get("X-Injected"), null);
      for (const { method, url, headers } of strange.seen.slice(before)) {
        assert.match(url, KNOWN);
        assert.equal(headers["x-injected"], undefined);
        assert.ok(["GET", "PUT", "PATCH"].includes(method), method);
        assert.ok(!url.includes("ws_key="), url);
        // Parameters are names that this package uses, each once.
        const names = [...new URL(url, "http://localhost").searchParams.keys()];
        assert.equal(new Set(names).size, names.length, url);
      }
    },
  })),
);

/** Nothing was found: a text that names no record finds none by what it contains. */
function isEmpty(body) {
  const lists = Object.values(body).filter(Array.isArray);
  return lists.length > 0 && lists.every((list) => list.length === 0);
}
