// A worker that is ended while it writes, by force or by a signal, in every phase of the write: what
// the next one knows.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { leaveOut } from "../js/support/left-out.mjs";
import { bearer, makeCaller } from "./support/callers.mjs";
import { INSIDE, PHASES } from "./support/phases.mjs";
import { built } from "./support/runtimes/built.mjs";
import { COMMAND_LINE, listen } from "./support/runtimes/command-line.mjs";
import { startShop } from "./support/shop.mjs";
import { startWorker } from "./support/worker.mjs";

const HOLD = fileURLToPath(new URL("support/hold-fetch.mjs", import.meta.url));
const INPUT = { id: 3, note: "Prefers a call." };
const SLOW = { timeout: 60_000 };

/** A process that is the first of its own: of root, and of anybody. */
const OWN = ["--pid", "--fork", "--kill-child", "--mount-proc"];
const ALONE = [OWN, ["--user", "--map-root-user", ...OWN]];

const caller = makeCaller("writer");
const HEADERS = { ...bearer(caller), "Content-Type": "application/json" };

const counts = {};
const count = (what) => {
  counts[what] = (counts[what] ?? 0) + 1;
};
after(() => console.log(JSON.stringify(counts)));

/** A shop, a folder with a journal, and workers that share both. */
async function scene(t, runtime) {
  const shop = await startShop();
  t.after(shop.stop);
  const folder = await mkdtemp(join(tmpdir(), "edge-dying-"));
  t.after(() => rm(folder, { recursive: true }));
  const settings = {
    sites: { one: { url: shop.url, key: shop.key } },
    callers: [caller.entry],
    JOURNAL_FILE: join(folder, "changes.jsonl"),
  };
  const start = async (more = {}) => {
    const worker = await startWorker(runtime, { ...settings, ...more });
    t.after(worker.stop);
    return worker;
  };
  return { shop, start, settings };
}

const write = (worker, input = INPUT) =>
  worker.fetch("/v1/sites/one/actions/update_customer", {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(input),
  });

async function changes(worker) {
  const response = await worker.fetch("/v1/sites/one/changes", { headers: HEADERS });
  const { changes } = await response.json();
  return changes.map(({ outcome, fields: [{ before, after }] }) => [outcome, before, after]);
}

/** What the next worker has to know, once by the journal alone and once after the shop went on. */
async function assertKnown({ shop, start }, { reached, saved, isNoted = reached }, land) {
  const next = await start();
  const writes = [];
  shop.before = async ({ method, url }) => {
    if (method !== "GET") writes.push(url);
  };
  const of = (outcome) => [[outcome, "", INPUT.note]];
  assert.deepEqual(await changes(next), isNoted ? of(saved ? "written" : "unknown") : []);
  if (saved || !isNoted) {
    assert.equal(shop.text("customers/3", "note"), saved ? INPUT.note : "");
    return;
  }
  const repeated = await write(next);
  const { kind, saved: told } = await repeated.json();
  assert.deepEqual([repeated.status, kind, told], [502, "outcome_unknown", "unknown"]);
  assert.deepEqual(writes, [], "nothing is sent twice");
  if (!reached) return;
  land();
  assert.deepEqual(await changes(next), of("written"));
}

for (const [runtime, { missing }] of Object.entries(COMMAND_LINE)) {
  for (const [phase, { hold, ...expected }] of Object.entries(PHASES)) {
    test(
      `given ${runtime} that is killed ${phase}, then the next one knows of each write that reached the shop`,
      SLOW,
      async (t) => {
        const leftOut = await missing();
        if (leftOut !== undefined) return leaveOut(t, leftOut);
        const at = await scene(t, runtime);
        const worker = await at.start();
        const held = hold(at.shop);
        const lost = write(worker).then(
          () => assert.fail("It answered."),
          () => {},
        );
        await held.isThere;
        process.kill(worker.pid, "SIGKILL");
        assert.equal((await worker.ended).signal, "SIGKILL");
        await lost;
        await assertKnown(at, expected, held.land);
        held.release();
        count(`${runtime} killed`);
      },
    );

    test(
      `given ${runtime} that is to end ${phase}, then it begins nothing new, ends the write, and ends with 0`,
      SLOW,
      async (t) => {
        const leftOut = await missing();
        if (leftOut !== undefined) return leaveOut(t, leftOut);
        const at = await scene(t, runtime);
        const worker = await at.start();
        const held = hold(at.shop);
        const wrote = write(worker);
        await held.isThere;
        process.kill(worker.pid, expected.reached ? "SIGTERM" : "SIGINT");
        await worker.toSay(/waiting for the writes/);
        await assertStopping(worker);
        held.release();
        await assertWritten(await wrote);
        assert.deepEqual(await worker.ended, { code: 0, signal: null });
        await assertKnown(at, { reached: true, saved: true });
        count(`${runtime} ended`);
      },
    );
  }

  test(
    `given ${runtime} with nothing to do, when it is to end, then it ends at once, and a second signal ends it in any case`,
    SLOW,
    async (t) => {
      const leftOut = await missing();
      if (leftOut !== undefined) return leaveOut(t, leftOut);
      const at = await scene(t, runtime);
      for (const signal of ["SIGTERM", "SIGINT"]) {
        const idle = await at.start();
        assert.equal((await idle.fetch("/healthz")).status, 200);
        process.kill(idle.pid, signal);
        assert.deepEqual(await idle.ended, { code: 0, signal: null });

        const busy = await at.start();
        const held = PHASES["before the intent"].hold(at.shop);
        const lost = write(busy).catch(() => {});
        await held.isThere;
        process.kill(busy.pid, signal);
        await busy.toSay(/waiting for the writes/);
        process.kill(busy.pid, signal);
        assert.deepEqual((await busy.ended).code, signal === "SIGTERM" ? 143 : 130);
        held.release();
        await lost;
        count(`${runtime} ended twice`);
      }
    },
  );
}

for (const [phase, { at: place, ...expected }] of Object.entries(INSIDE)) {
  const isNoted = true;
  const held = { NODE_OPTIONS: `--import=${HOLD}`, HOLD: place };

  test(
    `given Node that is killed ${phase}, then the next one knows of each write that reached the shop`,
    SLOW,
    async (t) => {
      const at = await scene(t, "Node");
      const worker = await at.start(held);
      const lost = write(worker).then(
        () => assert.fail("It answered."),
        () => {},
      );
      await worker.toSay(/held \w+ the request/);
      process.kill(worker.pid, "SIGKILL");
      await worker.ended;
      await lost;
      await assertKnown(at, { ...expected, isNoted });
      count("Node killed");
    },
  );

  test(
    `given Node that is to end ${phase}, then it ends the write, and ends with 0`,
    SLOW,
    async (t) => {
      const at = await scene(t, "Node");
      const worker = await at.start(held);
      const wrote = write(worker);
      await worker.toSay(/held \w+ the request/);
      process.kill(worker.pid, "SIGTERM");
      await worker.toSay(/waiting for the writes/);
      await assertStopping(worker);
      process.kill(worker.pid, "SIGUSR2");
      await assertWritten(await wrote);
      assert.deepEqual(await worker.ended, { code: 0, signal: null });
      await assertKnown(at, { reached: true, saved: true });
      count("Node ended");
    },
  );
}

test(
  "given Node as the first process of a container, when that is stopped, then it ends its write and itself",
  SLOW,
  async (t) => {
    const alone = ALONE.find((args) => spawnSync("unshare", [...args, "true"]).status === 0);
    // Most build servers let nobody do that.
    if (alone === undefined) return t.skip("no process may be the first of its own here");
    const at = await scene(t, "Node");
    const { sites, callers, ...settings } = at.settings;
    const environment = {
      SITES: JSON.stringify(sites),
      CALLERS: JSON.stringify(callers),
      ...settings,
    };
    let said = "";
    const hear = (text) => {
      said += text;
    };
    const args = [...alone, process.execPath, built("node.js")];
    const { url, pid, ended, stop } = await listen("unshare", args, environment, hear);
    t.after(stop);
    const worker = { fetch: (path, init) => fetch(`${url}${path}`, init) };
    const held = PHASES["during the request, ahead of the shop's saving"].hold(at.shop);
    const wrote = write(worker);
    await held.isThere;
    const [first] = spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }).stdout.split(
      "\n",
    );
    process.kill(Number(first), "SIGTERM");
    held.release();
    await assertWritten(await wrote);
    assert.deepEqual(await ended, { code: 0, signal: null }, said);
    count("Node as the first process");
  },
);

async function assertStopping(worker) {
  const health = await worker.fetch("/healthz");
  assert.deepEqual([health.status, await health.json()], [503, { ok: false }]);
  for (const [path, init] of [
    ["/v1/actions", { headers: HEADERS }],
    ["/openapi.json", {}],
    ["/v1/sites/one/actions/update_customer", { method: "POST", headers: HEADERS, body: "{}" }],
  ]) {
    const refused = await worker.fetch(path, init);
    const { kind, saved, retryable } = await refused.json();
    assert.deepEqual([refused.status, kind, saved, retryable], [503, "stopping", "no", true]);
    assert.equal(refused.headers.get("Retry-After"), "1");
  }
}

async function assertWritten(response) {
  const text = await response.text();
  assert.equal(response.status, 200, text);
  assert.equal(JSON.parse(text).written, true);
  assert.ok(response.headers.get("X-Change-Id"));
}
