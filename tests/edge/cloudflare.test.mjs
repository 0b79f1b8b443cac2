// What Cloudflare lends: writers that all instances share, a rate limit, a cache.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startDemoServer } from "../browser/support/demo-server.mjs";
import { startBetween } from "./support/between.mjs";
import { bearer, makeCaller } from "./support/callers.mjs";
import { rateLimiter, recordWriters, SKIP, startCloudflare } from "./support/cloudflare.mjs";
import { deferred } from "./support/deferred.mjs";

const caller = makeCaller("writer");
const CALLERS = JSON.stringify([caller.entry]);
const HEADERS = { ...bearer(caller), "Content-Type": "application/json" };
/** Milliseconds a write is held, so that another would meet it. */
const HELD_MS = 150;
/** Longer than any write takes to arrive; ends at once when it does. */
const PATIENCE_MS = 20_000;
const OPTIONS = { timeout: 120_000, skip: SKIP };

/** A writer that fails as one does whose machine is gone. */
const DYING_WRITER = `
  import { DurableObject } from "cloudflare:workers";
  export class RecordWriter extends DurableObject {
    async run() {
      throw new Error("gone");
    }
  }
  export default { fetch: async () => new Response() };
`;

let shop;

before(async () => {
  shop = await startDemoServer();
});

after(() => shop?.stop());

test("two instances that write one record do so one after the other", OPTIONS, async () => {
  const meeting = watchMeetings(HELD_MS);
  await withInstances(recordWriters, meeting, async (write) => {
    const answers = await Promise.all(Array.from({ length: 6 }, (_, at) => write(at)));
    assert.deepEqual(
      answers.map(({ written }) => written),
      answers.map(() => true),
    );
    // Each found what the one before it had left.
    const befores = answers.map(({ fields }) => nameIn(fields, "before"));
    const afters = answers.map(({ fields }) => nameIn(fields, "after"));
    const first = befores.filter((value) => !afters.includes(value));
    assert.equal(first.length, 1, JSON.stringify({ befores, afters }));
    assert.equal(new Set(befores).size, answers.length);
    assert.equal(meeting.met(), false);
    for (const { fields } of answers) {
      const tags = fields.map(({ after }) => /\d/.exec(after)[0]);
      assert.deepEqual([...new Set(tags)].length, 1, "a mix of two writes");
    }
  });
});

test("without the shared writers two instances know nothing of each other", OPTIONS, async () => {
  const meeting = watchMeetings(PATIENCE_MS);
  await withInstances(
    () => ({}),
    meeting,
    async (write) => {
      await Promise.all([write(0), write(1)]);
      assert.equal(meeting.met(), true);
    },
  );
});

test(
  "what goes wrong in a writer travels as the same problem as without one",
  OPTIONS,
  async () => {
    const inputs = {
      not_found: { id: 99_999, name: "Nobody" },
      validation: { id: 3, name: "a < b" },
      conflict: { id: 3, name: "Late" },
    };
    await withInstances(
      (host) => (host === undefined ? recordWriters() : {}),
      { hold: () => {} },
      async (write) => {
        const { token } = await write(0, { ...inputs.conflict, preview: true });
        await write(0, { id: 3, name: "Earlier" });
        inputs.conflict.expect = token;
        for (const [kind, input] of Object.entries(inputs)) {
          // The first of the two has writers here, the second has none.
          const [there, here] = [await write(0, input), await write(1, input)];
          assert.equal(there.kind, kind, JSON.stringify(there));
          assert.deepEqual({ ...there, instance: "" }, { ...here, instance: "" });
        }
        console.log(`${Object.keys(inputs).length} problems alike`);
      },
    );
  },
);

test("a writer that is lost leaves the outcome unknown, and says so", OPTIONS, async () => {
  const SITES = JSON.stringify({ clay: { url: shop.url, key: shop.keys.everything } });
  const worker = await startCloudflare({
    it: { settings: { CALLERS, SITES }, durableObjects: recordWriters("failing") },
    failing: { script: DYING_WRITER, durableObjects: recordWriters() },
  });
  try {
    const path = "/v1/sites/clay/actions/update_product_content";
    const body = JSON.stringify({ id: 5, name: "Unknown" });
    const response = await worker.fetch("it", path, { method: "POST", headers: HEADERS, body });
    const { kind, retryable, hint } = await response.json();
    assert.deepEqual([response.status, kind, retryable], [502, "outcome_unknown", false]);
    assert.match(hint, /Read the record/);
  } finally {
    await worker.stop();
  }
});

test("above the bound rate a caller is asked to wait, at one site alone", OPTIONS, async () => {
  const limit = 2;
  const others = { url: shop.url, key: shop.keys.everything };
  const settings = { CALLERS, SITES: JSON.stringify({ clay: others, leaf: others }) };
  const worker = await startCloudflare({ it: { settings, ratelimits: rateLimiter(limit) } });
  try {
    const access = (site) => worker.fetch("it", `/v1/sites/${site}/access`, { headers: HEADERS });
    const responses = [];
    // Twice the limit pass if a new minute begins meanwhile; never more.
    for (let count = 0; count <= 2 * limit; count += 1) responses.push(await access("clay"));
    const refused = responses.filter(({ status }) => status === 429);
    assert.ok(refused.length > 0);
    assert.equal(responses[0].status, 200);
    assert.equal(refused[0].headers.get("Retry-After"), "60");
    assert.equal((await refused[0].json()).kind, "too_many_requests");
    assert.equal((await access("leaf")).status, 200);
  } finally {
    await worker.stop();
  }
});

test("the cache spares the shop a question, and no name in it holds the key", OPTIONS, async () => {
  const folder = await mkdtemp(join(tmpdir(), "edge-cache-"));
  const key = shop.keys.everything;
  const between = await startBetween(shop.url);
  const site = { url: between.url, key };
  const settings = {
    CALLERS,
    SITES: JSON.stringify({ clay: site, query: { ...site, auth: "query" } }),
  };
  const worker = await startCloudflare({ it: { settings, cache: true } }, { cachePersist: folder });
  try {
    const asked = () => between.seen.filter(({ path }) => path.endsWith("/languages")).length;
    const list = async (id) => {
      const path = `/v1/sites/${id}/actions/list_languages`;
      const response = await worker.fetch("it", path, {
        method: "POST",
        headers: HEADERS,
        body: "{}",
      });
      assert.equal(response.status, 200);
      return response.json();
    };
    for (const id of ["clay", "query"]) {
      const earlier = asked();
      const first = await list(id);
      const afterFirst = asked();
      assert.ok(afterFirst > earlier, "the first asks the shop");
      assert.deepEqual(await list(id), first);
      assert.equal(asked(), afterFirst, "the second does not");
    }
  } finally {
    await worker.stop();
    await between.stop();
  }
  const kept = await textsIn(folder);
  assert.ok(kept.some((text) => text.includes("shop-lists.invalid")));
  for (const secret of [key, btoa(`${key}:`).replace(/=+$/, ""), btoa(key).replace(/=+$/, "")]) {
    assert.ok(!kept.some((text) => text.includes(secret)));
  }
  await rm(folder, { recursive: true });
});

/**
 * Two instances at one shop, watched on the way there. `writers(host)` are the bindings of each:
 * the second is told the name of the first. `write(instance, input)` gives the answer.
 */
async function withInstances(writers, { hold }, check) {
  const between = await startBetween(shop.url, hold);
  const SITES = JSON.stringify({ clay: { url: between.url, key: shop.keys.everything } });
  const settings = { CALLERS, SITES };
  const worker = await startCloudflare({
    here: { settings, durableObjects: writers() },
    there: { settings, durableObjects: writers("here") },
  });
  const write = async (at, input) => {
    const body = JSON.stringify(
      input ?? { id: 1, name: `Bowl ${at}`, description_short: `<p>Bowl ${at}</p>` },
    );
    const name = at % 2 === 0 ? "here" : "there";
    const path = "/v1/sites/clay/actions/update_product_content";
    const response = await worker.fetch(name, path, { method: "POST", headers: HEADERS, body });
    return response.json();
  };
  try {
    await check(write);
  } finally {
    await worker.stop();
    await between.stop();
  }
}

/** Holds every write for a time, or until another meets it there. */
function watchMeetings(milliseconds) {
  let under = 0;
  const meeting = deferred();
  let hasMet = false;
  return {
    met: () => hasMet,
    hold: async ({ method }) => {
      if (method === "GET") return;
      under += 1;
      if (under > 1) {
        hasMet = true;
        meeting.resolve();
      }
      await Promise.race([meeting.promise, sleep(milliseconds, null, { ref: false })]);
      under -= 1;
    },
  };
}

function nameIn(fields, side) {
  return fields.find(({ field }) => field === "name")?.[side];
}

/** The bytes of every file below a folder, as text. */
async function textsIn(folder) {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  return Promise.all(paths.map((path) => readFile(path, "latin1")));
}
