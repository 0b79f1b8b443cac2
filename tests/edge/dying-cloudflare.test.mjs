// workerd that is killed while it writes, in every phase of the write, with what it keeps on the
// disk: the namespace of the journal, and the storage of the writers.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { bearer, makeCaller } from "./support/callers.mjs";
import { recordWriters, SKIP, startCloudflare } from "./support/cloudflare.mjs";
import { PHASES } from "./support/phases.mjs";
import { startShop } from "./support/shop.mjs";

const INPUT = { id: 3, note: "Prefers a call." };
const OPTIONS = { timeout: 120_000, skip: SKIP };

const caller = makeCaller("writer");
const HEADERS = { ...bearer(caller), "Content-Type": "application/json" };

let killed = 0;
after(() => console.log(`${killed} times workerd was killed`));

/** What is bound beside the namespace. */
const BINDINGS = {
  "with writers of each record": { durableObjects: recordWriters() },
  "with the namespace alone": {},
};

/** A shop, and starts of workerd one after the other over the same folder. */
async function scene(t, bound) {
  const shop = await startShop();
  t.after(shop.stop);
  const folder = await mkdtemp(join(tmpdir(), "edge-workerd-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const persisted = {
    kvPersist: join(folder, "kv"),
    durableObjectsPersist: join(folder, "objects"),
  };
  const settings = {
    SITES: JSON.stringify({ one: { url: shop.url, key: shop.key } }),
    CALLERS: JSON.stringify([caller.entry]),
  };
  const start = async () => {
    const it = { settings, kvNamespaces: ["JOURNAL_KV"], ...bound };
    const worker = await startCloudflare({ it }, persisted);
    let isEnded = false;
    // Miniflare ends workerd with SIGKILL.
    const kill = async () => {
      if (!isEnded) await worker.stop();
      isEnded = true;
    };
    t.after(kill);
    return { ...worker, kill };
  };
  return { shop, start };
}

const write = (worker, input = INPUT) =>
  worker.fetch("it", "/v1/sites/one/actions/update_customer", {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(input),
  });

async function changes(worker) {
  const response = await worker.fetch("it", "/v1/sites/one/changes", { headers: HEADERS });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return JSON.parse(text).changes.map(({ outcome, fields: [{ before, after }] }) => [
    outcome,
    before,
    after,
  ]);
}

for (const [place, bound] of Object.entries(BINDINGS)) {
  for (const [phase, { hold, reached, saved }] of Object.entries(PHASES)) {
    test(
      `given workerd ${place} that is killed ${phase}, then the next one knows of each write that reached the shop`,
      OPTIONS,
      async (t) => {
        const { shop, start } = await scene(t, bound);
        const worker = await start();
        const held = hold(shop);
        const lost = write(worker).then(
          () => assert.fail("It answered."),
          () => {},
        );
        await held.isThere;
        await worker.kill();
        await lost;

        const next = await start();
        const writes = [];
        shop.before = async ({ method, url }) => {
          if (method !== "GET") writes.push(url);
        };
        const of = (outcome) => [[outcome, "", INPUT.note]];
        assert.deepEqual(await changes(next), reached ? of(saved ? "written" : "unknown") : []);
        if (reached && !saved) {
          const repeated = await write(next);
          const problem = await repeated.json();
          assert.deepEqual([repeated.status, problem.kind], [502, "outcome_unknown"]);
          assert.deepEqual(writes, [], "nothing is sent twice");
          held.land();
          assert.deepEqual(await changes(next), of("written"));
        }
        // Whatever is kept of it beside the namespace is in nobody's way.
        const answer = await write(next, { id: 3, note: "Afterwards" });
        const { written, fields, ...rest } = await answer.json();
        assert.equal(written, true, JSON.stringify(rest));
        assert.equal(fields[0].before, reached ? INPUT.note : "");
        held.release();
        killed += 1;
      },
    );
  }
}

test(
  "given a preview that was confirmed, when workerd is killed and started again, then it is not confirmed twice",
  OPTIONS,
  async (t) => {
    const { shop, start } = await scene(t, BINDINGS["with writers of each record"]);
    const worker = await start();
    const shown = await (await write(worker, { ...INPUT, preview: true })).json();
    const confirmed = { ...INPUT, expect: shown.token };
    assert.equal((await write(worker, confirmed)).status, 200);
    await worker.kill();
    // As it was shown.
    const next = await start();
    assert.equal((await write(next, { id: 3, note: "" })).status, 200);
    const writes = [];
    shop.before = async ({ method, url }) => {
      if (method !== "GET") writes.push(url);
    };
    const again = await write(next, confirmed);
    const { kind, detail } = await again.json();
    assert.deepEqual([again.status, kind], [412, "confirmation_invalid"]);
    assert.match(detail, /already confirmed/);
    assert.deepEqual(writes, []);
    killed += 1;
  },
);
