// The key and customers' secrets come out nowhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildRequest, parseResponse } from "@aismarttalk/prestashop";
import { ADDRESS, client, demoShop, KEYS } from "./support/demo-shop.mjs";
import { errorOf } from "./support/errors.mjs";
import { customerSecrets, shown, spellings } from "./support/secrets.mjs";
import { eachCase } from "./support/table.mjs";

const KEY = KEYS.everything;
const KEY_SPELLINGS = spellings(KEY);
const SIZE = { products: 24, orders: 10, customers: 12 };
const AUTHS = ["basic", "query"];

function assertHidden(value, needles, what) {
  assert.deepEqual(shown(value, needles), [], what);
}

test("given the needles, then the search for them finds them", () => {
  const hidden = Object.defineProperty({}, "deep", { value: { key: KEY.toLowerCase() } });
  for (const value of [KEY, new Error(KEY), hidden, { a: [KEY] }, new URL(`${ADDRESS}?${KEY}`)]) {
    assert.ok(shown(value, KEY_SPELLINGS).length > 0);
  }
});

test("given a client, then nothing that prints it shows the key", async () => {
  for (const auth of AUTHS) {
    const shop = client(demoShop(SIZE), { auth });
    assertHidden(shop, KEY_SPELLINGS, "before the first call");
    await shop.products.get(1);
    assertHidden(shop, KEY_SPELLINGS, "after it");
    assertHidden(shop.products, KEY_SPELLINGS);
    assertHidden(shop.products.iterate(), KEY_SPELLINGS);
    const properties = Reflect.ownKeys(shop).map((name) => shop[name]);
    assertHidden(properties, KEY_SPELLINGS);
  }
});

/** Bodies of a shop or host that echo what they were sent, key and all. */
const ECHOES = [
  ["in a page", (key) => [200, `<html>Your key ${key} is fine</html>`]],
  ["in a page with 503", (key) => [503, `<html>${key}</html>`]],
  ["in lower case", (key) => [401, errors(20, `Key ${key.toLowerCase()} is unknown`)]],
  ["in upper case", (key) => [401, errors(20, `Key ${key.toUpperCase()} is unknown`)]],
  ["percent-encoded", (key) => [400, errors(32, `ws_key=${spellings(key)[2]}`)]],
  ["as Authorization", (key) => [400, errors(32, `Authorization: Basic ${btoa(`${key}:`)}`)]],
  ["as Base64 of the key alone", (key) => [400, errors(32, `Key ${btoa(key)}`)]],
  ["as Base64, encoded", (key) => [400, errors(32, encodeURIComponent(btoa(`${key}:`)))]],
  ["as Base64 with a password", (key) => [400, errors(32, btoa(`${key}:x`))]],
  ["in PHP's warning before the answer", (key) => [200, `Warning: ${key} on line 5\n${LIST}`]],
  ["behind the answer", (key) => [200, `${LIST}<!-- ${key} ${btoa(`${key}:`)} -->`]],
  ["as a value", (key) => [200, list(`<reference>${key}</reference>`)]],
  ["as a field's name", (key) => [200, list(`<${key}>1</${key}>`)]],
  ["as a value that does not fit", (key) => [200, list(`<active>${key}</active>`)]],
  ["in an element's name", (key) => [200, document(`<${key}/>`)]],
  ["in a cut document", (key) => [200, document(`<products><product><id>5</id><name>${key}`)]],
  ["in JSON", (key) => [400, `{"errors":[{"code":32,"message":"${key}"}]}`]],
  ["in a redirect", (key) => [302, "", { Location: `https://other.example/${key}/api` }]],
  ["in a redirect's query", (key) => [302, "", { Location: `/x?ws_key=${key}` }]],
  [
    "in headers",
    (key) => [429, "", { "X-Echo": key, "X-Auth": btoa(`${key}:`), [`X-${key}`]: "1" }],
  ],
  ["in a cookie", (key) => [500, "", { "Set-Cookie": `ws=${key}` }]],
];

const document = (inside) => `<?xml version="1.0"?><prestashop>${inside}</prestashop>`;
const errors = (code, message) =>
  document(`<errors><error><code>${code}</code><message>${message}</message></error></errors>`);
const list = (fields) => document(`<products><product><id>5</id>${fields}</product></products>`);
const LIST = list("");

async function valueOrError(work) {
  try {
    return await work();
  } catch (error) {
    return error;
  }
}

/** What a caller can see of one call: its value or error, and what its observer was handed. */
async function seen(call) {
  const exchanges = [];
  const end = await call((exchange) => exchanges.push(exchange)).then(
    (value) => ({ value }),
    (error) => ({ error }),
  );
  return { ...end, exchanges };
}

test("given a shop that echoes the key, then neither errors nor events repeat it", () =>
  eachCase(
    "echoes",
    ECHOES.flatMap(([name, echo]) => AUTHS.map((auth) => [`${name}, ${auth}`, echo, auth])),
    async (echo, auth) => {
      const [status, body, headers = {}] = echo(KEY);
      const fetch = async () => new Response(body, { status, headers });
      const found = await seen((onExchange) =>
        client({ fetch }, { auth, onExchange }).products.list(),
      );
      assertHidden(found.error, KEY_SPELLINGS, "error");
      assertHidden(found.error?.codes, KEY_SPELLINGS, "codes");
      assertHidden(found.error?.request, KEY_SPELLINGS, "request");
      assertHidden(found.exchanges, KEY_SPELLINGS, "exchanges");
      assert.equal(found.exchanges.length, 1);
    },
  ));

test("given a fetch whose errors hold the address or the header, then ours do not", () =>
  eachCase(
    "errors of fetch",
    AUTHS.flatMap((auth) => [
      [`message, ${auth}`, auth, (url, init) => new Error(`${url} ${JSON.stringify(init)}`)],
      [
        `cause, ${auth}`,
        auth,
        (url, init) =>
          Object.assign(new TypeError("failed"), {
            cause: new Error(url + init.headers.Authorization),
          }),
      ],
      [`text, ${auth}`, auth, (url, init) => `${url} ${init.headers.Authorization}`],
    ]),
    async (auth, make) => {
      const fetch = (url, init) => Promise.reject(make(url, init));
      const found = await seen((onExchange) =>
        client({ fetch }, { auth, onExchange }).products.list(),
      );
      assert.equal(found.error.name, "NetworkError");
      assertHidden(found, KEY_SPELLINGS);
    },
  ));

test("given each way to fail, then no error shows the key", () =>
  eachCase(
    "failures",
    AUTHS.flatMap((auth) =>
      [
        "redirect",
        "truncated",
        "json",
        "html-200",
        "empty-500",
        "no-authorization",
        "disabled",
      ].map((fault) => [`${fault}, ${auth}`, auth, fault]),
    ),
    async (auth, fault) => {
      const url = `${ADDRESS}/~${fault}`;
      const found = await seen((onExchange) =>
        client(demoShop(SIZE), { url, auth, onExchange }).products.list(),
      );
      assertHidden(found, KEY_SPELLINGS);
      if (auth === "query") assert.match(found.exchanges[0].url, /ws_key=\*\*\*/);
    },
  ));

test("given a key in the wrong place, then the error that refuses it does not repeat it", async () => {
  const works = [
    () => buildRequest({ url: ADDRESS, key: `${KEY}X` }, { resource: "" }),
    () => buildRequest({ url: `${ADDRESS}?ws_key=${KEY}`, key: KEY }, { resource: "" }),
    () => buildRequest({ url: `https://${KEY}@shop.example`, key: KEY }, { resource: "" }),
    () => buildRequest({ url: `https://${KEY}:@shop.example/api`, key: KEY }, { resource: "" }),
    () => buildRequest({ url: KEY, key: KEY }, { resource: "" }),
    () => client(demoShop(SIZE), { url: ADDRESS, key: ` ${KEY}Y ` }),
    () => client(demoShop(SIZE), { key: KEY, auth: KEY }),
    () => client(demoShop(SIZE), { key: KEY, shopId: KEY }),
  ];
  let refused = 0;
  for (const work of works) {
    const error = await errorOf(async () => {
      work();
      throw new Error("accepted");
    });
    if (error.message === "accepted") continue;
    refused += 1;
    assertHidden(error, KEY_SPELLINGS, work.toString());
  }
  assert.ok(refused >= 6, `${refused} refused`);
  console.log(`${refused} misplaced keys`);
});

test("given customers and orders, then their secrets come out in no value, event or warning", async () => {
  for (const version of ["1.6", "1.7", "8.2", "9.0"]) {
    const demo = demoShop({ ...SIZE, version });
    const secrets = customerSecrets(demo);
    assert.ok(secrets.length > SIZE.customers, `${secrets.length} secrets`);
    const faults = ["", "/~notice", "/~control-characters", "/~truncated", "/~json"];
    for (const fault of faults) {
      const exchanges = [];
      const onExchange = (exchange) => exchanges.push(exchange);
      const shop = client(demo, { url: `${ADDRESS}${fault}`, onExchange });
      const ends = await Promise.allSettled([
        shop.customers.list(),
        shop.customers.get(2),
        shop.orders.list(),
        shop.orders.get(1),
        shop.customers.iterate({ pageSize: 5 }).next(),
        shop.run("get_customer", { id: 2 }),
      ]);
      assertHidden(ends, secrets, `values of ${version}${fault}`);
      assertHidden(exchanges, secrets, `events of ${version}${fault}`);
      assert.ok(exchanges.length >= 5);
    }
    console.log(`${secrets.length} secrets of ${version} behind ${faults.length} faults`);
  }
});

test("given a document with secrets in odd forms, then parseResponse hands none of them out", async () => {
  const secret = "b42fcc729527afcd31e60fa4faf596f1";
  const forms = [
    `<secure_key>${secret}</secure_key>`,
    `<secure_key read_only="true"><![CDATA[${secret}]]></secure_key>`,
    `<passwd><language id="1">${secret}</language></passwd>`,
    `<reset_password_token><a>${secret}</a></reset_password_token>`,
  ];
  const calls = [
    ["customer", { resource: "customers", id: 5 }],
    ["cart", { resource: "carts", id: 5 }],
    ["guest", { resource: "guests", id: 5 }],
  ];
  let count = 0;
  for (const form of forms) {
    for (const [element, call] of calls) {
      const body = document(`<${element}><id>5</id>${form}</${element}>`);
      const told = [];
      const onWarning = (text) => told.push(text);
      const response = { status: 200, headers: {}, body };
      // Some forms cannot be read; the error must not show them either.
      const end = await valueOrError(() => parseResponse(call, response, { onWarning }));
      assertHidden(end, [secret], form);
      assertHidden(told, [secret], form);
      count += 1;
    }
  }
  console.log(`${count} documents`);
});

test("given an error that repeats a customer's document, then its secrets are not in it", async () => {
  const secret = "b42fcc729527afcd31e60fa4faf596f1";
  const repeated = `&lt;customer&gt;&lt;secure_key&gt;${secret}&lt;/secure_key&gt;`;
  const bodies = [
    errors(127, `<![CDATA[XML error, body: <secure_key>${secret}</secure_key>]]>`),
    errors(127, repeated),
    `<secure_key>${secret}</secure_key>${document("<customers/>")}`,
    `${document("<customers/>")}<passwd>${secret}</passwd>`,
  ];
  for (const body of bodies) {
    const fetch = async () => new Response(body, { status: body.includes("127") ? 500 : 200 });
    const found = await seen((onExchange) => client({ fetch }, { onExchange }).customers.list());
    assertHidden(found, [secret], body);
  }
  console.log(`${bodies.length} bodies`);
});
