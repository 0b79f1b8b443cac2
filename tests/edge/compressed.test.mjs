// Answers as gzip, in the runtimes that listen by themselves: whoever takes it gets a tenth.
import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { eachCase } from "../js/support/table.mjs";
import { bearer, makeCaller } from "./support/callers.mjs";
import { COMMAND_LINE } from "./support/runtimes/command-line.mjs";
import { startWorker } from "./support/worker.mjs";

const caller = makeCaller("reader", { level: "read" });

/** What a client accepts, and whether the catalogue comes as gzip. */
const ACCEPTED = [
  ["gzip", true],
  ["gzip, deflate, br", true],
  ["br, GZIP;q=0.5", true],
  ["gzip;q=0", false],
  ["br;q=1, gzip; q=0.0", false],
  ["identity", false],
  ["x-gzipped", false],
  [null, false],
];

/** An answer as it is on the line. */
function ask(url, headers) {
  return new Promise((resolve, reject) => {
    request(url, { headers: { ...bearer(caller), ...headers } }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(parts) }));
    })
      .on("error", reject)
      .end();
  });
}

for (const [runtime, { missing }] of Object.entries(COMMAND_LINE)) {
  test(`given ${runtime}, then answers come as gzip to whoever takes it, and are the same`, async (t) => {
    const without = await missing();
    if (without) return t.skip(without);
    const store = await startDemoServer();
    const { url, keys } = store;
    const worker = await startWorker(runtime, {
      sites: { shop: { url, key: keys["shop 1"] } },
      callers: [caller.entry],
      RATE_PER_MINUTE: "100000",
    });
    try {
      const plain = await ask(`${worker.url}/v1/actions`, { "Accept-Encoding": "identity" });
      const { actions } = JSON.parse(plain.body);
      assert.ok(actions.length > 10);
      await eachCase(
        "clients",
        ACCEPTED.map(([accepted, isGzip]) => [accepted ?? "nothing", accepted, isGzip]),
        async (accepted, isGzip) => {
          const more = accepted === null ? {} : { "Accept-Encoding": accepted };
          const { headers, body } = await ask(`${worker.url}/v1/actions`, more);
          assert.equal(headers["content-encoding"] === "gzip", isGzip);
          assert.match(headers.vary, /Accept-Encoding/i);
          const text = isGzip ? gunzipSync(body) : body;
          assert.ok(text.equals(plain.body));
          if (isGzip) assert.ok(body.length * 5 < text.length, `${body.length} bytes`);
        },
      );
      const small = await ask(`${worker.url}/v1/sites`, { "Accept-Encoding": "gzip" });
      assert.equal(small.headers["content-encoding"], undefined);
      const refused = await ask(`${worker.url}/v1/nowhere`, { "Accept-Encoding": "gzip" });
      assert.match(refused.headers["content-type"], /^application\/problem\+json/);
    } finally {
      await worker.stop();
      await store.stop();
    }
  });
}
