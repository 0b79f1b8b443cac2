// Callers in a database: what one process changes counts in the others at their next request, and the
// script works on the same.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { bearer, makeCaller } from "../edge/support/callers.mjs";
import { load, serveHere } from "../edge/support/here.mjs";
import { built } from "../edge/support/runtimes/built.mjs";
import { ENGINES } from "./support/engines.mjs";
import { NEWER_NODE } from "./support/newer-node.mjs";

const { createWorker } = await load("worker.ts");

const ADMIN = makeCaller("admin", { level: "admin" });
const SETTINGS = { CALLERS: JSON.stringify([ADMIN.entry]), RATE_PER_MINUTE: "100000" };
const NEW = { name: "dashboard", sites: "*", level: "read" };

async function ask(worker, method, path, token, body) {
  const response = await worker.fetch(path, {
    method,
    headers: { ...bearer({ token }), ...(body && { "Content-Type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const said = await response.text();
  return { status: response.status, body: said === "" ? null : JSON.parse(said) };
}

for (const [engine, { skip, open }] of Object.entries(ENGINES)) {
  test(`given two processes on ${engine}, then a caller that one changes is changed for the other, at its next request`, {
    skip,
    timeout: 60_000,
  }, async (t) => {
    const opened = await open();
    const [here, there] = [opened.database, await opened.beside()];
    const [one, other] = [
      await serveHere(createWorker, SETTINGS, { bound: here }),
      await serveHere(createWorker, SETTINGS, { bound: there }),
    ];
    t.after(async () => {
      await Promise.all([one.stop(), other.stop()]);
      await opened.stop();
    });
    const admin = (method, path, body) =>
      ask(one, method, `/v1/admin/callers${path}`, ADMIN.token, body);
    const statusAt = async (worker, token) => (await ask(worker, "GET", "/v1/sites", token)).status;
    const { body: added } = await admin("POST", "", NEW);
    const { id } = added.caller;
    assert.equal(await statusAt(other, added.token), 200);
    const { body: shown } = await ask(other, "GET", `/v1/admin/callers/${id}`, ADMIN.token);
    assert.ok(Date.now() - Date.parse(shown.caller.lastUsed) < 60_000);
    assert.deepEqual({ ...shown.caller, lastUsed: null }, added.caller);
    const times = [];
    for (const disabled of [true, false, true, false]) {
      const began = performance.now();
      await admin("PATCH", `/${id}`, { disabled });
      assert.equal(await statusAt(other, added.token), disabled ? 401 : 200);
      times.push(performance.now() - began);
    }
    const { body: rotated } = await admin("POST", `/${id}/rotate`, { overlapMinutes: 0 });
    assert.deepEqual(
      [await statusAt(other, added.token), await statusAt(other, rotated.token)],
      [401, 200],
    );
    const changes = ["read", "propose", "write"].map((level) => ({ level }));
    const rates = [5, 50, 500].map((ratePerMinute) => ({ ratePerMinute }));
    const both = [...changes, ...rates].map((body, at) =>
      ask(
        at % 2 === 0 ? one : other,
        "PATCH",
        `/v1/admin/callers/${rotated.caller.id}`,
        ADMIN.token,
        body,
      ),
    );
    const last = (await Promise.all(both)).map(({ status }) => status);
    assert.deepEqual(last, Array(6).fill(200));
    const { body: list } = await admin("GET", "?limit=1");
    assert.deepEqual([list.callers.length, list.next], [1, id]);
    const { body: next } = await admin("GET", `?after=${id}`);
    const [{ level, ratePerMinute }] = next.callers;
    assert.notDeepEqual([level, ratePerMinute], [NEW.level, null], "both kinds of change counted");
    assert.ok(ratePerMinute !== null);
    assert.equal((await admin("DELETE", `/${rotated.caller.id}`)).status, 204);
    assert.equal(await statusAt(other, rotated.token), 401);
    t.diagnostic(`from a change here to its effect there: ${Math.max(...times).toFixed(0)} ms`);
  });
}

/** Runs the script that manages callers; `{ code, out, said }`. */
async function script(environment, ...words) {
  const child = spawn(NEWER_NODE, [built("sites.js"), "callers", ...words], {
    env: { PATH: process.env.PATH, ...environment },
  });
  const exit = once(child, "exit");
  child.stdin.end();
  const [out, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, said };
}

/** Where the script works: `[engine, place, (opened, worker) => its environment, what names the place]`. */
const PLACES = [
  ["sqlite", "the database itself", ({ url }) => ({ DATABASE_URL: url }), () => []],
  ["postgres", "the database itself", ({ url }) => ({ DATABASE_URL: url }), () => []],
  ["postgres", "a worker", () => ({ ADMIN_TOKEN: ADMIN.token }), (worker) => ["--worker", worker]],
];

/** What the script refuses, `[words, what it says]`. */
const REFUSED = [
  [["add", "app", "--level", "get_prod"], /`level` names an action/],
  [["add", "app", "--rate", "many"], /`ratePerMinute` is not a whole number/],
  [["change", "nobody", "--disable"], /There is no caller of that id/],
  [["remove"], /Give the id of a caller/],
];

for (const [engine, place, environmentOf, wordsOf] of PLACES) {
  const { skip, open } = ENGINES[engine];
  test(`given the script at ${place} on ${engine}, then it manages callers, and says what is wrong`, {
    skip,
    timeout: 60_000,
  }, async (t) => {
    const opened = await open();
    const worker = await serveHere(createWorker, SETTINGS, { bound: opened.database });
    t.after(async () => {
      await worker.stop();
      await opened.stop();
    });
    const { origin } = new URL((await worker.fetch("/healthz")).url);
    const run = (...words) => script(environmentOf(opened), ...words, ...wordsOf(origin));
    const statusOf = async (token) => (await ask(worker, "GET", "/v1/sites", token)).status;
    const grant = ["--sites", "tea,leaf", "--level", "write", "--confirm", "--rate", "30"];
    const made = await run("add", "app", ...grant);
    assert.equal(made.code, 0, made.said);
    const { token, caller } = JSON.parse(made.out);
    assert.match(made.said, /shown this once/);
    assert.deepEqual(
      [caller.sites, caller.level, caller.confirm, caller.ratePerMinute],
      [["tea", "leaf"], "write", "required", 30],
    );
    assert.equal(await statusOf(token), 200);
    const rotated = JSON.parse((await run("rotate", caller.id, "--overlap", "0")).out);
    assert.deepEqual([await statusOf(token), await statusOf(rotated.token)], [401, 200]);
    const { id } = rotated.caller;
    const changed = await run("change", id, "--rate", "none", "--no-confirm", "--disable");
    const { ratePerMinute, confirm, disabled } = JSON.parse(changed.out);
    assert.deepEqual([ratePerMinute, confirm, disabled], [null, null, true], changed.said);
    assert.equal(await statusOf(rotated.token), 401);
    const { out } = await run("list");
    assert.match(out, new RegExp(`^${id}\tapp\twrite\ttea,leaf\tdisabled\t20`, "m"));
    const wrong = await Promise.all(REFUSED.map(([words]) => run(...words)));
    for (const [at, [, told]] of REFUSED.entries()) {
      assert.deepEqual([wrong[at].code, wrong[at].out], [1, ""]);
      assert.match(wrong[at].said, told);
      assert.ok(!wrong[at].said.includes("    at "), "a sentence, and no stack");
    }
    await Promise.all([run("remove", caller.id), run("remove", id)]);
    const { body } = await ask(worker, "GET", "/v1/admin/callers", ADMIN.token);
    assert.deepEqual(body, { callers: [], next: null });
  });
}
