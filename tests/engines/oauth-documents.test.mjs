// Clients that are known by the address of a document: OAuth Client ID Metadata Documents.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../edge/support/here.mjs";
import { eachCase } from "../js/support/table.mjs";

const { clientDocuments } = await load("oauth/client-document.ts");

const ADDRESS = "https://assistant.example/client.json";
const DOCUMENT = {
  client_id: ADDRESS,
  client_name: "Assistant",
  redirect_uris: ["https://assistant.example/callback"],
};
const json = (value, init = {}) =>
  new Response(typeof value === "string" ? value : JSON.stringify(value), {
    headers: { "Content-Type": "application/json" },
    ...init,
  });

/** What is answered at the address of a document, and whether a client comes of it. */
const DOCUMENTS = [
  ["a document", ADDRESS, () => json(DOCUMENT), true],
  [
    "one that may also sign",
    ADDRESS,
    () => json({ ...DOCUMENT, token_endpoint_auth_methods_supported: ["private_key_jwt", "none"] }),
    true,
  ],
  [
    "one that only signs",
    ADDRESS,
    () => json({ ...DOCUMENT, token_endpoint_auth_method: "private_key_jwt" }),
    false,
  ],
  ["one of another client", ADDRESS, () => json({ ...DOCUMENT, client_id: `${ADDRESS}?2` }), false],
  ["one with a secret", ADDRESS, () => json({ ...DOCUMENT, client_secret: "s" }), false],
  ["one without a name", ADDRESS, () => json({ ...DOCUMENT, client_name: " " }), false],
  ["one without addresses", ADDRESS, () => json({ ...DOCUMENT, redirect_uris: [] }), false],
  [
    "one for another flow",
    ADDRESS,
    () => json({ ...DOCUMENT, grant_types: ["client_credentials"] }),
    false,
  ],
  ["no JSON", ADDRESS, () => json("{"), false],
  ["a list", ADDRESS, () => json([DOCUMENT]), false],
  [
    "a page",
    ADDRESS,
    () => new Response(JSON.stringify(DOCUMENT), { headers: { "Content-Type": "text/html" } }),
    false,
  ],
  ["6 KB", ADDRESS, () => json({ ...DOCUMENT, padding: "x".repeat(6_000) }), false],
  ["no text", ADDRESS, () => json(new Uint8Array([0x7b, 0xff, 0x7d])), false],
  [
    "a redirect",
    ADDRESS,
    () => json(DOCUMENT, { status: 302, headers: { Location: "http://127.0.0.1/" } }),
    false,
  ],
  ["not found", ADDRESS, () => json(DOCUMENT, { status: 404 }), false],
  ["a connection that breaks", ADDRESS, () => Promise.reject(new TypeError("fetch failed")), false],
];

test("given the address of a client's document, then it is a client if the document says so of itself", () =>
  eachCase("documents", DOCUMENTS, async (address, answer, isClient) => {
    const find = clientDocuments(async () => answer(), Date.now);
    assert.equal((await find(address)) !== null, isClient);
  }));

const NEVER_ASKED = [
  ...[
    "http://assistant.example/client.json",
    "https://assistant.example/",
    "https://assistant.example",
  ],
  ...[
    "https://127.0.0.1/client.json",
    "https://localhost/client.json",
    "https://10.0.0.1/client.json",
  ],
  ...[
    "https://169.254.169.254/latest",
    "https://[::1]/client.json",
    "https://[::ffff:127.0.0.1]/client.json",
  ],
  ...[
    "https://2130706433/client.json",
    "https://user@assistant.example/client.json",
    "https://assistant.example/a/../b",
  ],
  ...[
    "https://assistant.example/client.json#a",
    "https://assistant.example:6379/client.json",
    "https://ASSISTANT.example/client.json",
  ],
];

test("given an address that nobody should call, then it is not called", () =>
  eachCase(
    "addresses",
    NEVER_ASKED.map((address) => [address, address]),
    async (address) => {
      let asked = 0;
      const find = clientDocuments(async () => {
        asked += 1;
        return json({ ...DOCUMENT, client_id: address });
      }, Date.now);
      assert.equal(await find(address), null);
      assert.equal(asked, 0);
    },
  ));

test("given a document that is asked for again and again, then it is read once in five minutes", async () => {
  let [asked, now] = [0, 1_000_000];
  const find = clientDocuments(
    async () => {
      asked += 1;
      return json(DOCUMENT);
    },
    () => now,
  );
  for (let time = 0; time < 100; time += 1)
    assert.equal((await find(ADDRESS)).clientName, "Assistant");
  assert.equal(asked, 1);
  now += 300_001;
  await find(ADDRESS);
  assert.equal(asked, 2);
});
