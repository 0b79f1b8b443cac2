// The program on a terminal, stopped at any moment, with readers that go away, and with the worker.
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startDemoServer } from "../js/support/demo-server.mjs";
import { leaveOut } from "../js/support/left-out.mjs";
import { startBench } from "./support/check-bench.mjs";
import { checkWith, KEYS } from "./support/check-command.mjs";
import { startProgram, startProxy } from "./support/program.mjs";
import { run } from "./support/run.mjs";

const MANY = 1_500;
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
const WORKER = fileURLToPath(new URL("../../www/edge/", import.meta.url));

let bench;
let many;
const key = KEYS.everything;

before(async () => {
  bench = await startBench(["8.2"]);
  many = await startDemoServer("--products", String(MANY));
});
after(async () => {
  await many?.stop();
  await bench?.stop();
});

const renamed = (name) => [
  ...["run", "update_product_content", "--input"],
  JSON.stringify({ id: 7, name: { fr: name } }),
];

/** A promise that somebody keeps from outside. */
function gate() {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** The program with a shop that does not answer reads, or writes; `reached` when it was asked. */
function startHeld(words, held) {
  const [reached, released] = [gate(), gate()];
  const hold = async (request) => {
    if ((request.method === "GET" ? "reads" : "writes") !== held) return;
    reached.open();
    await released.opened;
  };
  return startProxy(bench.stores["8.2"].url, { hold }).then((proxy) => ({
    ...startProgram(bench.program, words, { key, env: { PRESTASHOP_URL: proxy.url } }),
    reached: reached.opened,
    release: released.open,
    stop: proxy.stop,
  }));
}

async function nameNow() {
  const env = { PRESTASHOP_URL: bench.stores["8.2"].url, PRESTASHOP_KEY: key };
  const words = ["list", "products", "--filter", "id=7", "--display", "name", "--jsonl"];
  const { out } = await checkWith(bench.program, words, { env });
  return JSON.parse(out).name[2];
}

test("given Ctrl-C at any moment, then the program says how things stand, and it is true", async () => {
  const old = await nameNow();
  const cases = [
    {
      words: ["run", "get_order", "--input", '{"id":5}'],
      at: "reads",
      code: 130,
      told: /Nothing was/,
    },
    { words: ["list", "products"], at: "reads", code: 130, told: /0 rows were printed/ },
    {
      words: renamed("Un"),
      at: "reads",
      more: "--preview",
      code: 130,
      told: /Nothing was changed/,
    },
    { words: renamed("Deux"), at: "reads", more: "--yes", code: 130, told: /Nothing was changed/ },
  ];
  for (const [signal, some] of [
    ["SIGINT", cases],
    ["SIGTERM", cases.slice(-1)],
  ]) {
    for (const { words, at, more, code, told } of some) {
      const held = await startHeld(more === undefined ? words : [...words, more], at);
      await held.reached;
      held.child.kill(signal);
      const ended = await held.ended;
      assert.deepEqual([ended.code, ended.out], [code, ""], words[1]);
      assert.match(ended.err, told);
      await held.stop();
    }
  }
  assert.equal(await nameNow(), old);
  console.log(`${cases.length} moments, one of them with another signal`);
});

test("given Ctrl-C while a change is on its way, then it waits for the answer, and a second one ends that", async () => {
  const waits = await startHeld([...renamed("Attendu"), "--yes"], "writes");
  await waits.reached;
  waits.child.kill("SIGINT");
  await waits.said("waiting for the answer");
  waits.release();
  const saved = await waits.ended;
  assert.equal(saved.code, 0, saved.err);
  assert.match(saved.out, /It was saved/);
  await waits.stop();
  assert.equal(await nameNow(), "Attendu");

  const impatient = await startHeld([...renamed("Oublié"), "--yes"], "writes");
  await impatient.reached;
  impatient.child.kill("SIGINT");
  await impatient.said("waiting for the answer");
  impatient.child.kill("SIGINT");
  const unknown = await impatient.ended;
  assert.deepEqual([unknown.code, unknown.out], [3, ""], unknown.err);
  assert.match(unknown.err, /is not known[\s\S]*before you run this again/);
  impatient.release();
  await impatient.stop();
  assert.equal(await nameNow(), "Oublié", "the shop had it already");
});

test("given a reader that goes away, then the program ends quietly, and a change is told all the same", async () => {
  const cases = [
    ["list", "products", "--json"],
    ["list", "products", "--jsonl"],
    ["list", "products"],
    ["run", "find_products", "--input", '{"limit":50}'],
    ["list", "--help"],
    ["--help"],
    ["check", "--help"],
  ];
  for (const words of cases) {
    const program = startProgram(bench.program, words, {
      key,
      env: { PRESTASHOP_URL: many.url },
    });
    program.child.stdout.destroy();
    const { code, err } = await program.ended;
    assert.equal(code, 0, `${words}: ${err}`);
    assert.doesNotMatch(err, /EPIPE|\bat .*:\d+:\d+/, String(words));
  }
  const change = startProgram(bench.program, [...renamed("Sans lecteur"), "--yes"], {
    key,
    env: { PRESTASHOP_URL: bench.stores["8.2"].url },
  });
  change.child.stdout.destroy();
  const { code, err } = await change.ended;
  assert.deepEqual([code, await nameNow()], [0, "Sans lecteur"]);
  assert.match(err, /It was saved/);
  console.log(`${cases.length + 1} commands without a reader`);
});

test("given a disk that is full, then it says so, and what became of the change", async (t) => {
  if (!existsSync("/dev/full")) return leaveOut(t, "needs /dev/full");
  const cases = [
    [["list", "products", "--jsonl"], "could not be written"],
    [[...renamed("Disque plein"), "--yes"], "It was saved"],
  ];
  for (const [words, told] of cases) {
    const line = 'node=$1; shift; "$node" "$@" 2>&1 >/dev/full; echo "code $?"';
    const env = { PRESTASHOP_URL: bench.stores["8.2"].url, PRESTASHOP_KEY: key };
    const all = ["-c", line, "sh", process.execPath, bench.program, ...words];
    const said = await run("sh", all, bench.folder, env);
    assert.ok(said.includes(told), said);
    assert.match(said, /could not be written: ENOSPC[\s\S]*code 74/);
  }
  assert.equal(await nameNow(), "Disque plein");
});

test("given more rows than are read, then the shop is asked for no more than a page ahead", async () => {
  const proxy = await startProxy(many.url);
  const program = startProgram(bench.program, ["list", "products", "--jsonl"], {
    key,
    env: { PRESTASHOP_URL: proxy.url },
  });
  await once(program.child.stdout, "data");
  program.child.stdout.pause();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const asked = proxy.seen.length;
  assert.ok(asked < 5, `${asked} requests for rows that nobody has read`);
  program.child.stdout.resume();
  const { code, out } = await program.ended;
  const ids = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).id);
  assert.equal(code, 0);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length > MANY * 0.9, String(ids.length));
  assert.ok(proxy.seen.length > asked);
  await proxy.stop();
  console.log(
    `${ids.length} rows in ${proxy.seen.length} requests, ${asked} before they were read`,
  );
});

test("given an answer that breaks behind some rows, then the array stays open, and it says that there are more", async () => {
  let asked = 0;
  const change = (body) => {
    asked += 1;
    return asked > 2 ? body.slice(0, body.length / 2) : body;
  };
  const proxy = await startProxy(many.url, { change });
  const env = { PRESTASHOP_URL: proxy.url, PRESTASHOP_KEY: key };
  const { code, out, err } = await checkWith(bench.program, ["list", "products", "--json"], {
    env,
  });
  await proxy.stop();
  assert.equal(code, 1, err);
  assert.throws(() => JSON.parse(out), "half of a list is no list");
  assert.match(err, /behind \d+ rows: there are more/);
});

test("given a terminal, then a change is shown and asked for, and only what was shown is saved", async (t) => {
  const lacking = await run("python3", ["-c", "import pty"], bench.folder).then(
    () => undefined,
    () => "needs Python 3 for a terminal",
  );
  if (lacking) return leaveOut(t, lacking);
  const script = fileURLToPath(new URL("support/on-a-terminal.py", import.meta.url));
  const { url } = bench.stores["8.2"];
  const onTerminal = async (typed, words) => {
    const line = [script, typed, process.execPath, bench.program, ...words];
    const env = { PRESTASHOP_KEY: key, PRESTASHOP_URL: url, TERM: "xterm", PROMPT: "[y/N]" };
    return JSON.parse(await run("python3", line, bench.folder, env));
  };
  const old = await nameNow();
  const cases = [
    ["n\r", 1, /Nothing was saved/],
    ["\r", 1, /Nothing was saved/],
    ["\u0003", 130, /Stopped\. Nothing was saved/],
    ["\u0004", 1, /Nothing was saved/],
  ];
  for (const [typed, code, told] of cases) {
    const answer = await onTerminal(typed, renamed("Demandé"));
    assert.equal(answer.code, code, answer.screen);
    assert.match(answer.screen, told);
    assert.ok(answer.screen.includes(`- ${old}`) && answer.screen.includes("+ Demandé"));
    assert.equal(answer.echoes, true);
  }
  assert.equal(await nameNow(), old);
  const yes = await onTerminal("y\r", renamed("Demandé"));
  assert.equal(yes.code, 0, yes.screen);
  assert.match(yes.screen, /Save this\?[\s\S]*It was saved/);
  assert.equal(await nameNow(), "Demandé");
  const nothing = await onTerminal("y\r", renamed("Demandé"));
  assert.match(nothing.screen, /Nothing to save/);
  assert.doesNotMatch(nothing.screen, /Save this\?/);
  console.log(`${cases.length + 2} answers on a terminal`);
});

test("given the worker's package, then edge start starts it in the user's folder; without, it says how to get it", async () => {
  const without = startProgram(bench.program, ["edge", "start"], { cwd: bench.folder });
  const told = await without.ended;
  assert.equal(told.code, 2);
  assert.match(
    told.err,
    /npm install @aismarttalk\/prestashop-edge\n.*npx @aismarttalk\/prestashop-edge start/,
  );

  const folder = await mkdtemp(join(bench.folder, "worker-"));
  const packed = await run(NPM, ["pack", "--json", "--pack-destination", folder], WORKER);
  const [{ filename }] = Object.values(JSON.parse(packed));
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
  const install = ["install", "--offline", "--no-audit", "--no-fund", "--omit=peer"];
  await run(NPM, [...install, join(folder, filename)], folder);
  const sites = { "shop-1": { url: bench.stores["8.2"].url, key } };
  const worker = startProgram(bench.program, ["edge", "start", "--port", "0"], {
    cwd: folder,
    env: { SITES: JSON.stringify(sites), CALLERS: "[]" },
  });
  await worker.said("listening on ");
  const [, url] = /listening on (\S+)/.exec(worker.told.err);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  worker.child.kill("SIGTERM");
  const ended = await worker.ended;
  assert.equal(ended.code, 0, ended.err);
});
