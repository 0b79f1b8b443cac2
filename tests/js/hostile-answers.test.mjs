// What shops answer that would leak, hang or fill the memory.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseResponse } from "@aismarttalk/prestashop";
import { client, demoShop } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const SECRET = "open sesame";
const HASH = "$2y$10$abcdefghijklmnopqrstuuT4nBGHI5pWBzXzv5pYdIo2kyZ.Cb3qW";

const answering = (body, status = 200) => ({
  fetch: async () => new Response(body, { status, headers: { "Content-Type": "text/xml" } }),
});
const document = (inside) => `<prestashop>${inside}</prestashop>`;
const refusal = (message) =>
  document(
    `<errors><error><code>9</code><message><![CDATA[${message}]]></message></error></errors>`,
  );

/** Ways in which a shop repeats secrets. */
const LEAKS = [
  ["SQL", `UPDATE ps_customer SET passwd = '${SECRET}', secure_key = "${SECRET}" WHERE 1`],
  ["rows of SQL", `INSERT INTO c (id, passwd) VALUES (5, '${SECRET}')`],
  ["print_r", `[passwd] => ${SECRET}\n[email] => a@b.example`],
  ["var_dump", `["passwd":protected]=>\n string(11) "${SECRET}"`],
  ["var_export", `'passwd' => '${SECRET}',`],
  ["serialize", `s:6:"passwd";s:11:"${SECRET}";`],
  ["an address", `/?passwd=${encodeURIComponent(SECRET)}&id=5`],
  ["a stack trace", `#0 Customer->setPasswd('${SECRET}')`],
  ["upper case", `<PASSWD>${SECRET}</PASSWD>`],
  ["escapes, twice", `&amp;lt;passwd&amp;gt;${SECRET}&amp;lt;/passwd&amp;gt;`],
  ["a hash without a name", `row ${HASH}`],
];

test("given a shop that repeats a secret, then no error, event or warning has it", () =>
  eachCase("notations", LEAKS, async (text) => {
    const seen = [];
    const onExchange = (exchange) => seen.push(exchange);
    const customer = document("<customer><id>1</id><email>a@b.example</email></customer>");
    const failing = client(answering(refusal(text), 500), { retries: 0, onExchange });
    const error = await failing.customers.get(1).catch((thrown) => thrown);
    await client(answering(`${text}${customer}${text}`), { onExchange })
      .customers.list()
      .catch(() => {});
    const call = { resource: "customers" };
    const warnings = [];
    const parsed = (body, status) => {
      try {
        return parseResponse(call, { status, headers: {}, body }, (one) => warnings.push(one));
      } catch (thrown) {
        return thrown;
      }
    };
    const own = parsed(new TextEncoder().encode(refusal(text)), 500);
    parsed(new TextEncoder().encode(`${text}${customer}`), 200);
    const shown = [error, own].map((one) => [one.message, one.hint, one.codes, one.stack]);
    const all = JSON.stringify([shown, seen, warnings]);
    for (const secret of [SECRET, encodeURIComponent(SECRET), HASH]) {
      assert.ok(!all.includes(secret), all);
    }
    assert.ok(all.includes("***"), all);
  }));

test("given a value that was read, then it is hidden wherever the answer repeats it", async () => {
  const seen = [];
  const body = `debug ${SECRET} ${document(`<customers><customer><id>1</id><passwd>${SECRET}</passwd></customer></customers>`)}`;
  const shop = client(answering(body), { onExchange: (exchange) => seen.push(exchange) });
  await shop.customers.list();
  assert.ok(!JSON.stringify(seen).includes(SECRET), JSON.stringify(seen));
  assert.match(seen[0].warnings.join(), /debug \*\*\*/);
});

/** Chunks whose buffer goes away before the whole body is there. */
const DETACHED = [
  ["the first", [0]],
  ["the last", [2]],
  ["all", [0, 1, 2]],
];

test("given a chunk that was handed on, then the call fails and the next one works", () =>
  eachCase("chunks", DETACHED, async (places) => {
    const fetch = async () => {
      const chunks = ["<prestashop>", "<products/>", "</prestashop>"].map((text) =>
        new TextEncoder().encode(text),
      );
      let next = 0;
      const reader = {
        read: async () => {
          if (next < chunks.length) return { done: false, value: chunks[next++] };
          for (const at of places)
            structuredClone(chunks[at].buffer, { transfer: [chunks[at].buffer] });
          return { done: true };
        },
        cancel: async () => {},
      };
      return { status: 200, headers: {}, body: { getReader: () => reader } };
    };
    await assertFails(client({ fetch }, { retries: 0 }).products.list(), "NetworkError");
    const demo = demoShop({ products: 3, orders: 1, customers: 1 });
    assert.equal((await client(demo).products.list()).length, 3);
  }));

test("given a bound of bytes, then a larger answer is refused by its name", async () => {
  const row = (id) => `<product><id>${id}</id></product>`;
  const body = document(
    `<products>${Array.from({ length: 200 }, (_, at) => row(at + 1)).join("")}</products>`,
  );
  const few = await client(answering(body), { maxAnswerBytes: 100_000 }).products.list();
  assert.equal(few.length, 200);
  const list = client(answering(body), { maxAnswerBytes: 4_000 }).products.list();
  const error = await assertFails(list, "MalformedResponseError");
  assert.match(error.hint, /maxAnswerBytes/);
});
