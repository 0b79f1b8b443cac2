const { writeFileSync } = require("node:fs");
const { request } = require("node:http");
const api = require("@aismarttalk/prestashop");

const { SHOP, KEY, CONFORMANCE, REPORTS } = process.env;
const { conformance } = require(CONFORMANCE);

/** The fetch that jsdom lacks, as far as the package needs it. */
const overHttp = (url, { method, headers, body }) =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, async (response) => {
      const parts = [];
      for await (const part of response) parts.push(part);
      const arrayBuffer = async () => new Uint8Array(Buffer.concat(parts)).buffer;
      resolve({ status: response.statusCode, headers: response.headers, arrayBuffer });
    });
    sent.on("error", reject);
    sent.end(body);
  });

class PrestaShop extends api.PrestaShop {
  constructor(options) {
    super({ ...options, fetch: overHttp });
  }
}

test("has a document, and no fetch and no coders of text", () => {
  expect(document.body).toBeDefined();
  for (const name of ["fetch", "Response", "TextDecoder", "TextEncoder"]) {
    expect(globalThis[name]).toBeUndefined();
  }
});

test("does what it does everywhere", async () => {
  const reports = await conformance({ ...api, PrestaShop }, { url: SHOP, key: KEY });
  writeFileSync(REPORTS, JSON.stringify(reports));
});
