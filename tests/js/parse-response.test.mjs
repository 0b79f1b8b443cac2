// parseResponse: the value that an answer holds, or the error that says what to do.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseResponse } from "@aismarttalk/prestashop";
import { demoShop, KEYS, wireText } from "./support/demo-shop.mjs";
import { assertFails } from "./support/errors.mjs";
import { eachCase } from "./support/table.mjs";

const PRODUCTS = { resource: "products" };
const PRODUCT = { resource: "products", id: 5 };
const XML = { "Content-Type": "text/xml;charset=utf-8", "PSWS-Version": "8.2.1" };

const document = (inside) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<prestashop>${inside}</prestashop>`;
const errors = (...pairs) =>
  document(
    `<errors>${pairs
      .map(([code, message]) => `<error><code>${code}</code><message>${message}</message></error>`)
      .join("")}</errors>`,
  );
const row = (id, name = "Bowl") =>
  `<product><id><![CDATA[${id}]]></id><reference><![CDATA[${name}]]></reference></product>`;
const ok = (body, headers = XML) => ({ status: 200, headers, body });

test("given answers of the demo store, then each kind of call has its kind of value", () => {
  const demo = demoShop();
  const read = (path, call) => parseResponse(call, ok(wireText(demo, path)));

  const rights = read("", { resource: "" });
  assert.equal(rights.shop_name, "Clay & Leaf");
  assert.deepEqual(rights.resources.products, {
    get: true,
    put: true,
    post: true,
    patch: true,
    delete: true,
    head: true,
  });

  const list = read("products?display=full&limit=3&sort=[id_ASC]", PRODUCTS);
  assert.deepEqual(
    list.map(({ id }) => id),
    [1, 2, 3],
  );
  assert.equal(typeof list[0].price, "string");
  assert.equal(typeof list[0].active, "boolean");

  const one = read("products/5", PRODUCT);
  assert.equal(one.id, 5);
  assert.deepEqual(Object.keys(one.name), ["1", "2", "4"]);

  const schema = read("products?schema=synopsis", { ...PRODUCTS, query: { schema: "synopsis" } });
  const field = (name) => schema.fields.find((one) => one.name === name);
  assert.equal(field("id_manufacturer").format, "isUnsignedId");
  assert.equal(field("price").multilingual, false);
  assert.equal(field("name").multilingual, true);

  const head = { ...PRODUCT, method: "HEAD" };
  assert.equal(parseResponse(head, { status: 200, headers: XML, body: null }), null);

  const limited = wireText(demo, "", KEYS.productsOnly);
  assert.deepEqual(Object.keys(parseResponse({ resource: "" }, ok(limited)).resources), [
    "products",
  ]);
});

test("given an empty list in each of its forms, then it is an empty array", () =>
  eachCase(
    "empty lists",
    ["<products></products>", "<products/>", "<products>\n</products>"].map((xml) => [xml, xml]),
    (xml) => assert.deepEqual(parseResponse(PRODUCTS, ok(document(xml))), []),
  ));

const BODY = document(`<products>${row(1, "Bol é 🌿")}</products>`);
const BYTES = new TextEncoder().encode(BODY);
const PADDED = new Uint8Array([0, ...BYTES, 0]);

/** One body, as different HTTP clients hand it over. */
const BODIES = [
  ["a text", BODY],
  ["a Uint8Array", BYTES],
  ["a part of a Uint8Array", PADDED.subarray(1, -1)],
  ["a Buffer", Buffer.from(BODY)],
  ["an ArrayBuffer", BYTES.buffer.slice(0)],
  ["a SharedArrayBuffer", shared(BYTES)],
  ["a DataView", new DataView(PADDED.buffer, 1, BYTES.length)],
  ["a text with a byte order mark", `\uFEFF${BODY}`],
];

test("given a body in any form, then it is read alike", () =>
  eachCase("forms of a body", BODIES, (body) => {
    const [product] = parseResponse(PRODUCTS, ok(body));
    assert.equal(product.id, 1);
    assert.equal(product.reference, "Bol é 🌿");
  }));

function shared(bytes) {
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

/** Headers that say "wait 7 seconds", as different HTTP clients hand them over. */
const HEADERS = [
  ["a Headers", new Headers({ "Retry-After": "7" })],
  ["an object", { "Retry-After": "7" }],
  ["an object in lower case", { "retry-after": "7" }],
  ["an object in upper case", { "RETRY-AFTER": "7" }],
  ["an object with lists", { "retry-after": ["7"], "set-cookie": ["a=1", "b=2"] }],
  ["an object with undefined", { "retry-after": "7", etag: undefined }],
  ["a list of pairs", [["Retry-After", "7"]]],
  ["a Map", new Map([["Retry-After", "7"]])],
];

test("given headers in any form, then they are read alike", () =>
  eachCase("forms of headers", HEADERS, async (headers) => {
    const work = () => parseResponse(PRODUCTS, { status: 429, headers, body: "" });
    const error = await assertFails(work, "RateLimitedError");
    assert.equal(error.retryAfterMs, 7000);
  }));

/** What HTTP clients answer with that is no body or status yet. */
const NO_RESPONSES = [
  ["a stream", { status: 200, headers: {}, body: new Blob([BODY]).stream() }, "body"],
  ["a Blob", { status: 200, headers: {}, body: new Blob([BODY]) }, "body"],
  ["a promise", { status: 200, headers: {}, body: Promise.resolve(BODY) }, "body"],
  ["a number as body", { status: 200, headers: {}, body: 5 }, "body"],
  ["nothing", undefined, "response"],
  ["null", null, "response"],
  ["the body alone", BODY, "response"],
  ["no headers", { status: 200, body: BODY }, "headers"],
  ["null as headers", { status: 200, headers: null, body: BODY }, "headers"],
  ["headers as text", { status: 200, headers: "Retry-After: 7", body: BODY }, "headers"],
  ["no status", { headers: {}, body: BODY }, "status"],
  ["a text as status", { status: "200", headers: {}, body: BODY }, "status"],
  ["a status of 17 bits", { status: 65536 + 200, headers: {}, body: BODY }, "status"],
  ["a flat list as headers", { status: 200, headers: ["Retry-After", "7"], body: BODY }, "headers"],
];

test("given what is no response, then the error says what to hand over", () =>
  eachCase("no responses", NO_RESPONSES, async (response, field) => {
    const error = await assertFails(() => parseResponse(PRODUCTS, response), "InvalidRequestError");
    assert.equal(error.field, field);
  }));

const HTML = "<!DOCTYPE html><html><head><title>Shop</title></head><body>Hello</body></html>";
const AT_HTML = { "Content-Type": "text/html" };

/** name, class, call, status, headers, body, codes?, retryable? */
const FAILURES = [
  ["no key, as text", "AuthenticationError", PRODUCTS, 401, AT_HTML, "401 Unauthorized"],
  ["a key that is unknown", "AuthenticationError", PRODUCTS, 401, XML, errors([20, "Key?"]), [20]],
  ["a key without rights", "AuthenticationError", PRODUCTS, 401, XML, errors([21, "Key"]), [21]],
  ["an empty key", "AuthenticationError", PRODUCTS, 401, XML, errors([17, "Key"]), [17]],
  ["a resource not ticked", "PermissionError", PRODUCTS, 401, XML, errors([26, "No"]), [26]],
  ["a method not ticked", "PermissionError", PRODUCTS, 405, XML, errors([25, "No"]), [25]],
  ["a shop not ticked", "PermissionError", PRODUCTS, 403, XML, errors([132, "No"]), [132]],
  ["switched off", "WebserviceDisabledError", PRODUCTS, 503, XML, errors([22, "Off"]), [22]],
  ["an unknown resource", "InvalidRequestError", PRODUCTS, 400, XML, errors([27, "No"]), [27]],
  ["an unknown filter", "InvalidRequestError", PRODUCTS, 400, XML, errors([32, "No"]), [32]],
  ["an unknown shop", "InvalidRequestError", PRODUCTS, 404, XML, errors([999, "No"]), [999]],
  [
    "a method of later versions",
    "InvalidRequestError",
    PRODUCT,
    405,
    XML,
    errors([23, "No"]),
    [23],
  ],
  [
    "a filter error behind PHP's own",
    "InvalidRequestError",
    PRODUCTS,
    500,
    XML,
    errors([3, "Undefined"], [32, "No"], [3, "Undefined"]),
    [3, 32, 3],
  ],
  ["only PHP's errors", "ServerError", PRODUCTS, 500, XML, errors([3, "A"], [5, "B"]), [3, 5]],
  ["a validation", "ValidationError", PRODUCT, 400, XML, errors([85, "Product-&gt;price"]), [85]],
  ["an e-mail in use", "ValidationError", PRODUCT, 500, XML, errors([141, "Used"]), [141]],
  ["a save that failed", "ServerError", PRODUCT, 500, XML, errors([46, "Unable"]), [46]],
  ["no such record", "NotFoundError", PRODUCT, 404, XML, ""],
  ["a record of another shop", "NotFoundError", PRODUCT, 404, XML, errors([131, "No"]), [131]],
  [
    "an error with status 200",
    "AuthenticationError",
    PRODUCTS,
    200,
    XML,
    errors([20, "Key"]),
    [20],
  ],
  ["an unknown code", "ServerError", PRODUCTS, 500, XML, errors([777, "New"]), [777]],
  ["an error document without errors", "ServerError", PRODUCTS, 500, XML, document("<errors/>")],
  [
    "errors in JSON",
    "AuthenticationError",
    PRODUCTS,
    401,
    XML,
    '{"errors":[{"code":20,"message":"K"}]}',
    [20],
  ],
  ["a list in JSON", "MalformedResponseError", PRODUCTS, 200, XML, '{"products":[{"id":1}]}'],
  ["an empty list in JSON", "MalformedResponseError", PRODUCTS, 200, XML, "[]"],
  ["JSON of something else", "WrongAddressError", PRODUCTS, 404, XML, '{"statusCode":404}'],
  [
    "a redirect",
    "WrongAddressError",
    PRODUCTS,
    302,
    { Location: "https://other.example/api/products" },
    "",
  ],
  ["a redirect to nowhere", "WrongAddressError", PRODUCTS, 302, {}, ""],
  ["a redirect with a page", "WrongAddressError", PRODUCTS, 301, AT_HTML, HTML],
  ["a redirect that a browser hides", "WrongAddressError", PRODUCTS, 0, {}, ""],
  ["not modified", "MalformedResponseError", PRODUCTS, 304, {}, ""],
  ["the shop's home page", "WrongAddressError", PRODUCTS, 200, AT_HTML, HTML],
  ["a firewall's page", "BlockedError", PRODUCTS, 403, AT_HTML, HTML],
  ["a host's own 404", "WrongAddressError", PRODUCT, 404, AT_HTML, HTML],
  ["an address too long", "InvalidRequestError", PRODUCTS, 414, AT_HTML, HTML],
  ["a body too large", "InvalidRequestError", PRODUCTS, 413, AT_HTML, HTML],
  ["maintenance of the host", "ServerError", PRODUCTS, 503, AT_HTML, HTML, [], true],
  ["a gateway", "ServerError", PRODUCTS, 502, AT_HTML, HTML, [], true],
  ["a gateway that waited", "ServerError", PRODUCTS, 504, {}, "", [], true],
  ["too many requests", "RateLimitedError", PRODUCTS, 429, AT_HTML, "slow down", [], true],
  ["too many requests, silently", "RateLimitedError", PRODUCTS, 429, {}, "", [], true],
  ["a failure without words", "ServerError", PRODUCTS, 500, {}, ""],
  [
    "a fatal error with status 200",
    "ServerError",
    PRODUCTS,
    200,
    AT_HTML,
    "<br />\n<b>Fatal error</b>: Out of memory",
  ],
  ["nothing with status 200", "MalformedResponseError", PRODUCTS, 200, XML, ""],
  ["blanks with status 200", "MalformedResponseError", PRODUCTS, 200, XML, " \n\t"],
  ["only a declaration", "MalformedResponseError", PRODUCTS, 200, XML, '<?xml version="1.0"?>'],
  ["a document without content", "MalformedResponseError", PRODUCTS, 200, XML, document("")],
  [
    "a cut list",
    "MalformedResponseError",
    PRODUCTS,
    200,
    XML,
    document(`<products>${row(1)}`).slice(0, -20),
  ],
  [
    "a cut value",
    "MalformedResponseError",
    PRODUCTS,
    200,
    XML,
    document(`<products>${row(1)}`).slice(0, 110),
  ],
  ["another record", "MalformedResponseError", PRODUCT, 200, XML, document(row(6))],
  [
    "a list for a record",
    "MalformedResponseError",
    PRODUCT,
    200,
    XML,
    document(`<products>${row(5)}</products>`),
  ],
  [
    "rights for a list",
    "MalformedResponseError",
    PRODUCTS,
    200,
    XML,
    document('<api shopName="A"/>'),
  ],
  [
    "a list for the rights",
    "MalformedResponseError",
    { resource: "" },
    200,
    XML,
    document("<products/>"),
  ],
  [
    "two documents",
    "MalformedResponseError",
    PRODUCT,
    200,
    XML,
    document(row(5)) + document(row(5)),
  ],
  [
    "compressed bytes",
    "MalformedResponseError",
    PRODUCTS,
    200,
    XML,
    new Uint8Array([0x1f, 0x8b, 8, 0]),
  ],
  [
    "an entity of its own",
    "MalformedResponseError",
    PRODUCT,
    200,
    XML,
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><prestashop><product><id>5</id></product></prestashop>',
  ],
  [
    "bytes that are no UTF-8",
    "MalformedResponseError",
    PRODUCT,
    200,
    XML,
    new Uint8Array([
      ...new TextEncoder().encode(
        '<?xml version="1.0"?><prestashop><product><id>5</id><reference>',
      ),
      0xff,
      0xfe,
      ...new TextEncoder().encode("</reference></product></prestashop>"),
    ]),
  ],
];

test("given an answer that holds no value, then its error says what it is and what to do", () =>
  eachCase("failures", FAILURES, async (name, call, status, headers, body, codes, retryable) => {
    const work = () => parseResponse(call, { status, headers, body });
    const error = await assertFails(work, name);
    assert.equal(error.status, status === 0 ? null : status);
    assert.deepEqual(
      error.codes.map(({ code }) => code),
      codes ?? [],
    );
    assert.equal(error.retryable, retryable ?? false, error.message);
    assert.doesNotMatch(error.message, /Out of memory/);
  }));

test("given a redirect, then the error names its target without the query", async () => {
  const headers = { location: "https://other.example/path?ws_key=SECRET" };
  const work = () => parseResponse(PRODUCTS, { status: 302, headers, body: "" });
  const error = await assertFails(work, "WrongAddressError");
  assert.match(error.message, /other\.example/);
  assert.doesNotMatch(JSON.stringify([error, error.message]), /SECRET/);
});

test("given a validation message, then field names what it is about", async () => {
  const work = () =>
    parseResponse(PRODUCT, {
      status: 400,
      headers: XML,
      body: errors([85, "Property Product-&gt;price is not valid"]),
    });
  assert.equal((await assertFails(work, "ValidationError")).field, "price");
});

/** What PHP, modules and hosts put around good answers. */
const NOISE = [
  ["a byte order mark", "\uFEFF", "", 0],
  ["empty lines", "\n\n", "", 0],
  [
    "a PHP warning",
    "<br />\n<b>Warning</b>: Undefined in <b>/x.php</b> on line <b>7</b><br />\n",
    "",
    1,
  ],
  ["somebody's debugging", "debug: here\n", "", 1],
  ["a comment behind", "", "\n<!-- cached -->", 1],
  ["text on both sides", "before", "behind", 2],
];

test("given noise around a good answer, then it is skipped and told", () =>
  eachCase("kinds of noise", NOISE, (before, behind, expected) => {
    const told = [];
    const body = before + document(`<products>${row(1)}</products>`) + behind;
    const value = parseResponse(PRODUCTS, ok(body), { onWarning: (text) => told.push(text) });
    assert.deepEqual(
      value.map(({ id }) => id),
      [1],
    );
    assert.equal(told.length, expected, told.join("; "));
    assert.deepEqual(parseResponse(PRODUCTS, ok(body)), value);
  }));

/** What stands where a deletion answers nothing: headers, body, and whether it is told. */
const AFTER_DELETING = [
  ["nothing", XML, "", 0],
  ["a byte order mark", XML, "\uFEFF", 0],
  ["somebody's debugging", XML, "debug: here\n", 1],
  [
    "a PHP warning",
    {},
    "<br />\n<b>Warning</b>: Undefined in <b>/x</b> on line <b>7</b><br />\n",
    1,
  ],
];

test("given noise where a deletion answers nothing, then it is done, and the noise told", () =>
  eachCase("answers to a deletion", AFTER_DELETING, (headers, body, expected) => {
    const told = [];
    const call = { resource: "addresses", method: "DELETE", id: 5 };
    const onWarning = (text) => told.push(text);
    assert.equal(parseResponse(call, ok(body, headers), { onWarning }), null);
    assert.equal(told.length, expected, told.join("; "));
  }));

test("given a page where a deletion answers nothing, then it is an error", async () => {
  const call = { resource: "addresses", method: "DELETE", id: 5 };
  const fatal = "<br />\n<b>Fatal error</b>: Uncaught Error in <b>/x</b> on line <b>7</b><br />\n";
  await assertFails(() => parseResponse(call, ok(fatal, AT_HTML)), "ServerError");
  await assertFails(() => parseResponse(call, ok(HTML, AT_HTML)), "WrongAddressError");
});

test("given rows that do not match the filter of the call, then they are left out and told", () => {
  const rows = [row(1, "a_b"), row(2, "axb"), row(3, "A_B")].join("");
  const addresses = rows.replaceAll("product>", "address>").replaceAll("reference>", "alias>");
  const shops = [
    ["products", "reference", `<products>${rows}</products>`],
    ["addresses", "alias", `<addresses>${addresses}</addresses>`],
  ];
  for (const [resource, field, xml] of shops) {
    const told = [];
    // A shop takes `_` for any letter.
    const query = { filter: { [field]: { contains: "a_b" } }, display: ["id", field] };
    const onWarning = (text) => told.push(text);
    const found = parseResponse({ resource, query }, ok(document(xml)), { onWarning });
    assert.deepEqual(
      found.map(({ id }) => Number(id)),
      [1, 3],
      resource,
    );
    assert.match(told.join("; "), /1 row\(s\) that do not match the filter/, resource);
  }
});

test("given a value that does not fit its field, then it is kept as text and told", () => {
  const told = [];
  const xml = "<product><id>5</id><active>perhaps</active><price>1e5</price></product>";
  const onWarning = (text) => told.push(text);
  const value = parseResponse(PRODUCT, ok(document(xml)), { onWarning });
  assert.equal(value.extra.active, "perhaps");
  assert.ok(
    told.some((text) => text.includes("active")),
    told.join("; "),
  );
});

test("given names of JavaScript's prototypes in an answer, then they are data and nothing else", () => {
  const xml =
    "<product><id>5</id><constructor>a</constructor><__proto__>b</__proto__><toString>c</toString></product>";
  const value = parseResponse(PRODUCT, ok(document(xml)));
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.equal(Object.getPrototypeOf(value.extra), Object.prototype);
  assert.equal(Object.getOwnPropertyDescriptor(value.extra, "__proto__").value, "b");
  assert.equal(value.extra.constructor, "a");
  assert.equal({}.polluted, undefined);
  const untyped = { resource: "constructor", id: 5 };
  const record = parseResponse(untyped, ok(document("<constructor><id>5</id></constructor>")));
  assert.equal(String(record.id), "5");
});

test("given an undeclared resource, then nothing of it is lost", () => {
  const xml = "<address><id><![CDATA[5]]></id><alias><![CDATA[Home]]></alias><dni/></address>";
  const record = parseResponse({ resource: "addresses", id: 5 }, ok(document(xml)));
  assert.deepEqual(record, { id: 5, alias: "Home", dni: "" });
});
